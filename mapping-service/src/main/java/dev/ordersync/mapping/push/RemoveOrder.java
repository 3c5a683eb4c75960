package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Eligibility;
import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Link;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * An order that has no place in Katana. Before it is left out, a sales order that may be there without our knowing (an
 * open create that a cancellation overtook, emptied tables) is looked for.
 */
@ApplicationScoped
class RemoveOrder {
    /** Refunded, Cancelled, Declined: of these a forgotten sales order would still be made and delivered. */
    private static final Set<Integer> CANCELLED = Set.of(4, 5, 6);

    private final CancelSalesOrder cancel;
    private final FindOrCreate findOrCreate;
    private final FollowOrder follow;
    private final PlanGoal plan;
    private final OrderRecords orders;
    private final Intents intents;
    private final Transactions transactions;

    RemoveOrder(
            CancelSalesOrder cancel,
            FindOrCreate findOrCreate,
            FollowOrder follow,
            PlanGoal plan,
            OrderRecords orders,
            Intents intents,
            Transactions transactions) {
        this.cancel = cancel;
        this.findOrCreate = findOrCreate;
        this.follow = follow;
        this.plan = plan;
        this.orders = orders;
        this.intents = intents;
        this.transactions = transactions;
    }

    Step<Result> remove(Turn turn, OrderRecord order, ShopOrder shop, String reason) {
        return cancel(turn, order, shop, reason, null);
    }

    Step<Result> exclude(Turn turn, OrderRecord order, ShopOrder shop, Facts facts, Verdict.Exclude verdict) {
        boolean mayExist = findOrCreate.isOpen(turn) || !order.witnessed() && CANCELLED.contains(shop.statusId());
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

    /** There is one after all: judged again as what it is. */
    private Step<Result> found(Turn turn, OrderRecord order, ShopOrder shop, Facts facts, SalesOrder found) {
        Facts linked = new Facts(
                facts.statusId(),
                facts.archived(),
                Link.LINKED,
                facts.placedAfterActivation(),
                facts.wasNotYet(),
                facts.leftToMake(),
                facts.leftToShip(),
                facts.importAwaitingPayment(),
                facts.deleteOnCancel());
        if (Eligibility.judge(linked) instanceof Verdict.Remove removal)
            return cancel(turn, order, shop, removal.reason(), found);
        Step<Goal> goal = plan.plan(turn, order, shop);
        return goal.stopped()
                ? follow.linkUnplanned(turn, shop, found, goal.ending())
                : follow.linkFound(turn, goal.value(), found);
    }

    /** With the sales order, the create that made it is over. */
    private Step<Result> cancel(Turn turn, OrderRecord order, ShopOrder shop, String reason, SalesOrder found) {
        return cancel.cancel(turn, order, shop, reason, found).map(detail -> {
            transactions.run(tx -> intents.settle(tx, FindOrCreate.key(turn)));
            return Result.settled(detail);
        });
    }
}
