package dev.ordersync.mapping.intake;

import dev.ordersync.bigcommerce.OrderReader;
import dev.ordersync.bigcommerce.OrderReading;
import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.mapping.kept.Behind;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Positions;
import dev.ordersync.mapping.kept.Positions.Place;
import dev.ordersync.mapping.kept.Positions.Step;
import dev.ordersync.mapping.kept.Snapshots;
import dev.ordersync.mapping.kept.Snapshots.Kept;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Keeps an order's snapshot if it is the newest, and wants its sales order. Of an older one it stays known that the order
 * was still to be begun.
 */
@ApplicationScoped
class KeepOrder {
    /** Incomplete, Pending, Awaiting Payment, Awaiting Fulfillment, Manual Verification Required. */
    private static final Set<Integer> NOT_BEGUN = Set.of(0, 1, 7, 11, 12);

    private final Transactions transactions;
    private final Snapshots snapshots;
    private final OrderRecords orders;
    private final Positions positions;
    private final Behind behind;
    private final Wishes wishes;
    private final MappingConfig config;

    KeepOrder(
            Transactions transactions,
            Snapshots snapshots,
            OrderRecords orders,
            Positions positions,
            Behind behind,
            Wishes wishes,
            MappingConfig config) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.orders = orders;
        this.positions = positions;
        this.behind = behind;
        this.wishes = wishes;
        this.config = config;
    }

    void keep(OrderObserved event, Place place) {
        transactions.run(tx -> {
            Step step = step(tx, place);
            orders.remember(tx, event.store());
            Kept kept = snapshots.keep(tx, event);
            boolean fresh = kept == Kept.FIRST && step == Step.NEW && isNews(event);
            orders.open(tx, event.ref(), event.firstSeen(), fresh);
            boolean noted = isOpenBacklog(event) && orders.notYet(tx, event.ref());
            if (kept == Kept.OLDER && !noted) return;
            want(tx, event, kept, step == Step.AGAIN ? Priority.REPLAY : priority(event.origin()), place.part());
        });
    }

    /** A record of which nothing is kept is no gap in the log. */
    void passOver(Place place) {
        transactions.run(tx -> step(tx, place));
    }

    private Step step(Connection tx, Place place) throws SQLException {
        Step step = positions.take(tx, place);
        if (step == Step.GAP) orders.memoryLost(tx);
        return step;
    }

    private void want(Connection tx, OrderObserved event, Kept kept, Priority priority, int partition)
            throws SQLException {
        OrderRef ref = event.ref();
        OrderRecord order = orders.find(tx, ref).orElseThrow();
        boolean linked = order.isLinked();
        if (!linked && !order.witnessed()) {
            behind.hold(tx, ref, partition, priority);
            return;
        }
        if (kept == Kept.SAME) wishes.remind(tx, ref, priority);
        else wishes.news(tx, ref, priority, hush(event, linked));
    }

    /** Changes come in bursts. What is Completed seldom changes again, and its delivery waits for us. */
    private Duration hush(OrderObserved event, boolean linked) {
        return linked && !Snapshots.isCompleted(event) ? config.mapping().hush() : Duration.ZERO;
    }

    /**
     * A webhook and a sweep tell of what just happened; a backfill and a replay of what may be long past. So may either
     * of the former: an order from before the store's activation may have a sales order that an earlier connection made.
     */
    private static boolean isNews(OrderObserved event) {
        boolean told = "webhook".equals(event.origin()) || "sweep".equals(event.origin());
        return told && isOfActiveStore(event);
    }

    /**
     * An order from before the store's activation that was not begun after it is to be imported, also when it is further
     * along by its turn: the snapshot that shows so may be overwritten by then. An older record, told again, says so as well.
     * So is one of which ingest says that it may have been open when it was not looked at yet.
     */
    private static boolean isOpenBacklog(OrderObserved event) {
        return event.activatedAt() != null
                && (event.mayHaveBeenOpen()
                        || isNotBegun(event.order().path("status_id").asInt(-1)))
                && !isOfActiveStore(event);
    }

    private static boolean isOfActiveStore(OrderObserved event) {
        return OrderReader.read(event.order(), null, null) instanceof OrderReading.Readable readable
                && event.isOfActiveStore(readable.order().createdAt());
    }

    static boolean isNotBegun(int statusId) {
        return NOT_BEGUN.contains(statusId);
    }

    static Priority priority(String origin) {
        if ("webhook".equals(origin) || "command".equals(origin)) return Priority.LIVE;
        if ("sweep".equals(origin)) return Priority.SWEEP;
        return "backfill".equals(origin) ? Priority.BACKFILL : Priority.REPLAY;
    }
}
