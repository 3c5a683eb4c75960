package dev.ordersync.ingest.completeness;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The last proof of each store ({@code ingest.completeness}), and our own side of the count. */
public final class Proofs {

    /** Orders of a store as we know them; see {@link Proof}. */
    record Known(long inKatana, long explained, long linked) {}

    private final Database database;

    public Proofs(Database database) {
        this.database = database;
    }

    /** By store, of those that have one. */
    public Map<String, Proof> last(Collection<String> stores) {
        Map<String, Proof> last = new HashMap<>();
        database.call(tx -> Query.list(
                tx,
                """
                select store, checked_at, eligible, in_katana, explained, linked, katana_count
                from ingest.completeness where store = any (?)""",
                row -> last.put(
                        row.getString(1),
                        new Proof(
                                row.getString(1),
                                Query.instant(row, "checked_at"),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getObject(7, Long.class))),
                (Object) stores.toArray(String[]::new)));
        return last;
    }

    Known known(String store, Collection<Integer> statuses) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("""
                    select count(*) filter (where eligible and linked),
                      count(*) filter (where eligible and not linked),
                      count(*) filter (where linked)
                    from (select status_id = any(?) as eligible,
                            sales_order_id is not null and katana_status is distinct from 'DELETED' as linked
                          from ingest.order_view where store = ?) orders""")) {
                ask.setArray(1, tx.createArrayOf("int", statuses.toArray()));
                ask.setString(2, store);
                try (var row = ask.executeQuery()) {
                    row.next();
                    return new Known(row.getLong(1), row.getLong(2), row.getLong(3));
                }
            }
        });
    }

    static void keep(Connection tx, Proof proof) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into ingest.completeness
                  (store, checked_at, eligible, in_katana, explained, linked, katana_count)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (store) do update set checked_at = excluded.checked_at, eligible = excluded.eligible,
                  in_katana = excluded.in_katana, explained = excluded.explained, linked = excluded.linked,
                  katana_count = excluded.katana_count""")) {
            upsert.setString(1, proof.store());
            upsert.setObject(2, Database.timestamp(proof.checkedAt()));
            upsert.setLong(3, proof.eligible());
            upsert.setLong(4, proof.inKatana());
            upsert.setLong(5, proof.explained());
            upsert.setLong(6, proof.linked());
            upsert.setObject(7, proof.katanaCount(), java.sql.Types.BIGINT);
            upsert.executeUpdate();
        }
    }
}
