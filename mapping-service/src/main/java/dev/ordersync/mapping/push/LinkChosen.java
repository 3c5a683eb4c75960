package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Announce.News;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.workqueue.Hands;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a sales order that a person chose stand for an order: it is read first, must be free, and its rows must be the
 * order's. What does not fit is said in the timeline, and nothing is changed.
 *
 * <p>When Katana fails: the choice stays, and the next turn tries again.
 */
@ApplicationScoped
class LinkChosen {
    private final PlanGoal plan;
    private final MatchRows match;
    private final AdoptSalesOrder adopt;
    private final OrderRecords orders;
    private final Announce announce;
    private final Transactions transactions;
    private final Hands hands;

    LinkChosen(
            PlanGoal plan,
            MatchRows match,
            AdoptSalesOrder adopt,
            OrderRecords orders,
            Announce announce,
            Transactions transactions,
            Hands hands) {
        this.plan = plan;
        this.match = match;
        this.adopt = adopt;
        this.orders = orders;
        this.announce = announce;
        this.transactions = transactions;
        this.hands = hands;
    }

    /** @param done false when the choice does not fit, which was said */
    record Linked(boolean done) {}

    Step<Linked> link(Turn turn, OrderRecord order, ShopOrder shop) {
        // two orders may be told to take the same sales order at once
        String thing = "sales-order:" + turn.account() + ":" + order.chosenId();
        Optional<Hands.Hand> hand = hands.take(thing, turn.lease());
        if (hand.isEmpty()) return Step.stop(Ending.busy("the sales order is being linked elsewhere"));
        try (Hands.Hand held = hand.get()) {
            Optional<String> taken = taken(turn, order);
            return taken.isPresent() ? refuse(turn, order, taken.get()) : read(turn, order, shop);
        }
    }

    private Optional<String> taken(Turn turn, OrderRecord order) {
        if (order.isLinked()) return Optional.of("this order has sales order " + order.orderNo() + " already");
        Optional<OrderRef> other = transactions.call(tx -> orders.linkedTo(tx, turn.account(), order.chosenId()));
        return other.map(ref -> "it stands for order " + ref.orderId() + " of store " + ref.store());
    }

    private Step<Linked> read(Turn turn, OrderRecord order, ShopOrder shop) {
        Answer<Read<SalesOrder>> answer = turn.katana().salesOrders().byId(order.chosenId());
        if (!answer.isOk() && answer.failure() instanceof Failure.Missing)
            return refuse(turn, order, "Katana has no sales order with this id");
        if (!answer.isOk()) return Step.stop(Ending.of(answer.failure(), "the sales order"));
        SalesOrder found = answer.value().value();
        if (found.isDeleted()) return refuse(turn, order, "it is deleted in Katana");
        if (isOfAnother(found, turn.ref()))
            return refuse(
                    turn,
                    order,
                    "it carries the mark of " + found.ecommerceOrderType() + " order " + found.ecommerceOrderId());
        Step<Goal> goal = plan.plan(turn, order, shop);
        if (goal.stopped()) return goal.stop();
        String currency = goal.value().plan().currency();
        if (!currency.equals(found.currency()))
            return refuse(turn, order, "it is in " + found.currency() + ", the order in " + currency);
        return adopt(turn, order, goal.value(), found);
    }

    private Step<Linked> adopt(Turn turn, OrderRecord order, Goal goal, SalesOrder found) {
        Step<Optional<Map<Long, String>>> keys = match.match(turn, goal, found);
        if (keys.stopped()) return keys.stop();
        if (keys.value().isEmpty())
            return refuse(turn, order, "its rows are not the lines of this order (" + found.orderNo() + ")");
        return adopt.adopt(turn, goal, found, keys.value().get(), "linked").map(holding -> new Linked(true));
    }

    private static boolean isOfAnother(SalesOrder found, OrderRef ref) {
        boolean marked =
                found.ecommerceOrderId() != null && !found.ecommerceOrderId().isBlank();
        return marked && !found.isOf(ref.store(), ref.orderId());
    }

    private Step<Linked> refuse(Turn turn, OrderRecord order, String because) {
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            orders.choose(tx, turn.ref(), 0);
            String sentence = "Not linked to sales order " + order.chosenId() + ": " + because + ".";
            announce.tell(tx, turn.ref(), new News("link-refused", sentence, null, null, null, null, null));
        });
        return Step.go(new Linked(false));
    }
}
