package dev.ordersync.ingest.rehearse;

import dev.ordersync.api.Json;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.rehearse.RehearsalAnswer.Counts;
import dev.ordersync.ingest.rehearse.RehearsalAnswer.Result;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to tell of a store's last rehearsal. */
public final class FindRehearsal {
    private static final int PAGE = 100;
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final Database database;

    public FindRehearsal(Database database) {
        this.database = database;
    }

    /** @param outcome null: all */
    public Optional<RehearsalAnswer> find(String store, String outcome, int page) {
        return database.call(tx -> {
            Optional<Rehearsal> found = Rehearsals.find(tx, store);
            return found.isEmpty() ? Optional.empty() : Optional.of(answer(tx, found.get(), outcome, page));
        });
    }

    private static RehearsalAnswer answer(Connection tx, Rehearsal now, String outcome, int page) throws SQLException {
        Map<String, Long> byOutcome = new HashMap<>();
        Query.list(
                tx,
                "select coalesce(outcome, ''), count(*) from ingest.rehearsal_order where run = ? group by 1",
                row -> byOutcome.put(row.getString(1), row.getLong(2)),
                now.run());
        Counts counts = new Counts(
                of(byOutcome, "exact"),
                of(byOutcome, "needs-product"),
                of(byOutcome, "differs"),
                of(byOutcome, "excluded"),
                of(byOutcome, "held"));
        long read = byOutcome.values().stream().mapToLong(Long::longValue).sum();
        long seen = read - of(byOutcome, "");
        long total = outcome == null ? seen : of(byOutcome, outcome);
        return new RehearsalAnswer(
                now.store(),
                now.state(),
                now.orders(),
                now.by(),
                now.startedAt(),
                now.finishedAt(),
                trouble(now),
                read,
                now.readAll(),
                seen,
                secondsLeft(now, read, seen),
                counts,
                products(tx, now.run()),
                causes(tx, now.run()),
                page,
                (int) Math.max(1, (total + PAGE - 1) / PAGE),
                total,
                results(tx, now.run(), outcome, page));
    }

    private static long of(Map<String, Long> counts, String outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    private static String trouble(Rehearsal now) {
        boolean silent = now.isRunning() && now.movedAt().plus(SILENCE).isBefore(Instant.now());
        if (now.trouble() != null || !silent) return now.trouble();
        return "Nothing has come for five minutes: is mapping-service running?";
    }

    private static Long secondsLeft(Rehearsal now, long read, long seen) {
        if (!now.isRunning()) return 0L;
        if (!now.readAll() || seen == 0) return null;
        long seconds =
                Math.max(1, Duration.between(now.startedAt(), Instant.now()).toSeconds());
        return seconds * (read - seen) / seen;
    }

    private static List<RehearsalAnswer.Product> products(Connection tx, String run) throws SQLException {
        return Query.list(
                tx, """
                select u ->> 'sku', min(u ->> 'name'), count(*) from ingest.rehearsal_order o,
                  jsonb_array_elements(o.unknown::jsonb) u
                where o.run = ? and o.unknown is not null
                group by u ->> 'sku', case when u ->> 'sku' is null then u ->> 'name' end
                order by 3 desc, 1, 2 limit 200
                """, row -> new RehearsalAnswer.Product(row.getString(1), row.getString(2), row.getLong(3)), run);
    }

    private static List<RehearsalAnswer.Cause> causes(Connection tx, String run) throws SQLException {
        return Query.list(
                tx, """
                select outcome, cause, count(*) from ingest.rehearsal_order
                where run = ? and outcome in ('differs', 'excluded', 'held') group by 1, 2 order by 3 desc, 1, 2 limit 50
                """, row -> new RehearsalAnswer.Cause(row.getString(1), row.getString(2), row.getLong(3)), run);
    }

    private static List<Result> results(Connection tx, String run, String outcome, int page) throws SQLException {
        String sql = "select * from ingest.rehearsal_order where run = ? and outcome "
                + (outcome == null ? "is not null and ?::text is null" : "= ?")
                + " order by order_id limit ? offset ?";
        return Query.list(tx, sql, FindRehearsal::result, run, outcome, PAGE, (page - 1L) * PAGE);
    }

    private static Result result(ResultSet row) throws SQLException {
        List<String> skus = new ArrayList<>();
        String unknown = row.getString("unknown");
        if (unknown != null)
            Json.read(unknown)
                    .ifPresent(list -> list.forEach(one -> {
                        if (one.hasNonNull("sku")) skus.add(one.path("sku").asText());
                    }));
        int status = row.getInt("status_id");
        Integer statusId = row.wasNull() ? null : Integer.valueOf(status);
        return new Result(
                row.getLong("order_id"),
                row.getString("outcome"),
                row.getString("text"),
                row.getString("cause"),
                row.getString("bigcommerce_total"),
                row.getString("katana_total"),
                row.getString("difference"),
                row.getString("currency"),
                statusId,
                skus);
    }
}
