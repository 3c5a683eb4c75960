package dev.ordersync.ingest.observe;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.Findable;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.orders.OrderIndex;
import dev.ordersync.outbox.Outbox;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Records what was read of an order and leaves it for the raw log, if it is news. Within the caller's transaction.
 *
 * <p>Numbers must rise with the truth. Two reads of one order may overlap (a page of a sweep and a webhook's read); which
 * of them is newer cannot be told then, so the later one to arrive is {@link Result#OVERLAPPED} and must read again.
 */
public final class KeepSnapshot {

    public enum Result {
        PUBLISHED,
        UNCHANGED,
        /** Nothing was recorded: the order has to be read again. */
        OVERLAPPED,
        /** Nothing was recorded: by its own date it is from before what was read last. */
        OLDER
    }

    private final Outbox outbox;
    private final OrderBook book;
    private final OrderIndex index;

    public KeepSnapshot(Outbox outbox, OrderBook book, OrderIndex index) {
        this.outbox = outbox;
        this.book = book;
        this.index = index;
    }

    /**
     * What was read of the order alone.
     *
     * @param origin {@code webhook}, {@code sweep}, {@code backfill} or {@code command}
     */
    public Result keep(Connection tx, Store store, Snapshot snapshot, String origin) throws SQLException {
        return keep(tx, store, snapshot, origin, true);
    }

    /**
     * What a list showed. A wish to publish the order though unchanged is left to the read that was wished for with it,
     * also when the list brings news: a person's order would else go out with the rank of the list alone.
     */
    public Result keepListed(Connection tx, Store store, Snapshot snapshot, String origin) throws SQLException {
        return keep(tx, store, snapshot, origin, false);
    }

    private Result keep(Connection tx, Store store, Snapshot snapshot, String origin, boolean answersWish)
            throws SQLException {
        Optional<ObservedOrders.Row> before = ObservedOrders.lock(tx, store.hash(), snapshot.orderId());
        if (before.isEmpty()) return first(tx, store, snapshot, origin);
        ObservedOrders.Row row = before.get();
        if (!row.observedAt().isBefore(snapshot.askedAt())) return Result.OVERLAPPED;
        String hash = snapshot.hash();
        if (hash.equals(row.hash()) && !(answersWish && row.isForced())) {
            ObservedOrders.update(tx, store.hash(), snapshot, hash, row.number(), row.forceDone());
            return Result.UNCHANGED;
        }
        Instant now = now(tx);
        long number = Math.max(row.number() + 1, now.toEpochMilli());
        long forceDone = answersWish ? row.forceWanted() : row.forceDone();
        ObservedOrders.update(tx, store.hash(), snapshot, hash, number, forceDone);
        publish(tx, store, snapshot, number, origin(row, origin), now, row.firstSeen(), false);
        return Result.PUBLISHED;
    }

    /** A person's wish is live work; what is only published once more keeps its place behind it. */
    private static String origin(ObservedOrders.Row row, String origin) {
        return row.isForced() && origin.equals("webhook") ? "command" : origin;
    }

    private Result first(Connection tx, Store store, Snapshot snapshot, String origin) throws SQLException {
        Instant now = now(tx);
        long number = now.toEpochMilli();
        if (!ObservedOrders.create(tx, store.hash(), snapshot.orderId(), number, snapshot, now))
            return Result.OVERLAPPED;
        publish(tx, store, snapshot, number, origin, now, now, mayHaveBeenOpen(tx, store, snapshot));
        return Result.PUBLISHED;
    }

    /** An order that was seen before showed how it stood then. */
    private static boolean mayHaveBeenOpen(Connection tx, Store store, Snapshot snapshot) throws SQLException {
        return OpenAtActivation.isInQuestion(snapshot.order(), store.activatedAt())
                && OpenAtActivation.isPossible(
                        snapshot.order(),
                        store.activatedAt(),
                        StoreRegister.importedAt(tx, store.hash()).orElse(null));
    }

    private void publish(
            Connection tx,
            Store store,
            Snapshot snapshot,
            long number,
            String origin,
            Instant now,
            Instant firstSeen,
            boolean mayHaveBeenOpen)
            throws SQLException {
        outbox.leave(
                tx,
                Topics.ORDERS_RAW,
                new OrderObserved(
                        store.hash(),
                        snapshot.orderId(),
                        number,
                        now,
                        origin,
                        snapshot.recorded(),
                        snapshot.lines(),
                        snapshot.taxes(),
                        snapshot.shipments(),
                        firstSeen,
                        store.activatedAt(),
                        mayHaveBeenOpen));
        book.observed(
                tx,
                store.hash(),
                snapshot.orderId(),
                snapshot.statusId(),
                snapshot.total(),
                snapshot.currency(),
                now,
                origin);
        index.observed(tx, store.hash(), snapshot.orderId(), Findable.of(snapshot.order(), snapshot.lines()));
    }

    private static Instant now(Connection tx) throws SQLException {
        try (var ask = tx.prepareStatement("select clock_timestamp()");
                var rows = ask.executeQuery()) {
            rows.next();
            return Database.instant(rows.getObject(1, OffsetDateTime.class));
        }
    }
}
