package dev.ordersync.ingest.console.settings;

import dev.ordersync.ingest.db.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** When the last webhook of a side arrived. */
@Singleton
public class LastEvents {
    private final Database database;

    LastEvents(Database database) {
        this.database = database;
    }

    public Optional<Instant> ofStore(String hash) {
        return last("bigcommerce", hash);
    }

    public Optional<Instant> ofAccount(String account) {
        return account == null ? Optional.empty() : last("katana", account);
    }

    private Optional<Instant> last(String source, String owner) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("""
                    select received_at from ingest.receipt where source = ? and owner = ?
                    order by received_at desc limit 1""")) {
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
}
