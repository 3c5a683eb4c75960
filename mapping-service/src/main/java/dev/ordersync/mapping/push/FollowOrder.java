package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Difference;
import dev.ordersync.mapping.domain.FieldDifference;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.domain.StillOpen;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.PlanRequests;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Imports an order, or brings its sales order to what the order says now. */
@ApplicationScoped
class FollowOrder {
    /** Longer than the quota's window, shorter than a person takes to find a new sales order and give it a fee. */
    private static final Duration JUST_MADE = Duration.ofMinutes(2);

    private final PlanGoal plan;
    private final FindOrCreate findOrCreate;
    private final AdoptSalesOrder adopt;
    private final UpdateSalesOrder update;
    private final LookAtHalfWritten lookAtHalfWritten;
    private final OrderRecords orders;
    private final Announce announce;
    private final PlanRequests requests;
    private final Wishes wishes;
    private final Transactions transactions;
    private final WorkQueue queue;

    FollowOrder(
            PlanGoal plan,
            FindOrCreate findOrCreate,
            AdoptSalesOrder adopt,
            UpdateSalesOrder update,
            LookAtHalfWritten lookAtHalfWritten,
            OrderRecords orders,
            Announce announce,
            PlanRequests requests,
            Wishes wishes,
            Transactions transactions,
            WorkQueue queue) {
        this.plan = plan;
        this.findOrCreate = findOrCreate;
        this.adopt = adopt;
        this.update = update;
        this.lookAtHalfWritten = lookAtHalfWritten;
        this.orders = orders;
        this.announce = announce;
        this.requests = requests;
        this.wishes = wishes;
        this.transactions = transactions;
        this.queue = queue;
    }

    Step<Result> importNew(Turn turn, OrderRecord order, ShopOrder shop) {
        Step<Goal> goal = plan.plan(turn, order, shop);
        if (goal.stopped()) return notImported(turn, order, shop, goal.ending());
        Step<FindOrCreate.Result> made = findOrCreate.run(turn, order, goal.value());
        if (made.stopped()) return made.stop();
        return made.value().created()
                ? finish(turn, goal.value(), made.value().salesOrder())
                : linkFound(turn, goal.value(), made.value().salesOrder());
    }

    /**
     * What an open create may have made before the order became one that is left out or held: it is looked for and linked,
     * so that it does not live on unseen with what the order said then.
     */
    private Step<Result> notImported(Turn turn, OrderRecord order, ShopOrder shop, Ending why) {
        if (!isOfTheOrder(why) || !findOrCreate.isOpen(turn)) return Step.stop(why);
        Step<Optional<SalesOrder>> found = findOrCreate.find(turn, order);
        if (found.stopped()) return found.stop();
        if (found.value().isPresent())
            return linkUnplanned(turn, shop, found.value().get(), why);
        findOrCreate.madeNothing(turn);
        return Step.stop(why);
    }

    /** One for whose order there is no plan: the next turn judges the order as linked. */
    Step<Result> linkUnplanned(Turn turn, ShopOrder shop, SalesOrder found, Ending why) {
        return isOfTheOrder(why) ? linkUnplanned(turn, shop, found) : Step.stop(why);
    }

    Step<Result> linkUnplanned(Turn turn, ShopOrder shop, SalesOrder found) {
        adopt.linkUnplanned(turn, shop, found);
        return Step.stop(Ending.lookAgain("a sales order of this order was found"));
    }

    /** Rather than of Katana, which gave no answer. */
    private static boolean isOfTheOrder(Ending why) {
        return why instanceof Ending.LeftOut || why instanceof Ending.Parked;
    }

    /** A sales order that we did not know: linked as it is, then brought to the plan. */
    Step<Result> linkFound(Turn turn, Goal goal, SalesOrder found) {
        Step<Holding> holding = adopt.adopt(turn, goal, found);
        if (holding.stopped()) return holding.stop();
        Step<Goal> agreed = asFound(turn, goal, found, holding.value().applied());
        return agreed.stopped() ? agreed.stop() : finish(turn, agreed.value(), found);
    }

    /** What settings say now does not reach a closed one. */
    private Step<Goal> asFound(Turn turn, Goal goal, SalesOrder found, Applied held) {
        boolean open = StillOpen.notBecause(goal.shop(), found.status()).isEmpty();
        return open ? Step.go(goal) : plan.asAgreed(turn, asShipped(goal.shop(), found.status(), held), held);
    }

