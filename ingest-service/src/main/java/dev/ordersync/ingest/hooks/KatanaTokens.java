package dev.ordersync.ingest.hooks;

import dev.ordersync.api.Secret;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.stores.Sealing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The keys that Katana signs its webhooks with, one per account, sealed in {@code ingest.katana_hook}.
 *
 * <p>When the database is away: what is remembered serves on; else {@link Database.Unavailable}.
 */
public final class KatanaTokens {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private record Known(Optional<Secret> token, long readAt) {}

    private final Database database;
    private final Sealing sealing;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param nanos a clock that only goes forward */
    public KatanaTokens(Database database, Sealing sealing, LongSupplier nanos) {
        this.database = database;
        this.sealing = sealing;
        this.nanos = nanos;
    }

    public Optional<Secret> remembered(String account) {
        Known entry = known.get(account);
        return entry == null ? Optional.empty() : entry.token();
    }

    /** Reads the token, once a second at most: wrong signatures must not cost a query each. */
    public Optional<Secret> read(String account) {
        Known entry = known.get(account);
        long now = nanos.getAsLong();
        if (entry != null && now - entry.readAt() < PAUSE) return entry.token();
        Optional<Secret> token =
                database.call(tx -> sealed(tx, account)).map(bytes -> sealing.open(bytes, owner(account)));
        known.put(account, new Known(token, now));
        return token;
    }

    /** The token that was kept of this hook; empty when none was, or another hook's. */
    Optional<Secret> of(String account, long hookId) {
        return database.call(tx -> Query.one(
                        tx,
                        "select token from ingest.katana_hook where account = ? and hook_id = ?",
                        row -> row.getBytes("token"),
                        account,
                        hookId))
                .map(bytes -> sealing.open(bytes, owner(account)));
    }

    /** Keeps the token of a hook within the caller's transaction. */
    public void keep(Connection tx, String account, long hookId, Secret token) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into ingest.katana_hook (account, hook_id, token) values (?, ?, ?)
                on conflict (account) do update
                set hook_id = excluded.hook_id, token = excluded.token, changed_at = now()""")) {
            upsert.setString(1, account);
            upsert.setLong(2, hookId);
            upsert.setBytes(3, sealing.seal(token, owner(account)));
            upsert.executeUpdate();
        }
    }

    /** Seals anew what is sealed under a previous master key; returns how many. */
    int reseal(Connection tx) throws SQLException {
        Map<String, byte[]> old = new LinkedHashMap<>();
        try (var ask = tx.prepareStatement(
                        "select account, token from ingest.katana_hook order by account for update");
                var rows = ask.executeQuery()) {
            while (rows.next())
                if (sealing.isOld(rows.getBytes(2), owner(rows.getString(1))))
                    old.put(rows.getString(1), rows.getBytes(2));
        }
        for (var entry : old.entrySet()) {
            String owner = owner(entry.getKey());
            try (var update = tx.prepareStatement("update ingest.katana_hook set token = ? where account = ?")) {
                update.setBytes(1, sealing.seal(sealing.open(entry.getValue(), owner), owner));
                update.setString(2, entry.getKey());
                update.executeUpdate();
            }
        }
        return old.size();
    }

    private static Optional<byte[]> sealed(Connection tx, String account) throws SQLException {
        try (var ask = tx.prepareStatement("select token from ingest.katana_hook where account = ?")) {
            ask.setString(1, account);
            try (var rows = ask.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static String owner(String account) {
        return "katana:" + account + "/webhook-token";
    }
}
