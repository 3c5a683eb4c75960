package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

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

    public Step take(Connection tx, String topic, int partition, long offset) throws SQLException {
        long next = Sql.one(
                        tx,
                        "select next from mapping.intake_position where topic = ? and part = ? for update",
                        row -> row.getLong(1),
                        topic,
                        partition)
                .orElse(-1L);
        if (next < 0) {
            Sql.update(
                    tx,
                    "insert into mapping.intake_position (topic, part, next) values (?, ?, ?) on conflict do nothing",
                    topic,
                    partition,
                    offset + 1);
            // a first record that is not the topic's first was preceded by some that nobody remembers
            return offset == 0 ? Step.NEW : Step.GAP;
        }
        if (offset < next) {
            Sql.update(
                    tx,
                    "update mapping.intake_position set taken_at = clock_timestamp() where topic = ? and part = ?",
                    topic,
                    partition);
            return Step.AGAIN;
        }
        Sql.update(
                tx,
                "update mapping.intake_position set next = ?, taken_at = clock_timestamp() where topic = ? and part = ?",
                offset + 1,
                topic,
                partition);
        return offset == next ? Step.NEW : Step.GAP;
    }
}
