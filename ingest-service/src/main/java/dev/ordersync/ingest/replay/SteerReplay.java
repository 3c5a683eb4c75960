package dev.ordersync.ingest.replay;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.replay.Replay.State;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.stores.StoreRegister;

/** Does with a replay what a person says, where its state allows it. */
public final class SteerReplay {
    private final Database database;
    private final LeaveUnwritten leave;
    private final RunReplays run;
    private final DemandWritable writable;

    public SteerReplay(Database database, Outbox outbox, RunReplays run, StoreRegister stores) {
        this.database = database;
        this.leave = new LeaveUnwritten(outbox);
        this.run = run;
        this.writable = new DemandWritable(stores);
    }

    /** @param word apply, pause, resume or cancel */
    public void steer(String id, String word) {
        database.run(tx -> {
            Replay replay = Replays.lock(tx, id).orElseThrow(() -> noSuchReplay(id));
            switch (word) {
                case "apply" -> {
                    demand(replay.state() == State.READY, "Only a replay that is ready can be applied", replay);
                    writable.demand(tx, replay.store());
                    Replays.move(tx, id, State.READY, State.APPLYING);
                }
                case "pause" -> {
                    demand(replay.isUnderWay(), "Only a replay that is under way can be paused", replay);
                    Replays.pause(tx, id, true);
                }
                case "resume" -> {
                    demand(replay.isUnderWay(), "Only a replay that is under way can be resumed", replay);
                    Replays.pause(tx, id, false);
                }
                case "cancel" -> {
                    boolean open = replay.isUnderWay() || replay.state() == State.READY;
                    demand(open, "Only a replay that is not over can be cancelled", replay);
                    Replays.move(tx, id, replay.state(), State.CANCELLED);
                    leave.all(tx, id);
                }
                default ->
                    throw Problem.of(404, "There is nothing at this address.").exception();
            }
        });
        run.wake();
    }

    private static void demand(boolean allowed, String rule, Replay replay) {
        if (!allowed)
            throw Problem.of(409, rule + "; this one is " + replay.state().word() + ".")
                    .exception();
    }

    static RuntimeException noSuchReplay(String id) {
        return Problem.of(404, "There is no replay '" + id + "' here.").exception();
    }
}
