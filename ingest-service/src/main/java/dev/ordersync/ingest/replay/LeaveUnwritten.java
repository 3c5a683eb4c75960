package dev.ordersync.ingest.replay;

import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.replay.ReplayOrders.AtRest;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.stores.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Takes back from mapping what a replay asked it to write: what has begun there ends, what still waits for its turn is not
 * written any more. Within the caller's transaction.
 */
final class LeaveUnwritten {
    private final Outbox outbox;

    LeaveUnwritten(Outbox outbox) {
        this.outbox = outbox;
    }

    void all(Connection tx, String replay) throws SQLException {
        for (String store : ReplayOrders.perStore(tx, replay, "applying").keySet()) withdraw(tx, replay, store);
        ReplayOrders.putBack(tx, replay);
    }

    /**
     * What is to be written for stores that were disconnected since, or were never activated: it would wait for ever.
     *
     * @return of how many stores
     */
    int ofStoresAtRest(Connection tx, String replay) throws SQLException {
        var stores = ReplayOrders.atRest(tx, replay);
        for (AtRest store : stores) {
            withdraw(tx, replay, store.hash());
            ReplayOrders.leave(tx, replay, store.hash(), "Not written: the store is " + words(store.phase()) + ".");
        }
        return stores.size();
    }

    private static String words(String phase) {
        boolean never = phase != null && !phase.equals(Store.Phase.DISCONNECTED.name());
        return never ? "not activated" : "disconnected";
    }

    private void withdraw(Connection tx, String replay, String store) throws SQLException {
        for (long orderId : ReplayOrders.applying(tx, replay, store))
            outbox.leave(
                    tx,
                    Topics.PLAN_REQUESTS,
                    new PlanRequested(store, orderId, replay, PlanRequested.WITHDRAW, Instant.now(), null));
    }
}
