package dev.ordersync.ingest.observe;

import dev.ordersync.ingest.db.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * By what a list tells whether an order has changed since it was last read.
 *
 * @param gone it was not there any more when it was last read
 * @param orderHash of its content as it was last read; null when not known
 * @param listedHash of its content as a list showed it since; null when none did
 */
public record ObservedDates(String dateModified, int statusId, boolean gone, String orderHash, String listedHash) {

    /** Of these orders, as far as they were ever read. */
    public static Map<Long, ObservedDates> of(Database database, String store, Collection<Long> orderIds) {
        Map<Long, ObservedDates> dates = new HashMap<>();
        database.call(tx -> ObservedOrders.find(tx, store, orderIds))
                .forEach((orderId, row) -> dates.put(
                        orderId,
                        new ObservedDates(
                                row.dateModified(), row.statusId(), row.gone(), row.orderHash(), row.listedHash())));
        return dates;
    }
}
