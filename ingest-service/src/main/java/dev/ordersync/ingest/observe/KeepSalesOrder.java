package dev.ordersync.ingest.observe;

import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.KeepSnapshot.Result;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Records what was read of a sales order and leaves it for the raw log, if it is news: see {@link KeepSnapshot}. A read
 * that is from before the last one by Katana's own date (a list or a replica that lags) would look like a reversal.
 */
public final class KeepSalesOrder {
    private final Outbox outbox;
    private final OrderBook book;

    public KeepSalesOrder(Outbox outbox, OrderBook book) {
        this.outbox = outbox;
        this.book = book;
    }

    /** @param origin {@code webhook} or {@code sweep} */
    public Result keep(Connection tx, String account, SalesOrderSnapshot snapshot, String origin) throws SQLException {
        Optional<ObservedSalesOrders.Row> before = ObservedSalesOrders.lock(tx, account, snapshot.salesOrderId());
        if (before.isPresent() && !before.get().observedAt().isBefore(snapshot.askedAt())) return Result.OVERLAPPED;
        if (before.isPresent() && isOlder(snapshot, before.get())) return Result.OLDER;
        String hash = snapshot.hash();
        if (before.isPresent() && before.get().hash().equals(hash)) {
            ObservedSalesOrders.update(tx, account, snapshot, hash, before.get().number());
            return Result.UNCHANGED;
        }
        Instant now = now(tx);
        long number = Math.max(before.map(row -> row.number() + 1).orElse(0L), now.toEpochMilli());
        if (before.isPresent()) ObservedSalesOrders.update(tx, account, snapshot, hash, number);
        else if (!ObservedSalesOrders.create(tx, account, snapshot, hash, number)) return Result.OVERLAPPED;
        outbox.leave(
                tx,
                Topics.FULFILLMENTS_RAW,
                new FulfillmentObserved(
                        snapshot.ref().store(),
                        snapshot.ref().orderId(),
                        snapshot.salesOrderId(),
                        number,
                        now,
                        origin,
                        snapshot.deleted(),
                        snapshot.salesOrder(),
                        snapshot.fulfillments()));
        book.salesOrderSeen(
                tx,
                snapshot.ref().store(),
                snapshot.ref().orderId(),
                snapshot.salesOrderId(),
                snapshot.orderNo(),
                snapshot.status());
        book.salesOrderRead(
                tx,
                snapshot.ref().store(),
                snapshot.ref().orderId(),
                now,
                origin,
                snapshot.orderNo(),
                snapshot.status());
        return Result.PUBLISHED;
    }

    /** A deletion is never taken back, so whoever shows it does not lag. */
    private static boolean isOlder(SalesOrderSnapshot snapshot, ObservedSalesOrders.Row before) {
        return !snapshot.deleted() && UpdatedAt.isOlder(snapshot.updatedAt(), before.updatedAt());
    }

    private static Instant now(Connection tx) throws SQLException {
        try (var ask = tx.prepareStatement("select clock_timestamp()");
                var rows = ask.executeQuery()) {
            rows.next();
            return Database.instant(rows.getObject(1, OffsetDateTime.class));
        }
    }
}
