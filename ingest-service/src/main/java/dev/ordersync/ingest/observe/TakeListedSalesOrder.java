package dev.ordersync.ingest.observe;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.work.Unshipped;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes a sales order from a list: as it stands when it has no fulfillments, else it is wanted and read with them. So is
 * one that the list shows as before the last read.
 */
public final class TakeListedSalesOrder {
    private final KeepSalesOrder keep;
    private final WorkQueue queue;

    public TakeListedSalesOrder(KeepSalesOrder keep, WorkQueue queue) {
        this.keep = keep;
        this.queue = queue;
    }

    /** @return {@code OVERLAPPED} when it was wanted instead */
    public KeepSnapshot.Result take(Connection tx, String account, OrderRef ref, Read<SalesOrder> read, Instant asked)
            throws SQLException {
        SalesOrder order = read.value();
        var before = ObservedSalesOrders.lock(tx, account, order.id()).orElse(null);
        if ((order.isDeleted() || Unshipped.is(order.status())) && !Doubt.goesBack(before, order)) {
            var result = keep.keep(tx, account, SalesOrderSnapshot.of(ref, read, null, asked), "sweep");
            if (result == KeepSnapshot.Result.PUBLISHED || result == KeepSnapshot.Result.UNCHANGED) return result;
        }
        queue.want(tx, Kinds.salesOrder(account, order.id(), Priority.SWEEP));
        return KeepSnapshot.Result.OVERLAPPED;
    }

    /** The orders that those of a page stand for which are ours: by their mark, or linked by a person without one. */
    public static Map<Long, OrderRef> refs(
            Connection tx, String account, Collection<Read<SalesOrder>> page, Set<String> stores) throws SQLException {
        Map<Long, OrderRef> refs = new HashMap<>();
        List<Long> unmarked = new ArrayList<>();
        for (Read<SalesOrder> read : page) {
            long id = read.value().id();
            OrderRef mark = SalesOrderSnapshot.ref(read.value()).orElse(null);
            if (mark == null) unmarked.add(id);
            else if (stores.contains(mark.store())) refs.put(id, mark);
        }
        refs.putAll(ObservedSalesOrders.linked(tx, account, unmarked, stores));
        return refs;
    }

    /**
     * Whether its date says that it is as it was read. Without a date nothing says so; nor does a date where the status is
     * another, since a delivery need not move it.
     *
     * @param before null when it was never read
     */
    public static boolean isKnown(Read<SalesOrder> read, ObservedSalesOrders.LastRead before) {
        return before != null
                && !before.updatedAt().isEmpty()
                && before.updatedAt().equals(UpdatedAt.of(read.value()))
                && before.status().equals(Objects.requireNonNullElse(SalesOrderSnapshot.status(read.value()), ""));
    }
}