    Step<Result> follow(Turn turn, OrderRecord order, ShopOrder shop) {
        if (order.ownDeletions().contains(order.salesOrderId())) {
            Step<SalesOrder> present = update.read(turn, order);
            if (present.stopped()) return present.stop();
            deletedInVain(turn, order);
        }
        boolean sameOrder = turn.basis().equals(order.basis());
        boolean onlyRules = sameOrder && order.planHash() != null;
        Step<Goal> goal = onlyRules ? plan.plan(turn, order, shop) : asAgreed(turn, order, shop);
        if (goal.stopped()) return unplanned(goal.ending());
        Goal wanted = goal.value();
        if (order.writing() != null) return bringHalfWritten(turn, order, wanted);
        if (wanted.plan().hash().equals(order.planHash())) {
            Result unchanged = unchanged(turn, order, wanted);
            // what is left out by rule may have changed all the same
            if (!sameOrder)
                transactions.run(tx -> {
                    orders.basis(tx, turn.ref(), turn.basis());
                    announce.tellReceipt(tx, turn.ref(), inStep(order, wanted));
                });
            return Step.go(unchanged);
        }
        if (!onlyRules) return bringAlong(turn, order, wanted);
        return turn.isReplayed() ? bringToNewRules(turn, order, wanted) : Step.go(unchanged(turn, order, wanted));
    }

    /**
     * Our delete had no answer, and no effect so far. When it can have none any more, whoever deletes the sales order is a
     * person; until then it is followed, and looked at once more.
     */
    private void deletedInVain(Turn turn, OrderRecord order) {
        transactions.run(tx -> {
            Duration sent = orders.sinceDeleting(tx, turn.ref());
            if (sent.compareTo(CreateOnce.LAST_LOOK) >= 0) orders.notDeleting(tx, turn.ref(), order.salesOrderId());
            else wishes.news(tx, turn.ref(), Priority.LIVE, CreateOnce.LAST_LOOK.minus(sent));
        });
    }

    /** What has a sales order is not left out: an order that is emptied by its own account does not come here. */
    private static Step<Result> unplanned(Ending why) {
        return Step.stop(
                why instanceof Ending.LeftOut
                        ? Ending.held(
                                "no-lines",
                                "BigCommerce shows no lines of the order, and does not say that it has none: its sales order stays as it is.")
                        : why);
    }

    /** Settings do not reach a closed order, whatever else of it changes; nor do refunds what was delivered before. */
    private Step<Goal> asAgreed(Turn turn, OrderRecord order, ShopOrder shop) {
        OrderRecord.Seen seen = order.seen();
        boolean open = StillOpen.notBecause(shop, seen.status()).isEmpty();
        if (open || order.applied() == null) return plan.plan(turn, order, shop);
        Applied held = Holding.parse(order.applied()).applied();
        String status = seen.salesOrderId() == order.salesOrderId() ? seen.status() : null;
        return plan.asAgreed(turn, asShipped(shop, status, held), held);
    }

    private static ShopOrder asShipped(ShopOrder shop, String status, Applied held) {
        return "DELIVERED".equals(status) ? shop.deliveredAs(held) : shop;
    }

    /** Rules that changed are for what is still open; the rest stays as it was agreed, and that is no conflict. */
    private Step<Result> bringToNewRules(Turn turn, OrderRecord order, Goal goal) {
        Optional<String> closed = StillOpen.notBecause(goal.shop(), order.seen().status());
        if (closed.isPresent()) return Step.go(Result.settled(closed.get()));
        Step<Result> brought = bringAlong(turn, order, goal);
        return brought.stopped() && UpdateSalesOrder.isLocked(brought.ending())
                ? Step.go(Result.settled("Its sales order is packed or delivered in Katana."))
                : brought;
    }

    private Step<Result> bringAlong(Turn turn, OrderRecord order, Goal goal) {
        if (order.applied() == null) return bringReduced(turn, order, goal);
        Holding holding = Holding.parse(order.applied());
        return lacksItsFee(turn, order, goal, holding)
                ? bringFee(turn, order, goal, holding)
                : bring(turn, order, goal, holding, null);
    }

