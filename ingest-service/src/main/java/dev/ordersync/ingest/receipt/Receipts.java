package dev.ordersync.ingest.receipt;

import dev.ordersync.ingest.db.Query;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** The table of webhooks that came in: ids only, kept for {@code receipt-days}. */
public final class Receipts {

    /** @param dedupeKey by which a repeated event is known; null when there is nothing to know it by */
    record Row(String source, String owner, String scope, String thing, String dedupeKey) {}

    /** Keeps those that were not kept before. */
    static void keep(Connection tx, Collection<Row> rows) throws SQLException {
        try (var insert = tx.prepareStatement("""
                insert into ingest.receipt (source, owner, scope, entity, dedupe_key)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) on conflict do nothing""")) {
            insert.setArray(1, texts(tx, rows, Row::source));
            insert.setArray(2, texts(tx, rows, Row::owner));
            insert.setArray(3, texts(tx, rows, Row::scope));
            insert.setArray(4, texts(tx, rows, Row::thing));
            insert.setArray(5, texts(tx, rows, Row::dedupeKey));
            insert.executeUpdate();
        }
    }

    /** What was told of a thing since then. */
    public static Set<String> told(Connection tx, String source, String owner, String thing, Instant since)
            throws SQLException {
        return new HashSet<>(Query.list(tx, """
                select distinct scope from ingest.receipt
                where source = ? and owner = ? and entity = ? and received_at >= ?""", row -> row.getString(1), source, owner, thing, since));
    }

    private static Array texts(Connection tx, Collection<Row> rows, Function<Row, String> column) throws SQLException {
        return tx.createArrayOf(
                "text", rows.stream().map(column).map(Receipts::cut).toArray());
    }

    /** Deletes a batch of receipts older than the days; gives how many. */
    public static int forget(Connection tx, int days) throws SQLException {
        try (var delete = tx.prepareStatement("""
                delete from ingest.receipt where id in (
                  select id from ingest.receipt where received_at < now() - make_interval(days => ?) limit 5000)""")) {
            delete.setInt(1, days);
            return delete.executeUpdate();
        }
    }

    private static String cut(String text) {
        // a zero byte is no text for the database
        if (text == null) return null;
        String clean = text.replace("\u0000", "");
        return clean.length() <= 300 ? clean : clean.substring(0, 300);
    }

    private Receipts() {}
}
