package dev.ordersync.ingest.replay;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.replay.ReplayOrders.Found;
import dev.ordersync.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Sends the orders of a replay to mapping, with the records as they lie in the log. Never more than a few hundred of a store
 * are under way, so that memory is bounded, live records wait for a moment only, and a pause or an end takes effect at once;
 * nor does a store whose orders are not answered, since it is paused or its lane is blocked, keep the others waiting.
 *
 * <p>When the broker does not answer: {@link RawLog.Silent}. What was asked and not answered for long is asked again.
 */
final class AskForPlans {
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Outbox outbox;
    private final Backlog backlog;
    private final Runnable published;

    AskForPlans(Database database, Outbox outbox, Backlog backlog, Runnable published) {
        this.database = database;
        this.outbox = outbox;
        this.backlog = backlog;
        this.published = published;
    }

    /**
     * @param from the state of orders that are to be asked for
     * @param to their state while they are asked for
     * @param mostUnderWay of one store
     */
    private record Round(String mode, String from, String to, int mostUnderWay, int patienceMinutes) {}

    private static final Round PREVIEWS = new Round(PlanRequested.PREVIEW, "found", "asked", 600, 5);
    /** An order may wait for its account's quota for hours. */
    private static final Round APPLIES = new Round(PlanRequested.APPLY, "differs", "applying", 100, 360);

    /** Returns how many were asked for. */
    int previews(Replay replay, RawLog log) {
        return ask(replay, log, PREVIEWS);
    }

    int applies(Replay replay, RawLog log) {
        return ask(replay, log, APPLIES);
    }

    private int ask(Replay replay, RawLog log, Round round) {
        if (backlog.isFull()) return 0;
        List<Found> next = database.call(tx -> {
            ReplayOrders.askAgain(tx, replay.id(), round.to(), round.from(), round.patienceMinutes());
            Map<String, Long> underWay = ReplayOrders.perStore(tx, replay.id(), round.to());
            String[] full = underWay.keySet().stream()
                    .filter(store -> underWay.get(store) >= round.mostUnderWay())
                    .toArray(String[]::new);
            List<Found> found = ReplayOrders.next(tx, replay.id(), round.from(), full, AT_ONCE);
            return found.stream()
                    .filter(one -> underWay.merge(one.store(), 1L, Long::sum) <= round.mostUnderWay())
                    .toList();
        });
        if (next.isEmpty()) return 0;
        Map<Long, OrderObserved> records =
                log.at(next.get(0).part(), next.stream().map(Found::offset).toList());
        database.run(tx -> {
            // a person may have paused or ended it while the log was read
            if (Replays.lock(tx, replay.id())
                    .filter(now -> now.state() == replay.state() && !now.paused())
                    .isEmpty()) return;
            for (Found order : next) {
                OrderObserved record = noted(order, records.get(order.offset()));
                if (record == null && round == PREVIEWS) ReplayOrders.lost(tx, replay.id(), order);
                else if (ReplayOrders.ask(tx, replay.id(), order, round.from(), round.to()))
                    outbox.leave(tx, Topics.PLAN_REQUESTS, request(replay, order, round, record));
            }
        });
        published.run();
        return next.size();
    }

    /** The record that the replay found, or null when another one lies in its place. */
    private static OrderObserved noted(Found order, OrderObserved record) {
        return record != null && order.isOf(record) ? record : null;
    }

    private static PlanRequested request(Replay replay, Found order, Round round, OrderObserved record) {
        return new PlanRequested(order.store(), order.orderId(), replay.id(), round.mode(), Instant.now(), record);
    }
}
