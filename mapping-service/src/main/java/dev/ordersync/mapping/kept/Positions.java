package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** How far each partition of a topic was taken, as this database knows it. */
@ApplicationScoped
public class Positions {

    /** How a record stands to what was taken before. */
    public enum Step {
        /** The next one. */
        NEW,
        /** At or before what was taken: told again. */
        AGAIN,
        /** Records between were taken by a database that is not this one any more: it was restored. */
        GAP
    }

    /**
     * Where a record lies.
     *
     * @param at when it was written, by the clock of who wrote it
     */
    public record Place(String topic, int part, long offset, Instant at) {}

    /** @param toldAt when the newest record taken was written; null when that was not noted */
    private record Taken(long next, Instant toldAt) {}

    public Step take(Connection tx, Place place) throws SQLException {
        Optional<Taken> taken = Sql.one(
                tx,
                "select next, told_at from mapping.intake_position where topic = ? and part = ? for update",
                row -> new Taken(row.getLong(1), Sql.instant(row, "told_at")),
                place.topic(),
                place.part());
        if (taken.isEmpty()) begin(tx, place);
        else if (isToldAgain(place, taken.get())) return readAgain(tx, place);
        else advance(tx, place);
        long next = taken.filter(known -> place.offset() >= known.next())
                .map(Taken::next)
                .orElse(0L);
        // a first record that is not the topic's first was preceded by some that nobody remembers
        return place.offset() == next ? Step.NEW : Step.GAP;
    }

    /** What is newer than all that was taken was never taken: in its place lay a record of a topic that is gone. */
    private static boolean isToldAgain(Place place, Taken taken) {
        boolean newer = taken.toldAt() != null && place.at().isAfter(taken.toldAt());
        return place.offset() < taken.next() && !newer;
    }

    private static void begin(Connection tx, Place place) throws SQLException {
        Sql.update(tx, """
                insert into mapping.intake_position (topic, part, next, read_to, told_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, place.topic(), place.part(), place.offset() + 1, place.offset() + 1, place.at());
    }

    private static void advance(Connection tx, Place place) throws SQLException {
        Sql.update(tx, """
                update mapping.intake_position set next = ?, read_to = ?, told_at = greatest(told_at, ?::timestamptz),
                  taken_at = clock_timestamp()
                where topic = ? and part = ?
                """, place.offset() + 1, place.offset() + 1, place.at(), place.topic(), place.part());
    }

    private static Step readAgain(Connection tx, Place place) throws SQLException {
        Sql.update(tx, """
                update mapping.intake_position set read_to = ?, taken_at = clock_timestamp()
                where topic = ? and part = ?
                """, place.offset() + 1, place.topic(), place.part());
        return Step.AGAIN;
    }
}
