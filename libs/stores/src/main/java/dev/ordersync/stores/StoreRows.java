package dev.ordersync.stores;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersync.api.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code control.store}, credentials opened on reading and sealed on writing. */
record StoreRows(Sealing sealing) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WRITE = """
            insert into control.store (hash, name, phase, bigcommerce_token, client_secret, webhook_secret, katana_key,
              katana_account, settings, activated_at, version, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, now())
            on conflict (hash) do update set name = excluded.name, phase = excluded.phase,
              bigcommerce_token = excluded.bigcommerce_token, client_secret = excluded.client_secret,
              webhook_secret = excluded.webhook_secret, katana_key = excluded.katana_key,
              katana_account = excluded.katana_account, settings = excluded.settings,
              activated_at = excluded.activated_at, version = excluded.version, changed_at = now()
            """;

    List<Store> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from control.store order by hash")) {
            return read(select);
        }
    }

    /** Hashes of stores that hold a credential sealed under another than the current key. */
    List<String> sealedUnderOldKey(Connection connection) throws SQLException {
        List<String> old = new ArrayList<>();
        String sql = "select hash, bigcommerce_token, client_secret, webhook_secret, katana_key from control.store";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) if (holdsOldSeal(row)) old.add(row.getString(1));
        }
        return old;
    }

    private boolean holdsOldSeal(ResultSet row) throws SQLException {
        for (String what : List.of("bigcommerce-token", "client-secret", "webhook-secret", "katana-key")) {
            byte[] sealed = row.getBytes(what.replace('-', '_'));
            if (sealed != null && sealing.isOld(sealed, owner(row.getString("hash"), what))) return true;
        }
        return false;
    }

    Optional<Store> find(Connection connection, String hash, boolean lock) throws SQLException {
        String sql = "select * from control.store where hash = ?" + (lock ? " for update" : "");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, hash);
            return read(select).stream().findFirst();
        }
    }

    /** Rises with every change of the store. */
    Optional<Long> version(Connection connection, String hash) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select version from control.store where hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    void write(Connection connection, Store store) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setString(1, store.hash());
            write.setString(2, store.name());
            write.setString(3, store.phase().name());
            write.setBytes(4, seal(store, "bigcommerce-token", store.bigcommerceToken()));
            write.setBytes(5, seal(store, "client-secret", store.clientSecret()));
            write.setBytes(6, seal(store, "webhook-secret", store.webhookSecret()));
            write.setBytes(7, seal(store, "katana-key", store.katanaKey()));
            write.setString(8, store.katanaAccount());
            write.setString(9, JSON.writeValueAsString(store.settings()));
            write.setTimestamp(10, store.activatedAt() == null ? null : Timestamp.from(store.activatedAt()));
            write.setLong(11, store.version());
            write.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Store> read(PreparedStatement select) throws SQLException {
        List<Store> stores = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) stores.add(store(row));
        }
        return stores;
    }

    private Store store(ResultSet row) throws SQLException {
        String hash = row.getString("hash");
        Timestamp activated = row.getTimestamp("activated_at");
        try {
            return new Store(
                    hash,
                    row.getString("name"),
                    Store.Phase.valueOf(row.getString("phase")),
                    open(hash, "bigcommerce-token", row.getBytes("bigcommerce_token")),
                    open(hash, "client-secret", row.getBytes("client_secret")),
                    open(hash, "webhook-secret", row.getBytes("webhook_secret")),
                    open(hash, "katana-key", row.getBytes("katana_key")),
                    row.getString("katana_account"),
                    JSON.readValue(row.getString("settings"), StoreSettings.class),
                    activated == null ? null : activated.toInstant(),
                    row.getLong("version"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of store " + hash + " cannot be read", e);
        }
    }

    private byte[] seal(Store store, String what, Secret secret) {
        return secret == null ? null : sealing.seal(secret, owner(store.hash(), what));
    }

    private Secret open(String hash, String what, byte[] sealed) {
        return sealed == null ? null : sealing.open(sealed, owner(hash, what));
    }

    private static String owner(String hash, String what) {
        return "store:" + hash + "/" + what;
    }
}
