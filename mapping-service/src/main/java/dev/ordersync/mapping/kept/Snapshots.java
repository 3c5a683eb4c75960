package dev.ordersync.mapping.kept;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.Codec;
import dev.ordersync.events.ContentHash;
import dev.ordersync.events.OrderObserved;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The newest snapshot of each order. Its number decides what is newer, never the time. */
@ApplicationScoped
public class Snapshots {

    private static final int COMPLETED = 10;
    private static final List<String> STATUS_AND_DATES =
            List.of("date_modified", "date_shipped", "status", "status_id", "custom_status");

    /** What keeping a snapshot came to. */
    public enum Kept {
        /** The first of this order. */
        FIRST,
        /** Newer, and something in it changed. */
        CHANGED,
        /** Newer or the same, with the content we had. */
        SAME,
        /** Older than the one we have: ignored. */
        OLDER
    }

    public Kept keep(Connection tx, OrderObserved observed) throws SQLException {
        String hash = ContentHash.of(observed);
        if (insert(tx, observed, hash, encode(observed))) return Kept.FIRST;
        Stored stored = Sql.one(
                        tx,
                        "select number, content_hash, body from mapping.snapshot where store = ? and order_id = ? for update",
                        row -> new Stored(row.getLong(1), row.getString(2), row.getString(3)),
                        observed.store(),
                        observed.orderId())
                .orElseThrow();
        if (observed.number() < stored.number()) return Kept.OLDER;
        if (observed.number() == stored.number()) return Kept.SAME;
        String body = encode(withKeptTaxes(observed, stored.body()));
        Sql.update(tx, """
                update mapping.snapshot set number = ?, content_hash = ?, body = ?, observed_at = ?, kept_at = now()
                where store = ? and order_id = ?
                """, observed.number(), hash, body, observed.observedAt(), observed.store(), observed.orderId());
        return stored.hash().equals(hash) ? Kept.SAME : Kept.CHANGED;
    }

    /** @param before null when it was forgotten with the person */
    private static OrderObserved withKeptTaxes(OrderObserved observed, String before) {
        if (before == null) return observed;
        return observed.withTaxes(
                KeptTaxes.merge(observed.taxes(), decode(before).taxes()));
    }

    public Optional<OrderObserved> find(Connection tx, OrderRef ref) throws SQLException {
        return Sql.one(
                        tx,
                        "select body from mapping.snapshot where store = ? and order_id = ? and body is not null",
                        row -> row.getString(1),
                        ref.store(),
                        ref.orderId())
                .map(Snapshots::decode);
    }

    private static boolean insert(Connection tx, OrderObserved observed, String hash, String body) throws SQLException {
        return Sql.update(
                        tx,
                        """
                insert into mapping.snapshot (store, order_id, number, content_hash, body, observed_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                        observed.store(),
                        observed.orderId(),
                        observed.number(),
                        hash,
                        body,
                        observed.observedAt())
                > 0;
    }

    /**
     * Of what a plan is made, the same for the same: without the date, which moves on nearly any write, and without the
     * status, which decides whether there is a sales order and not what it says.
     */
    public static String basis(OrderObserved observed) {
        if (!(observed.order() instanceof ObjectNode order)) return ContentHash.of(observed.order());
        ObjectNode content = order.deepCopy();
        content.remove(STATUS_AND_DATES);
        return ContentHash.of(content, observed.lines(), observed.taxes());
    }

    public static boolean isCompleted(OrderObserved observed) {
        return observed.order().path("status_id").asInt() == COMPLETED;
    }

    private static String encode(OrderObserved observed) {
        return new String(Codec.encode(observed), StandardCharsets.UTF_8);
    }

    private static OrderObserved decode(String body) {
        try {
            return Codec.decode(body.getBytes(StandardCharsets.UTF_8), OrderObserved.class);
        } catch (Codec.Undecodable e) {
            throw new IllegalStateException("a kept snapshot cannot be read: " + e.getMessage(), e);
        }
    }

    private record Stored(long number, String hash, String body) {}
}
