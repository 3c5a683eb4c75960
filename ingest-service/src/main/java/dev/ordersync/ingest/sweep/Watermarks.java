package dev.ordersync.ingest.sweep;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How far each sweep has come, in the other side's time; it never goes back, unless it is forgotten. */
public final class Watermarks {
    static final String ORDERS = "orders";
    /** Only while a nightly sweep is interrupted. */
    static final String DEEP_ORDERS = "deep-orders";

    /** Of an account; how far each of its stores was covered, see {@link #within}. */
    static final String SALES_ORDERS = "sales-orders";

    static final String FULFILLMENTS = "fulfillments";

    private final Database database;

    public Watermarks(Database database) {
        this.database = database;
    }

    Optional<Instant> of(String source, String owner) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("select reached from ingest.watermark where source = ? and owner = ?")) {
                ask.setString(1, source);
                ask.setString(2, owner);
                try (var rows = ask.executeQuery()) {
                    return rows.next()
                            ? Optional.of(Database.instant(rows.getObject(1, OffsetDateTime.class)))
                            : Optional.empty();
                }
            }
        });
    }

    /**
     * The source of what concerns one store in an account. A store may leave its account and come back: what changed
     * meanwhile was swept for the others alone.
     */
    static String within(String source, String account) {
        return source + ":" + account;
    }

    void reach(String source, String owner, Instant reached) {
        database.run(tx -> reach(tx, source, owner, reached));
    }

    /** The next one begins anew. */
    void forget(String source, String owner) {
        database.run(
                tx -> Query.update(tx, "delete from ingest.watermark where source = ? and owner = ?", source, owner));
    }

    /** Where the first sweep of a store begins: the platform's time at activation. One that is there stays. */
    public static void beginOrders(Connection tx, String store, Instant platformTime) throws SQLException {
        try (var insert = tx.prepareStatement(
                "insert into ingest.watermark (source, owner, reached) values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, ORDERS);
            insert.setString(2, store);
            insert.setObject(3, Database.timestamp(platformTime));
            insert.executeUpdate();
        }
    }

    private static void reach(Connection tx, String source, String owner, Instant reached) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into ingest.watermark (source, owner, reached) values (?, ?, ?)
                on conflict (source, owner) do update set reached = greatest(watermark.reached, excluded.reached)""")) {
            upsert.setString(1, source);
            upsert.setString(2, owner);
            upsert.setObject(3, Database.timestamp(reached));
            upsert.executeUpdate();
        }
    }
}
