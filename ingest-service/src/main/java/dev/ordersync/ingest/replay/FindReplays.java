package dev.ordersync.ingest.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.replay.Replay.State;
import dev.ordersync.ingest.replay.ReplayOrders.Differing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to tell of replays. */
public final class FindReplays {
    private static final int MOST = 100;
    private static final int PAGE = 10_000;

    private final Database database;

    public FindReplays(Database database) {
        this.database = database;
    }

    /** The newest, without their orders. */
    public List<ReplayAnswer> newest() {
        return database.call(tx -> {
            List<ReplayAnswer> answers = new java.util.ArrayList<>();
            for (Replay replay : Replays.newest(tx, MOST)) answers.add(answer(tx, replay, 1, null));
            return answers;
        });
    }

    public Optional<ReplayAnswer> find(String id, int page) {
        return database.call(tx -> {
            Optional<Replay> replay = Replays.find(tx, id);
            if (replay.isEmpty()) return Optional.empty();
            List<ReplayAnswer.Order> orders = ReplayOrders.differing(tx, id, PAGE, (page - 1L) * PAGE).stream()
                    .map(FindReplays::order)
                    .toList();
            return Optional.of(answer(tx, replay.get(), page, orders));
        });
    }

    private static ReplayAnswer answer(Connection tx, Replay replay, int page, List<ReplayAnswer.Order> orders)
            throws SQLException {
        Map<String, Long> counts = Replays.counts(tx, replay.id());
        long unchanged = of(counts, "unchanged");
        long written = of(counts, "written");
        long notWritten = of(counts, "not-written");
        long changed = of(counts, "differs") + of(counts, "applying") + written + notWritten;
        long found = changed + unchanged + of(counts, "found") + of(counts, "asked");
        int logRead = !replay.begun() ? 0 : replay.readAll() ? 100 : Replays.logRead(tx, replay.id());
        return new ReplayAnswer(
                replay.id(),
                replay.state().word(),
                replay.paused(),
                replay.dryRun(),
                replay.store(),
                replay.from(),
                replay.to(),
                replay.orderIds(),
                replay.by(),
                replay.startedAt(),
                replay.finishedAt(),
                replay.trouble(),
                replay.unreadable(),
                logRead,
                found,
                changed + unchanged,
                changed,
                unchanged,
                written,
                notWritten,
                secondsLeft(replay, found, changed, unchanged, written + notWritten),
                page,
                (int) Math.max(1, (changed + PAGE - 1) / PAGE),
                orders);
    }

    private static Long secondsLeft(Replay replay, long found, long changed, long unchanged, long applied) {
        if (!replay.isUnderWay()) return replay.state() == State.CANCELLED ? null : 0L;
        boolean applying = replay.state() == State.APPLYING;
        if (!applying && !replay.readAll()) return null;
        long done = applying ? applied : changed + unchanged;
        long all = applying ? changed : found;
        if (done == 0 || replay.paused()) return all == done ? 0L : null;
        long seconds = Duration.between(applying ? replay.applyingAt() : replay.startedAt(), Instant.now())
                .toSeconds();
        return Math.max(1, seconds) * (all - done) / done;
    }

    private static long of(Map<String, Long> counts, String state) {
        return counts.getOrDefault(state, 0L);
    }

    private static ReplayAnswer.Order order(Differing order) {
        JsonNode changes = order.changes() == null
                ? Json.TREE.createArrayNode()
                : Json.read(order.changes()).orElseGet(Json.TREE::createArrayNode);
        return new ReplayAnswer.Order(order.store(), order.orderId(), order.state(), order.note(), changes);
    }
}
