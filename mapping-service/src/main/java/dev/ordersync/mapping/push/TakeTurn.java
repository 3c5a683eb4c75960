package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.mapping.domain.Eligibility;
import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Link;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Behind;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Snapshots;
import dev.ordersync.mapping.read.ReadOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Looks at one order as it is now and does what its state asks for. */
@ApplicationScoped
class TakeTurn {
    /** At the latest; it is wanted as soon as the topic was read. */
    private static final Duration BEHIND = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Snapshots snapshots;
    private final Behind behind;
    private final PlanGoal plan;
    private final FollowOrder follow;
    private final RemoveOrder remove;
    private final HealTwins healTwins;
    private final LinkChosen linkChosen;
    private final ReadOrder read = new ReadOrder();

    TakeTurn(
            Transactions transactions,
            OrderRecords orders,
            Snapshots snapshots,
            Behind behind,
            PlanGoal plan,
            FollowOrder follow,
            RemoveOrder remove,
            HealTwins healTwins,
            LinkChosen linkChosen) {
        this.transactions = transactions;
        this.orders = orders;
        this.snapshots = snapshots;
        this.behind = behind;
        this.plan = plan;
        this.follow = follow;
        this.remove = remove;
        this.healTwins = healTwins;
        this.linkChosen = linkChosen;
    }

    /**
     * What is known of an order as its turn begins.
     *
     * @param isBehind newer snapshots of it may still have to be read from the topic
     */
    record Present(OrderRecord order, Optional<OrderObserved> snapshot, boolean isBehind) {}

    Present present(OrderRef ref) {
        return transactions.call(tx -> {
            orders.open(tx, ref, null, false);
            return new Present(orders.find(tx, ref).orElseThrow(), snapshots.find(tx, ref), behind.holds(tx, ref));
        });
    }

    Step<Result> take(Turn turn, Present present) {
        // whoever wants it now, a person's retry or a replay: it would be written as it was long ago
        if (present.isBehind()) return Step.stop(new Ending.Pause(BEHIND, "the topic is still being read"));
        OrderRecord order = present.order();
        if (order.chosenId() != 0 && present.snapshot().isPresent()) return linkChosen(turn, present);
        return go(turn, order, present.snapshot());
    }

    /** A choice that does not fit leaves everything as it was. */
    private Step<Result> linkChosen(Turn turn, Present present) {
        if (!(read.read(present.snapshot().orElseThrow()) instanceof ReadOrder.Result.Read readable))
            return go(turn, present.order(), present.snapshot());
        Step<LinkChosen.Linked> linked = linkChosen.link(turn, present.order(), readable.order());
        if (linked.stopped()) return linked.stop();
        if (!linked.value().done()) return Step.go(Result.settled("not linked: it does not fit"));
        return go(turn, transactions.call(tx -> orders.find(tx, turn.ref()).orElseThrow()), present.snapshot());
    }

    private Step<Result> go(Turn turn, OrderRecord order, Optional<OrderObserved> present) {
        if (order.manual() != null) return Step.go(Result.manual(order.manual()));
        if (order.isLinked() && order.twinId() != 0) {
            Step<OrderRecord> settled = healTwins.settle(turn, order);
            if (settled.stopped()) return settled.stop();
        }
        if (present.isEmpty()) return Step.go(Result.quiet("its snapshot has not come yet"));
        OrderObserved snapshot = present.get();
        ReadOrder.Result result = read.read(snapshot);
        if (result instanceof ReadOrder.Result.Unreadable unreadable)
            return Step.stop(Ending.held("unreadable", unreadable.sentence()));
        ShopOrder shop = ((ReadOrder.Result.Read) result).order();
        boolean placedAfter = snapshot.isOfActiveStore(shop.createdAt());
        Facts facts = Facts.of(shop, link(order), placedAfter, order.notYet(), plan.rules(turn.store()));
        return act(turn.reading(snapshot), order, shop, facts);
    }

    private Step<Result> act(Turn turn, OrderRecord order, ShopOrder shop, Facts facts) {
        Verdict verdict = Eligibility.judge(facts);
        if (verdict instanceof Verdict.Import) return follow.importNew(turn, order, shop);
        if (verdict instanceof Verdict.Follow) return follow.follow(turn, order, shop);
        if (verdict instanceof Verdict.Remove removal) return remove.remove(turn, order, shop, removal);
        if (verdict instanceof Verdict.Exclude exclude) return remove.exclude(turn, order, shop, facts, exclude);
        if (verdict instanceof Verdict.Wait wait) return Step.go(Result.waiting(shop, wait.reason()));
        String reason = ((Verdict.Nothing) verdict).reason();
        return Step.go(order.isLinked() ? new Result.Kept(order, shop, reason) : Result.quiet(reason));
    }

    static Link link(OrderRecord order) {
        if (order.isLinked()) return Link.LINKED;
        if (order.isTombstone()) return Link.TOMBSTONE;
        return order.wasRemoved() ? Link.REMOVED : Link.NONE;
    }
}
