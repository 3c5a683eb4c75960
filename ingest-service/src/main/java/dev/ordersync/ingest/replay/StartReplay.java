package dev.ordersync.ingest.replay;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.stores.StoreRegister;
import java.security.SecureRandom;

/** Begins a replay. */
public final class StartReplay {
    private static final int MOST_UNDER_WAY = 10;
    private static final String LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";

    private final Database database;
    private final RunReplays run;
    private final DemandWritable writable;
    private final SecureRandom random = new SecureRandom();

    public StartReplay(Database database, RunReplays run, StoreRegister stores) {
        this.database = database;
        this.run = run;
        this.writable = new DemandWritable(stores);
    }

    /** Returns its id. */
    public String start(ReplayRequest request, String by) {
        String id = newId();
        database.run(tx -> {
            if (!request.dryRun()) writable.demand(tx, request.store());
            if (Replays.underWay(tx) >= MOST_UNDER_WAY)
                throw Problem.of(409, MOST_UNDER_WAY + " replays are under way: wait for one, or cancel one.")
                        .exception();
            Replays.create(tx, id, request, by);
        });
        run.wake();
        return id;
    }

    private String newId() {
        StringBuilder id = new StringBuilder("rp-");
        for (int i = 0; i < 12; i++) id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return id.toString();
    }
}