    /** Linked a moment ago, and the quota was used up before its fee: nobody had the time to touch it. */
    private static boolean lacksItsFee(Turn turn, OrderRecord order, Goal goal, Holding holding) {
        OrderRecord.Seen seen = order.seen();
        boolean asMade = seen.salesOrderId() != order.salesOrderId() || "NOT_SHIPPED".equals(seen.status());
        return asMade
                && order.planHash() == null
                && order.basis() != null // nothing was written in part
                && turn.account().equals(order.account())
                && order.writtenAt().plus(JUST_MADE).isAfter(turn.job().leasedAt())
                && Difference.between(holding.applied(), goal.plan()).stream()
                        .allMatch(change -> change instanceof Change.SetFee fee && fee.feeId() == 0);
    }

    /** Should Katana not take it, somebody was quicker after all: then it is read. */
    private Step<Result> bringFee(Turn turn, OrderRecord order, Goal goal, Holding holding) {
        Step<Result> brought = bring(turn, order, goal, holding, SalesOrder.justMade(order.salesOrderId()));
        return Ending.refusal(brought).isPresent()
                ? Step.stop(Ending.lookAgain("the sales order that was just made is read"))
                : brought;
    }

    /** A change ended on the way, and the order may be as it was before it by now: Katana tells how far it came. */
    private Step<Result> bringHalfWritten(Turn turn, OrderRecord order, Goal goal) {
        Step<SalesOrder> present = update.read(turn, order);
        if (present.stopped()) return present.stop();
        Step<Holding> holding = lookAtHalfWritten.look(turn, order, goal, present.value());
        return holding.stopped() ? holding.stop() : bring(turn, order, goal, holding.value(), present.value());
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
        return bring(turn, linked, goal, Holding.parse(linked.applied()), present);
    }

    private Step<Result> bring(Turn turn, OrderRecord order, Goal goal, Holding holding, SalesOrder fresh) {
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
                    stillOpen(tx, turn, order, goal, changes),
                    goal.plan().orderNo(),
                    goal.plan().hash(),
                    turn.basis());
            if (turn.isReplayed() && !changes.isEmpty())
                requests.written(tx, turn.ref(), "Updated in Katana: " + words(changes) + ".");
            if (!now.rows().equals(Holding.parse(order.applied()).rows()))
                announce.linked(
                        tx,
                        orders.find(tx, turn.ref()).orElseThrow(),
                        order.salesOrderId(),
                        goal.plan().orderNo(),
                        now.rows());
            // the fee of a sales order just made belongs to its making
            boolean making = fresh != null
                    && order.writing() == null
                    && changes.stream().allMatch(Change.SetFee.class::isInstance);
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

    /**
     * An earlier change of which a call had no answer may take effect late, over what is written now: it stays noted as long
     * as it can, so that every turn looks how far it came. Where it would change something, there is one more turn then.
     *
     * @return null when there is none
     */
    private String stillOpen(Connection tx, Turn turn, OrderRecord order, Goal goal, List<Change> changes)
            throws SQLException {
        if (order.writing() == null) return null;
        Duration since = orders.sinceUnsure(tx, turn.ref());
        if (since.compareTo(CreateOnce.LAST_LOOK) >= 0) return null;
        Applied late = Holding.parse(order.writing()).applied();
        boolean harmless = Difference.between(late, goal.plan()).isEmpty();
        if (!harmless) wishes.news(tx, turn.ref(), Priority.LIVE, CreateOnce.LAST_LOOK.minus(since));
        return harmless && changes.isEmpty() ? null : order.writing();
    }

    /** A state that was shown while the order waited is taken back. */
    private Result unchanged(Turn turn, OrderRecord order, Goal goal) {
        if (!"synced".equals(order.shown().state()))
            transactions.run(tx -> announce.tell(tx, turn.ref(), inStep(order, goal)));
        return Result.settled("unchanged");
    }

    private static Announce.News inStep(OrderRecord order, Goal goal) {
        return LinkOrder.synced(
                "unchanged",
                "In step with Katana; there was nothing to write.",
                goal,
                order.salesOrderId(),
                order.orderNo(),
                order.seen().status());
    }

    /** What changed; of personal fields only that they did. */
    private static String words(List<Change> changes) {
        return changes.stream()
                .map(change -> FieldDifference.isPersonal(change)
                        ? change.field()
                        : change.field() + " (" + orNothing(change.before()) + " → " + orNothing(change.after()) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String orNothing(String text) {
        return text == null || text.isBlank() ? "nothing" : text;
    }
}
