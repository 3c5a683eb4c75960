package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The one sales order of an order: found when there may be one already, else created. Katana is asked first only when in
 * doubt (an open intent, a link that was lost, an order we did not witness from its first day): a new order costs one
 * call.
 */
@ApplicationScoped
class FindOrCreate {
    private static final String WHAT = "the sales order";

    private final CreateOnce once;
    private final FindSalesOrder find;
    private final ResolveAll resolve;
    private final LinkOrder link;
    private final OrderRecords orders;
    private final Intents intents;
    private final Transactions transactions;

    FindOrCreate(
            CreateOnce once,
            FindSalesOrder find,
            ResolveAll resolve,
            LinkOrder link,
            OrderRecords orders,
            Intents intents,
            Transactions transactions) {
        this.once = once;
        this.find = find;
        this.resolve = resolve;
        this.link = link;
        this.orders = orders;
        this.intents = intents;
        this.transactions = transactions;
    }

    /** @param created else it was found, and is not linked yet */
    record Result(SalesOrder salesOrder, boolean created) {}

    Step<Result> run(Turn turn, OrderRecord order, Goal goal) {
        Step<Optional<SalesOrder>> found = find(turn, order);
        if (found.stopped()) return found.stop();
        if (found.value().isPresent()) return Step.go(new Result(found.value().get(), false));
        Step<Resolved> ids = resolve.forPlan(turn, goal.plan());
        if (ids.stopped()) return ids.stop();
        Step<Result> sent = send(turn, order, goal, ids.value());
        return Ending.isRefused(sent) ? afterRefusal(turn, order, goal, ids.value(), sent) : sent;
    }

    /** Whether an earlier create may have made one that we do not know of. */
    boolean isOpen(Turn turn) {
        return transactions.call(tx ->
                intents.isOpen(tx, key(turn), turn.ref().store(), turn.ref().orderId()));
    }

    /** What there is already; asks Katana only when in doubt. Ends an open intent when it finds its sales order. */
    Step<Optional<SalesOrder>> find(Turn turn, OrderRecord order) {
        if (isOpen(turn)) {
            transactions.run(tx -> orders.uncertain(tx, turn.ref()));
            var look = new CreateSalesOrder(turn, order, null, null, find, link);
            return once.settle(key(turn), WHAT, look);
        }
        if (order.witnessed() && !order.forgiven() && !isSeenAlive(order)) return Step.go(Optional.empty());
        Step<Optional<SalesOrder>> found = find.find(turn, order, false);
        if (!found.stopped() && found.value().isEmpty()) transactions.run(tx -> orders.askedInVain(tx, turn.ref()));
        return found;
    }

    /** The last look for what an open create made was in vain. */
    void madeNothing(Turn turn) {
        transactions.run(tx -> intents.settle(tx, key(turn)));
    }

    /** Katana told of one under this order's key before we made any. */
    private static boolean isSeenAlive(OrderRecord order) {
        OrderRecord.Seen seen = order.seen();
        return seen.salesOrderId() != 0
                && !seen.deleted()
                && !order.ownDeletions().contains(seen.salesOrderId());
    }

    static Intents.Key key(Turn turn) {
        return new Intents.Key(turn.account(), "sales-order", turn.ref().key());
    }

    private Step<Result> send(Turn turn, OrderRecord order, Goal goal, Resolved ids) {
        var create = new CreateSalesOrder(turn, order, goal, ids, find, link);
        return once.send(turn, key(turn), WHAT, create).map(made -> new Result(made, true));
    }

    /** Refused because it exists, or because an id that we remember is dead? Each is looked at, once. */
    private Step<Result> afterRefusal(Turn turn, OrderRecord order, Goal goal, Resolved ids, Step<Result> refusal) {
        Step<Optional<SalesOrder>> found = find.find(turn, order, false);
        if (found.stopped()) return found.stop();
        if (found.value().isPresent()) return Step.go(new Result(found.value().get(), false));
        Suspects suspects = ((Ending.Parked) refusal.ending()).suspects();
        Step<Optional<Resolved>> anew = resolve.anew(turn, ids, suspects, () -> resolve.forPlan(turn, goal.plan()));
        if (anew.stopped()) return anew.stop();
        return anew.value().isEmpty()
                ? refusal
                : send(turn, order, goal, anew.value().get());
    }
}
