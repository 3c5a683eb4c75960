package dev.ordersync.ingest.attention;

import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Groups what needs a person by its cause, the largest group first. */
public final class FindTroubles {
    /** From when on waiting is trouble; for another status of the order it may wait for ever. */
    public static final Duration LONG = Duration.ofMinutes(15);

    private static final int MOST = 100;

    private final Database database;

    public FindTroubles(Database database) {
        this.database = database;
    }

    public List<Trouble> of(String store) {
        return database.call(tx -> find(tx, store));
    }

    private static List<Trouble> find(Connection tx, String store) throws SQLException {
        List<Trouble> troubles = new ArrayList<>();
        try (var ask = tx.prepareStatement("""
                select state, coalesce(cause, ''), count(*), min(state_since), max(order_id), max(why) from (
                  select state, cause, state_since, order_id, why from ingest.order_view
                  where store = ? and state in ('held', 'conflict')
                  union all
                  select state, cause, state_since, order_id, why from ingest.order_view
                  where store = ? and state = 'waiting' and cause is distinct from 'status'
                    and state_since < now() - make_interval(secs => ?)) troubled
                group by 1, 2 order by 3 desc, 2 limit ?""")) {
            ask.setString(1, store);
            ask.setString(2, store);
            ask.setLong(3, LONG.toSeconds());
            ask.setInt(4, MOST);
            try (var rows = ask.executeQuery()) {
                while (rows.next()) {
                    String state = rows.getString(1);
                    String cause = rows.getString(2);
                    troubles.add(new Trouble(
                            state,
                            cause,
                            rows.getLong(3),
                            Database.instant(rows.getObject(4, OffsetDateTime.class)),
                            rows.getLong(5),
                            rows.getString(6),
                            Advice.of(state, cause)));
                }
            }
        }
        return troubles;
    }
}
