package dev.ordersync.stores;

import dev.ordersync.api.Secret;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes the stores; only ingest-service does.
 *
 * <p>When the database fails: an {@link IllegalStateException}, and nothing was changed.
 */
public final class StoreRegister {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String WORK_SCHEMAS = """
            select t.table_schema from information_schema.tables t
            where t.table_name = 'store_turn' and exists (
              select 1 from information_schema.tables w where w.table_schema = t.table_schema and w.table_name = 'work')
            """;

    private static final String ACCOUNTS = """
            select hash, katana_account from control.store where katana_account is not null
            for share skip locked
            """;

    /** The database did not do what was asked; nothing of it has happened. */
    public static final class Unavailable extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private Unavailable(SQLException cause) {
            super("database: " + cause.getSQLState(), cause);
        }
    }

    private final DataSource dataSource;
    private final Sealing sealing;
    private final StoreRows rows;

    public StoreRegister(DataSource dataSource, Sealing sealing) {
        this.dataSource = dataSource;
        this.sealing = sealing;
        this.rows = new StoreRows(sealing);
    }

    /**
     * Creates or changes a store, in a transaction of its own. Null credentials, name and settings keep the stored
     * ones. Credentials that are given unblock their lane, also the same ones again: they may have been let in meanwhile. A new webhook secret is made when there is none. A store is
     * incomplete until both credentials are there, then ready; a live or paused one stays so, a disconnected one
     * becomes ready.
     */
    public Store put(
            String hash,
            String name,
            Secret bigcommerceToken,
            Secret clientSecret,
            Secret katanaKey,
            StoreSettings settings) {
        return inTransaction(connection -> {
            Store old = rows.find(connection, hash, true).orElse(null);
            Secret token = or(bigcommerceToken, old == null ? null : old.bigcommerceToken());
            Secret key = or(katanaKey, old == null ? null : old.katanaKey());
            Store store = new Store(
                    hash,
                    name != null ? name : old == null ? hash : old.name(),
                    phase(old, token != null && key != null),
                    token,
                    or(clientSecret, old == null ? null : old.clientSecret()),
                    old == null ? newSecret() : old.webhookSecret(),
                    key,
                    account(connection, key),
                    settings != null ? settings : old == null ? StoreSettings.defaults() : old.settings(),
                    old == null ? null : old.activatedAt(),
                    old == null ? 1 : old.version() + 1);
            rows.write(connection, store);
            follow(connection, store, bigcommerceToken != null, katanaKey != null);
            return store;
        });
    }

    public Optional<Store> find(String hash) {
        return inTransaction(connection -> rows.find(connection, hash, false));
    }

    /** As it is now; nobody changes it until the caller's transaction ends. */
    public Optional<Store> lock(Connection tx, String hash) throws SQLException {
        return rows.find(tx, hash, true);
    }

    /** Moves the store to another phase, within the caller's transaction; the first LIVE sets activatedAt. */
    public void move(Connection tx, String hash, Store.Phase phase) throws SQLException {
        move(tx, hash, phase, null);
    }

    /**
     * Moves the store to LIVE, within the caller's transaction.
     *
     * @param platformTime BigCommerce's clock now, by which the first activation is noted, since the dates of orders are
     *     compared with it; null when it did not tell
     */
    public void activate(Connection tx, String hash, Instant platformTime) throws SQLException {
        move(tx, hash, Store.Phase.LIVE, platformTime);
    }

    private static void move(Connection tx, String hash, Store.Phase phase, Instant platformTime) throws SQLException {
        String sql = """
                update control.store set phase = ?, version = version + 1, changed_at = now(), activated_at =
                  case when ? = 'LIVE' then coalesce(activated_at, ?::timestamptz, now()) else activated_at end
                where hash = ?
                """;
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setString(1, phase.name());
            update.setString(2, phase.name());
            update.setTimestamp(3, platformTime == null ? null : Timestamp.from(platformTime));
            update.setString(4, hash);
            if (update.executeUpdate() == 0) throw new IllegalArgumentException("no such store: " + hash);
        }
    }

    /** When the store's first import had read all open orders, by BigCommerce's clock where it told; empty before. */
    public static Optional<Instant> importedAt(Connection tx, String hash) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("select imported_at from control.store where hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)
                        : Optional.empty();
            }
        }
    }

    /** Notes it, once: an import that is started over is not the first. */
    public static void imported(Connection tx, String hash, Instant at) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "update control.store set imported_at = ? where hash = ? and imported_at is null")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, hash);
            update.executeUpdate();
        }
    }

    /** Forgets a store that is disconnected, credentials and all. */
    public void remove(String hash) {
        inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from control.store where hash = ? and phase = 'DISCONNECTED'")) {
                delete.setString(1, hash);
                return delete.executeUpdate();
            }
        });
    }

    /**
     * Seals anew, under the current key, the credentials of stores that are sealed under a previous one; returns how many
     * stores. One transaction each, so that nobody waits long for a row.
     */
    public int reseal() {
        List<String> old = inTransaction(rows::sealedUnderOldKey);
        for (String hash : old)
            inTransaction(connection -> {
                Optional<Store> store = rows.find(connection, hash, true);
                if (store.isPresent()) rows.write(connection, store.get());
                return null;
            });
        return old.size();
    }

    /** An account keeps its name when the master key changes, and stores that share a key share it in any case. */
    private String account(Connection connection, Secret key) throws SQLException {
        if (key == null) return null;
        return rows.all(connection).stream()
                .filter(store -> key.equals(store.katanaKey()))
                .map(Store::katanaAccount)
                .findFirst()
                .orElseGet(() -> sealing.name(key));
    }

    private static Store.Phase phase(Store old, boolean complete) {
        if (!complete) return Store.Phase.INCOMPLETE;
        boolean running = old != null && (old.phase() == Store.Phase.LIVE || old.phase() == Store.Phase.PAUSED);
        return running ? old.phase() : Store.Phase.READY;
    }

    /** New credentials may work where the old ones did not; open work goes to the lane of the present account. */
    private static void follow(Connection connection, Store store, boolean tokenGiven, boolean keyGiven)
            throws SQLException {
        if (tokenGiven) Lanes.unblock(connection, store.bigcommerceLane());
        if (store.katanaAccount() == null) return;
        if (keyGiven) Lanes.unblock(connection, store.katanaLane());
        for (String schema : workSchemas(connection))
            WorkQueue.moveLane(connection, schema, store.hash(), store.katanaLane());
    }

    /**
     * For a moment after a store got another account its work is still wished for in the lane of the old one, which may be
     * blocked for good; it is moved here, in all services, again and again. A store that is just being changed is left for
     * the next time. Returns how many rows.
     */
    public int gatherStrays() {
        return inTransaction(connection -> {
            List<String> stores = new ArrayList<>();
            List<String> lanes = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(ACCOUNTS);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stores.add(row.getString(1));
                    lanes.add(Lanes.katana(row.getString(2)));
                }
            }
            int moved = 0;
            for (String schema : workSchemas(connection))
                moved += WorkQueue.moveStrays(connection, schema, stores, lanes);
            return moved;
        });
    }

    /** Of the services; each has a queue. */
    static List<String> workSchemas(Connection connection) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(WORK_SCHEMAS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) schemas.add(row.getString(1));
        }
        return schemas;
    }

    private static Secret or(Secret given, Secret stored) {
        return given != null ? given : stored;
    }

    private static Secret newSecret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @FunctionalInterface
    private interface Body<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Body<T> body) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = body.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new Unavailable(e);
        }
    }
}
