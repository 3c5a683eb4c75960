package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Two sales orders of one uncertain create: the older one stays, the other is deleted, but only if it was created about
 * the same time and nobody touched it since.
 */
@ApplicationScoped
class HealTwins {
    private static final Logger LOG = Logger.getLogger(HealTwins.class);
    /** Katana itself may touch a new order: availability, totals. */
    private static final Duration SETTLING = Duration.ofSeconds(5);
    /** Sent again after the last look at the earliest, and at once then; a copy is mostly made later. */
    private static final Duration NEAR = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final OrderRecords orders;

    HealTwins(Transactions transactions, OrderRecords orders) {
        this.transactions = transactions;
        this.orders = orders;
    }

    /** @param living the one that stays first */
    boolean areTwins(List<SalesOrder> living) {
        return living.stream().skip(1).allMatch(twin -> isUntouched(twin) && isNear(living.get(0), twin));
    }

    /** By Katana's clock alone. */
    private static boolean isNear(SalesOrder first, SalesOrder twin) {
        return first.createdAt() != null
                && Duration.between(first.createdAt(), twin.createdAt()).abs().compareTo(NEAR) <= 0;
    }

    private static boolean isUntouched(SalesOrder order) {
        return order.isOpen()
                && order.shippingFee() == null
                && order.createdAt() != null
                && order.updatedAt() != null
                && !order.updatedAt().isAfter(order.createdAt().plus(SETTLING))
                && order.rows().stream().allMatch(row -> row.linkedManufacturingOrderId() == null);
    }

    /**
     * A second sales order appeared beside the linked one: deleted when it is an untouched twin of an uncertain create,
     * else a person has to choose.
     */
    Step<OrderRecord> settle(Turn turn, OrderRecord order) {
        Step<List<SalesOrder>> read = Step.of(
                        turn.katana()
                                .salesOrders()
                                .ofBigCommerceOrder(
                                        turn.ref().store(), turn.ref().orderId()),
                        "the sales order")
                .map(found -> found.stream()
                        .map(Read::value)
                        .filter(one -> !one.isDeleted())
                        .sorted(Comparator.comparing(one -> one.id() != order.salesOrderId()))
                        .toList());
        if (read.stopped()) return read.stop();
        List<SalesOrder> living = read.value();
        if (living.size() > 1) {
            boolean ours = order.everUncertain() && living.get(0).id() == order.salesOrderId() && areTwins(living);
            if (!ours) return Step.stop(FindSalesOrder.several(living));
            Step<SalesOrder> healed = heal(turn, living);
            if (healed.stopped()) return healed.stop();
        }
        transactions.run(tx -> orders.twin(tx, turn.ref(), 0));
        return Step.go(order);
    }

    /** The one that stays. */
    Step<SalesOrder> heal(Turn turn, List<SalesOrder> living) {
        for (SalesOrder twin : living.subList(1, living.size())) {
            if (!turn.stillOurs()) return Step.stop(Ending.overtaken());
            transactions.run(tx -> orders.deleting(tx, turn.ref(), twin.id()));
            Answer<Void> deleted = turn.katana().salesOrders().delete(twin.id());
            if (!deleted.isOk() && !(deleted.failure() instanceof Failure.Missing))
                return Step.stop(Ending.of(deleted.failure(), "to delete the twin sales order"));
            LOG.warnf(
                    "twin=deleted store=%s order=%d salesOrder=%d",
                    turn.ref().store(), turn.ref().orderId(), twin.id());
        }
        return Step.go(living.get(0));
    }
}
