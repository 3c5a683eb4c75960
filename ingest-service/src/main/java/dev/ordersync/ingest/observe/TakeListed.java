package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Takes an order from a list: as it stands when the list holds all there is to know, else it is wanted and read by
 * itself.
 */
public final class TakeListed {
    private final KeepSnapshot keep;
    private final WorkQueue queue;

    public TakeListed(KeepSnapshot keep, WorkQueue queue) {
        this.keep = keep;
        this.queue = queue;
    }

    /**
     * @param asked the database's clock before the list was asked for
     * @return whether anything was published or wanted
     */
    public boolean take(Connection tx, Store store, JsonNode order, Instant asked, String origin, Priority priority)
            throws SQLException {
        Snapshot snapshot = new Snapshot(order, null, null, null, asked);
        if (Need.of(order, store.settings()).nothing()) {
            KeepSnapshot.Result result = keep.keepListed(tx, store, snapshot, origin);
            if (result != KeepSnapshot.Result.OVERLAPPED) return result == KeepSnapshot.Result.PUBLISHED;
        }
        ObservedOrders.noteListed(tx, store.hash(), snapshot.orderId(), Snapshot.orderHash(order), asked);
        queue.want(tx, Kinds.order(store.hash(), snapshot.orderId(), priority));
        return true;
    }

    /**
     * Whether the listed order is another than the one that was last read. A date has whole seconds, so an order that
     * changed again within the second of our read shows it by its content alone. Should a list ever show an order
     * otherwise than a read of it does, the difference is news once and not each time. A wish to publish it unchanged is
     * no news here: it has a read of its own.
     */
    public static boolean isNews(ObservedDates known, JsonNode order) {
        String modified = order.path("date_modified").asText("");
        return known == null
                || known.gone()
                || !known.dateModified().equals(modified)
                || known.statusId() != order.path("status_id").asInt(-1)
                || hasOtherContent(known, order);
    }

    private static boolean hasOtherContent(ObservedDates known, JsonNode order) {
        if (known.orderHash() == null) return false; // last read before hashes were kept: the date alone tells
        String listed = Snapshot.orderHash(order);
        return !listed.equals(known.orderHash()) && !listed.equals(known.listedHash());
    }
}
