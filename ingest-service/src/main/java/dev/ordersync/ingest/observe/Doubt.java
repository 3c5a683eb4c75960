package dev.ordersync.ingest.observe;

import dev.ordersync.ingest.observe.ObservedSalesOrders.Row;
import dev.ordersync.ingest.work.Unshipped;
import dev.ordersync.katana.SalesOrder;
import java.util.Set;

/**
 * When a list is not taken at its word, since lists may lag behind webhooks and reads: then the sales order itself is
 * read. A deletion is always believed, for nobody takes it back.
 */
final class Doubt {
    private static final String DELIVERED = "DELIVERED";

    /**
     * Whether the list shows what was before the last read, or something else than a sales order that was packed or
     * deleted, and no later date says that it went on from there.
     *
     * @param before as last read; null when never
     */
    static boolean goesBack(Row before, SalesOrder listed) {
        if (before == null || listed.isDeleted()) return false;
        String date = UpdatedAt.of(listed);
        if (UpdatedAt.isOlder(date, before.updatedAt())) return true;
        return !Unshipped.is(before.status())
                && !before.status().equals(listed.status())
                && !UpdatedAt.isLater(date, before.updatedAt());
    }

    /**
     * Whether the list shows nothing that a webhook can have been about.
     *
     * <p>Delivered as before is believed unless a deletion was told: it is what a doubled webhook and the echo of our own
     * delivery find, each of which would cost one call more. Its fulfillments are read anyway; they show an undoing too,
     * and what lags as a whole is left to the sweep.
     *
     * @param told the actions of its latest webhooks
     */
    static boolean hidesNews(Row before, SalesOrder listed, Set<String> told) {
        if (listed.isDeleted()) return false;
        if (told.contains("sales_order.deleted")) return true;
        if (told.contains("sales_order.delivered") && !DELIVERED.equals(listed.status())) return true;
        // the door lets through only what is worth a call: an untouched one that stays so was taken back, or is not yet
        // shown
        if (Unshipped.is(listed.status())) return before == null || Unshipped.is(before.status());
        return before != null
                && before.status().equals(listed.status())
                && !DELIVERED.equals(listed.status())
                && !UpdatedAt.isLater(UpdatedAt.of(listed), before.updatedAt());
    }

    private Doubt() {}
}
