package dev.ordersync.stores;

import dev.ordersync.stores.CatalogueImport.Fate;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of {@code control.catalogue_import}, within the caller's transaction: ingest-service asks for an import and
 * shows it, mapping-service works it off.
 *
 * <p>When the database fails: the exception passes on, and the caller's transaction has not happened.
 */
public final class CatalogueImports {
    private static final int PROBLEMS_KEPT = 20;

    /** Asks for it, unless it is there already; another account begins anew. */
    public static void want(Connection tx, String store, String what, String account) throws SQLException {
        run(tx, """
                insert into control.catalogue_import as i (store, what, account) values (?, ?, ?)
                on conflict (store, what) do update set account = excluded.account, done = false, phase = 'reading',
                  cursor = '', total = 0, created = 0, matched = 0, skipped = 0, held = 0, problems = '{}', note = null,
                  changed_at = now()
                where i.account <> excluded.account""", store, what, account);
    }

    /** Asks for it once more, from the beginning. */
    public static void wantAgain(Connection tx, String store, String what, String account) throws SQLException {
        forget(tx, store, what);
        want(tx, store, what, account);
    }

    /** It is not wanted any more. */
    public static void forget(Connection tx, String store, String what) throws SQLException {
        run(tx, "delete from control.catalogue_import where store = ? and what = ?", store, what);
    }

    public static List<CatalogueImport> of(Connection tx, String store) throws SQLException {
        return of(tx, List.of(store)).getOrDefault(store, List.of());
    }

    /** By store, of those that have some. */
    public static Map<String, List<CatalogueImport>> of(Connection tx, Collection<String> stores) throws SQLException {
        Array hashes = tx.createArrayOf("text", stores.toArray());
        String sql = "select * from control.catalogue_import where store = any (?) order by what desc";
        return read(tx, sql, hashes).stream().collect(Collectors.groupingBy(CatalogueImport::store));
    }

    public static Optional<CatalogueImport> find(Connection tx, String store, String what) throws SQLException {
        return read(tx, "select * from control.catalogue_import where store = ? and what = ?", store, what).stream()
                .findFirst();
    }

    /** All that are not done. */
    public static List<CatalogueImport> open(Connection tx) throws SQLException {
        return read(tx, "select * from control.catalogue_import where not done order by store, what desc");
    }

    /** One was handled. */
    public static void count(Connection tx, CatalogueImport of, Fate fate, String cursor) throws SQLException {
        String counter = fate.name().toLowerCase(Locale.ROOT);
        run(
                tx,
                "update control.catalogue_import set " + counter + " = " + counter
                        + " + 1, cursor = ?, note = null, changed_at = now() where store = ? and what = ?",
                cursor,
                of.store(),
                of.what());
    }

    /** A sentence for a person; the oldest ones make room. */
    public static void problem(Connection tx, CatalogueImport of, String sentence) throws SQLException {
        run(
                tx,
                "update control.catalogue_import set problems = (array_append(problems, ?))[greatest(1, "
                        + "cardinality(problems) + 2 - " + PROBLEMS_KEPT + "):] where store = ? and what = ?",
                sentence,
                of.store(),
                of.what());
    }

    /** @param total as BigCommerce tells it; negative to leave it */
    public static void moved(Connection tx, CatalogueImport of, boolean matching, String cursor, long total)
            throws SQLException {
        run(
                tx,
                "update control.catalogue_import set phase = ?, cursor = ?, total = case when ? < 0 then total else ? end,"
                        + " note = null, changed_at = now() where store = ? and what = ?",
                matching ? "matching" : "reading",
                cursor,
                total,
                total,
                of.store(),
                of.what());
    }

    /** Why it does not go on just now. */
    public static void note(Connection tx, CatalogueImport of, String note) throws SQLException {
        run(
                tx,
                "update control.catalogue_import set note = ?, changed_at = now() where store = ? and what = ?",
                note,
                of.store(),
                of.what());
    }

    public static void finish(Connection tx, CatalogueImport of) throws SQLException {
        run(
                tx,
                "update control.catalogue_import set done = true, note = null, changed_at = now()"
                        + " where store = ? and what = ?",
                of.store(),
                of.what());
    }

    private static List<CatalogueImport> read(Connection tx, String sql, Object... arguments) throws SQLException {
        List<CatalogueImport> found = new ArrayList<>();
        try (PreparedStatement select = prepare(tx, sql, arguments);
                ResultSet row = select.executeQuery()) {
            while (row.next()) found.add(read(row));
        }
        return found;
    }

    private static CatalogueImport read(ResultSet row) throws SQLException {
        Array problems = row.getArray("problems");
        return new CatalogueImport(
                row.getString("store"),
                row.getString("what"),
                row.getString("account"),
                row.getBoolean("done"),
                row.getString("phase").equals("matching"),
                row.getString("cursor"),
                row.getLong("total"),
                row.getLong("created"),
                row.getLong("matched"),
                row.getLong("skipped"),
                row.getLong("held"),
                List.of((String[]) problems.getArray()),
                row.getString("note"));
    }

    private static void run(Connection tx, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(tx, sql, arguments)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection tx, String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = tx.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
        return statement;
    }

    private CatalogueImports() {}
}
