package dev.ordersync.ingest.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.WorkQueue;
import java.util.UUID;

/** Begins a rehearsal: what activation would do with the store's orders, without doing it. */
public final class RehearseStore {
    private final Database database;
    private final WorkQueue queue;
    private final Runnable wake;

    /** @param wake told that there is work */
    public RehearseStore(Database database, WorkQueue queue, Runnable wake) {
        this.database = database;
        this.queue = queue;
        this.wake = wake;
    }

    /** @param body may be null; {@code {"orders": "open" | "last-90-days"}} */
    public void rehearse(Store store, JsonNode body, String by) {
        String orders = orders(body);
        Store.Phase phase = store.phase();
        if (phase == Store.Phase.INCOMPLETE || phase == Store.Phase.DISCONNECTED)
            throw Problem.of(409, "The store's credentials are not complete: connect it first.")
                    .exception();
        database.run(tx -> {
            if (Rehearsals.lock(tx, store.hash()).filter(Rehearsal::isRunning).isPresent())
                throw Problem.of(409, "A rehearsal of this store is running: wait for it, or end it.")
                        .exception();
            Rehearsals.begin(tx, store.hash(), "rh-" + UUID.randomUUID(), orders, by);
            queue.want(tx, Kinds.rehearse(store));
        });
        wake.run();
    }

    /** Ends a running one; what it found so far stays. */
    public void end(String store) {
        database.run(tx -> {
            Rehearsal now = Rehearsals.lock(tx, store)
                    .orElseThrow(() -> Problem.of(404, "There was no rehearsal of store '" + store + "' yet.")
                            .exception());
            Rehearsals.end(tx, now.run(), "cancelled", null);
        });
    }

    private static String orders(JsonNode body) {
        if (body == null || body.isNull()) return Rehearsal.OPEN;
        if (!body.isObject())
            throw Problem.of(400, "The body must be a JSON object.").exception();
        String orders = body.path("orders").asText(Rehearsal.OPEN);
        if (orders.equals(Rehearsal.OPEN) || orders.equals(Rehearsal.RECENT)) return orders;
        throw Problem.of(400, "orders must be open or last-90-days.").exception();
    }
}
