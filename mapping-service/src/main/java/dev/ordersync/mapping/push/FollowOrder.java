package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Imports an order, or brings its sales order to what the order says now. */
@ApplicationScoped
class FollowOrder {
    private final PlanGoal plan;
    private final FindOrCreate findOrCreate;
    private final AdoptSalesOrder adopt;
    private final UpdateSalesOrder update;
    private final OrderRecords orders;
    private final Announce announce;
    private final Transactions transactions;
    private final WorkQueue queue;

    FollowOrder(
            PlanGoal plan,
            FindOrCreate findOrCreate,
            AdoptSalesOrder adopt,
            UpdateSalesOrder update,
            OrderRecords orders,
            Announce announce,
            Transactions transactions,
            WorkQueue queue) {
        this.plan = plan;
        this.findOrCreate = findOrCreate;
        this.adopt = adopt;
        this.update = update;
        this.orders = orders;
        this.announce = announce;
        this.transactions = transactions;
        this.queue = queue;
    }

    Step<Result> importNew(Turn turn, OrderRecord order, ShopOrder shop) {
        Step<Goal> goal = plan.plan(turn, order, shop);
        if (goal.stopped()) return goal.stop();
        Step<FindOrCreate.Result> made = findOrCreate.run(turn, order, goal.value());
        if (made.stopped()) return made.stop();
        return made.value().created()
                ? finish(turn, goal.value(), made.value().salesOrder())
                : linkFound(turn, goal.value(), made.value().salesOrder());
    }

    /** A sales order that we did not know: linked as it is, then brought to the plan. */
    Step<Result> linkFound(Turn turn, Goal goal, SalesOrder found) {
        Step<Holding> holding = adopt.adopt(turn, goal, found);
        return holding.stopped() ? holding.stop() : finish(turn, goal, found);
    }

    Step<Result> follow(Turn turn, OrderRecord order, ShopOrder shop) {
        Step<Goal> goal = plan.plan(turn, order, shop);
        if (goal.stopped()) return goal.stop();
        if (goal.value().plan().hash().equals(order.planHash())) return Step.go(unchanged(turn, order, goal.value()));
        if (order.applied() == null) return bringReduced(turn, order, goal.value());
        return bring(turn, order, goal.value(), null);
    }

    /** What was written has been forgotten with the person (retention): Katana still knows. */
    private Step<Result> bringReduced(Turn turn, OrderRecord order, Goal goal) {
        Step<SalesOrder> present = update.read(turn, order);
        return present.stopped() ? present.stop() : linkFound(turn, goal, present.value());
    }

    private Step<Result> finish(Turn turn, Goal goal, SalesOrder present) {
        OrderRecord linked = transactions.call(tx -> orders.find(tx, turn.ref()).orElseThrow());
        if (!linked.isLinked()) return Step.go(Result.settled("deleted meanwhile"));
        if (linked.planHash() != null) return Step.go(Result.settled("created"));
        return bring(turn, linked, goal, present);
    }

    private Step<Result> bring(Turn turn, OrderRecord order, Goal goal, SalesOrder fresh) {
        Holding holding = Holding.parse(order.applied());
        Step<UpdateSalesOrder.Updated> updated = update.run(turn, order, goal, holding, fresh);
        if (updated.stopped()) return updated.stop();
        List<Change> changes = updated.value().changes();
        Holding now = updated.value().holding();
        transactions.run(tx -> {
            queue.assertHeld(tx, turn.job());
            orders.applied(
                    tx,
                    turn.ref(),
                    now.json(),
                    goal.plan().orderNo(),
                    goal.plan().hash());
            if (!now.rows().equals(holding.rows()))
                announce.linked(tx, order, order.salesOrderId(), goal.plan().orderNo(), now.rows());
            // the fee of a sales order just made belongs to its making
            boolean making = fresh != null && changes.stream().allMatch(Change.SetFee.class::isInstance);
            if (!changes.isEmpty() && !making)
                announce.tell(
                        tx,
                        turn.ref(),
                        LinkOrder.synced(
                                "updated",
                                "Updated in Katana: " + words(changes) + ".",
                                goal,
                                order.salesOrderId(),
                                goal.plan().orderNo(),
                                order.seen().status()));
        });
        if (changes.isEmpty()) return Step.go(unchanged(turn, order, goal));
        return Step.go(Result.settled(changes.size() + " changes written"));
    }

    /** A state that was shown while the order waited is taken back. */
    private Result unchanged(Turn turn, OrderRecord order, Goal goal) {
        if (!"synced".equals(order.shown().state()))
            transactions.run(tx -> announce.tell(
                    tx,
                    turn.ref(),
                    LinkOrder.synced(
                            "unchanged",
                            "In step with Katana; there was nothing to write.",
                            goal,
                            order.salesOrderId(),
                            order.orderNo(),
                            order.seen().status())));
        return Result.settled("unchanged");
    }

    /** What changed; of personal fields only that they did. */
    private static String words(List<Change> changes) {
        return changes.stream()
                .map(change -> isPersonal(change)
                        ? change.field()
                        : change.field() + " (" + orNothing(change.before()) + " → " + orNothing(change.after()) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static boolean isPersonal(Change change) {
        return change instanceof Change.SetAddress
                || change instanceof Change.ChangeCustomer
                || change instanceof Change.SetHeader header
                        && (header.header() == Change.HeaderField.ADDITIONAL_INFO
                                || header.header() == Change.HeaderField.CUSTOMER_REF);
    }

    private static String orNothing(String text) {
        return text == null || text.isBlank() ? "nothing" : text;
    }
}
