package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.Eligibility;
import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An order that has no place in Katana. Before it is left out, a sales order that may be there without our knowing (an
 * open create that a cancellation overtook, emptied tables) is looked for.
 */
@ApplicationScoped
class RemoveOrder {
    /** Shipped, Partially Shipped, Completed, Awaiting Pickup, Awaiting Shipment. */
    private static final Set<Integer> FURTHER_ALONG = Set.of(2, 3, 8, 9, 10);

    private final CancelSalesOrder cancel;
    private final UpdateSalesOrder update;
    private final FindOrCreate findOrCreate;
    private final FollowOrder follow;
    private final PlanGoal plan;
    private final OrderRecords orders;
    private final Intents intents;
    private final Transactions transactions;

    RemoveOrder(
            CancelSalesOrder cancel,
            UpdateSalesOrder update,
            FindOrCreate findOrCreate,
            FollowOrder follow,
            PlanGoal plan,
            OrderRecords orders,
            Intents intents,
            Transactions transactions) {
        this.cancel = cancel;
        this.update = update;
        this.findOrCreate = findOrCreate;
        this.follow = follow;
        this.plan = plan;
        this.orders = orders;
        this.intents = intents;
        this.transactions = transactions;
    }

    /** Settings that leave out what is still on the order do not reach back: its sales order is not removed for them. */
    Step<Result> remove(Turn turn, OrderRecord order, ShopOrder shop, Verdict.Remove removal) {
        if (!removal.emptied()) return cancel(turn, order, shop, removal.reason(), null);
        if (order.applied() != null)
            return Eligibility.hasMade(shop, rowKeys(order))
                    ? kept(order, shop)
                    : cancel(turn, order, shop, removal.reason(), null);
        Step<SalesOrder> present = update.read(turn, order);
        if (present.stopped()) return present.stop();
        return Eligibility.hasMade(shop, rowKeys(present.value()))
                ? kept(order, shop)
                : cancel(turn, order, shop, removal.reason(), present.value());
    }

    private static Set<String> rowKeys(OrderRecord order) {
        return Holding.parse(order.applied()).applied().rows().stream()
                .map(AppliedRow::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Set<String> rowKeys(SalesOrder salesOrder) {
        return salesOrder.rows().stream()
                .map(RowMatch::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Step<Result> kept(OrderRecord order, ShopOrder shop) {
        return Step.go(new Result.Kept(
                order, shop, "The store's settings leave its lines out now: its sales order stays as it was made."));
    }

    Step<Result> exclude(Turn turn, OrderRecord order, ShopOrder shop, Facts facts, Verdict.Exclude verdict) {
        boolean mayExist = findOrCreate.isOpen(turn) || !order.witnessed() && isLookedFor(shop);
        if (mayExist && !order.isTombstone()) {
            Step<Optional<SalesOrder>> found = findOrCreate.find(turn, order);
            if (found.stopped()) return found.stop();
            if (found.value().isPresent())
                return found(turn, order, shop, facts, found.value().get());
            findOrCreate.madeNothing(turn);
        }
        if (verdict.notYet()) transactions.run(tx -> orders.notYet(tx, turn.ref()));
        return Step.go(new Result.Excluded(shop, verdict.reason()));
    }

    /** Orders that were shipped before the store was connected are many, and seldom have one. */
    private static boolean isLookedFor(ShopOrder shop) {
        return shop.archived() || !FURTHER_ALONG.contains(shop.statusId());
    }

    /** There is one after all: judged again as what it is. What is neither followed nor deleted now is linked as it is. */
    private Step<Result> found(Turn turn, OrderRecord order, ShopOrder shop, Facts facts, SalesOrder found) {
        Verdict verdict = Eligibility.judge(facts.linked());
        if (verdict instanceof Verdict.Remove removal && isRemovable(found, shop, removal))
            return cancel(turn, order, shop, removal.reason(), found);
        if (!(verdict instanceof Verdict.Follow)) return follow.linkUnplanned(turn, shop, found);
        Step<Goal> goal = plan.plan(turn, order, shop);
        return goal.stopped()
                ? follow.linkUnplanned(turn, shop, found, goal.ending())
                : follow.linkFound(turn, goal.value(), found);
    }

    private static boolean isRemovable(SalesOrder found, ShopOrder shop, Verdict.Remove removal) {
        return found.isOpen() && !(removal.emptied() && Eligibility.hasMade(shop, rowKeys(found)));
    }

    /** With the sales order, the create that made it is over. */
    private Step<Result> cancel(Turn turn, OrderRecord order, ShopOrder shop, String reason, SalesOrder found) {
        return cancel.cancel(turn, order, shop, reason, found).map(detail -> {
            transactions.run(tx -> intents.settle(tx, FindOrCreate.key(turn)));
            return Result.settled(detail);
        });
    }
}
