package dev.ordersync.ingest.console.home;

import dev.ordersync.ingest.db.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How far a store is behind: since when its oldest order waits for its first turn. */
@Singleton
public class Lag {
    private final Database database;

    Lag(Database database) {
        this.database = database;
    }

    Optional<Instant> oldestWaiting(String store) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("""
                    select seen_at from ingest.order_view where store = ? and mapping_state is null
                    order by seen_at limit 1""")) {
                ask.setString(1, store);
                try (var rows = ask.executeQuery()) {
                    return rows.next()
                            ? Optional.of(Database.instant(rows.getObject(1, OffsetDateTime.class)))
                            : Optional.empty();
                }
            }
        });
    }
}
