package dev.ordersync.ingest.console.settings;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When the last webhook of a side arrived. */
@Singleton
public class LastEvents {
    private final Database database;

    LastEvents(Database database) {
        this.database = database;
    }

    public Optional<Instant> ofStore(String hash) {
        return Optional.ofNullable(ofStores(List.of(hash)).get(hash));
    }

    /** By store, of those that ever had one. */
    public Map<String, Instant> ofStores(Collection<String> hashes) {
        return last("bigcommerce", hashes);
    }

    public Optional<Instant> ofAccount(String account) {
        return account == null
                ? Optional.empty()
                : Optional.ofNullable(last("katana", List.of(account)).get(account));
    }

    private Map<String, Instant> last(String source, Collection<String> owners) {
        Map<String, Instant> last = new HashMap<>();
        database.call(tx -> Query.list(
                tx,
                """
                select o.owner, received_at from unnest(?) o(owner) cross join lateral (
                  select received_at from ingest.receipt r where source = ? and r.owner = o.owner
                  order by received_at desc limit 1) r""",
                row -> last.put(row.getString(1), Query.instant(row, "received_at")),
                owners.toArray(String[]::new),
                source));
        return last;
    }
}
