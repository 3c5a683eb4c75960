package dev.ordersync.stores;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Erases what the services' tables hold of a store. It knows columns and no table, so that none can be left out: the name
 * of a column says whose a row is (docs/adr/0017).
 *
 * <p>When the database fails: an {@link IllegalStateException}. What is erased stays erased; asked again, it goes on.
 */
public final class EraseStore {
    private static final Map<String, String> OF_STORE = Map.of(
            "store", "store = ?",
            "owner", "owner = ?",
            "identity", "split_part(identity, ':', 2) = ?",
            "key", "split_part(key, ':', 1) = ?"); // bc:<store>:..., and <store>:... of an event to be published
    private static final Map<String, String> OF_ACCOUNT = Map.of("account", "account = ?", "owner", "owner = ?");

    private static final String COLUMNS = """
            select c.table_schema || '.' || c.table_name, c.column_name from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            where t.table_type = 'BASE TABLE' and c.table_schema = any (?) order by 1, 2
            """;

    private final DataSource dataSource;

    public EraseStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Erases all but the store itself; each table by itself.
     *
     * @param account the store's Katana account, when no other store works with it; else null
     * @return the tables in which there was something; empty when nothing is left
     */
    public Set<String> erase(String store, String account) {
        try (Connection connection = dataSource.getConnection()) {
            Set<String> tables = new TreeSet<>();
            for (Column column : columns(connection)) {
                int rows = delete(connection, column, OF_STORE, store);
                if (account != null) rows += delete(connection, column, OF_ACCOUNT, account);
                if (rows > 0) tables.add(column.table());
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("database: " + e.getSQLState(), e);
        }
    }

    private record Column(String table, String name) {}

    private static List<Column> columns(Connection connection) throws SQLException {
        List<String> schemas = new ArrayList<>(StoreRegister.workSchemas(connection));
        schemas.add("control");
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) columns.add(new Column(row.getString(1), row.getString(2)));
            }
        }
        return columns;
    }

    private static int delete(Connection connection, Column column, Map<String, String> conditions, String whose)
            throws SQLException {
        String condition = conditions.get(column.name());
        if (condition == null) return 0;
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + column.table() + " where " + condition)) {
            delete.setString(1, whose);
            return delete.executeUpdate();
        }
    }
}
