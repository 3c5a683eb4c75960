package dev.ordersync.ingest.replay;

import dev.ordersync.ingest.db.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table {@code replay_part}: how far each partition of the log is read. */
final class ReplayParts {

    /** @param stop the first offset that is not read any more */
    record Part(int part, long first, long next, long stop) {
        boolean isRead() {
            return next >= stop;
        }
    }

    /** Notes how far the log is to be read. Done twice, the first time counts. */
    static void begin(Connection tx, String replay, List<Part> parts) throws SQLException {
        for (Part part : parts) Query.update(tx, """
                    insert into ingest.replay_part (replay, part, first, next, stop) values (?, ?, ?, ?, ?)
                    on conflict do nothing
                    """, replay, part.part(), part.first(), part.first(), part.stop());
        Query.update(tx, "update ingest.replay set begun = true where id = ?", replay);
    }

    static List<Part> of(Connection tx, String replay) throws SQLException {
        return Query.list(
                tx,
                "select part, first, next, stop from ingest.replay_part where replay = ? order by part",
                row -> new Part(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                replay);
    }

    /** Never back: two replicas may have read the same. */
    static void advance(Connection tx, String replay, int part, long next) throws SQLException {
        Query.update(
                tx,
                "update ingest.replay_part set next = greatest(next, ?) where replay = ? and part = ?",
                next,
                replay,
                part);
    }

    private ReplayParts() {}
}
