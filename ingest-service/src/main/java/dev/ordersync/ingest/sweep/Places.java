package dev.ordersync.ingest.sweep;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The table of the {@link Place}s of walks that are not over yet. */
final class Places {
    private final Database database;

    Places(Database database) {
        this.database = database;
    }

    /** Where the walk goes on that was interrupted, or a new one. */
    Place of(String source, String account, Instant since, Set<String> stores) {
        Optional<Place> kept = database.call(tx -> Query.one(
                tx, "select * from ingest.sweep_place where source = ? and owner = ?", Places::place, source, account));
        return kept.filter(place -> place.covers(since, stores))
                .orElseGet(() -> Place.begin(since, database.now(), stores));
    }

    void keep(String source, String account, Place place) {
        database.run(tx -> Query.update(
                tx,
                """
                insert into ingest.sweep_place (source, owner, since, page, begun_at, latest, stores)
                values (?, ?, ?, ?, ?, ?::timestamptz, ?)
                on conflict (source, owner) do update set since = excluded.since, page = excluded.page,
                  begun_at = excluded.begun_at, latest = excluded.latest, stores = excluded.stores""",
                source,
                account,
                place.since(),
                place.page(),
                place.begunAt(),
                place.latest(),
                place.stores().toArray(String[]::new)));
    }

    /** The walk is over, and what it reached is kept. */
    void forget(String source, String account) {
        database.run(tx ->
                Query.update(tx, "delete from ingest.sweep_place where source = ? and owner = ?", source, account));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                Query.instant(row, "since"),
                row.getInt("page"),
                Query.instant(row, "begun_at"),
                Query.instant(row, "latest"),
                Set.of((String[]) row.getArray("stores").getArray()));
    }
}
