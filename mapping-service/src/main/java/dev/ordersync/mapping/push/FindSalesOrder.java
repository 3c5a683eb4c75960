package dev.ordersync.mapping.push;

import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.kept.OrderRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks for an order's sales order by the hidden BigCommerce identity, deleted ones too. One living: that one. Only
 * deleted ones, and not by us: a person does not want it. Several living ones: a person has to choose, unless they are
 * twins of one uncertain create.
 */
@ApplicationScoped
class FindSalesOrder {
    private final HealTwins healTwins;

    FindSalesOrder(HealTwins healTwins) {
        this.healTwins = healTwins;
    }

    /**
     * @param uncertain an earlier create is open: a second living one may be its twin
     */
    Step<Optional<SalesOrder>> find(Turn turn, OrderRecord order, boolean uncertain) {
        Step<List<SalesOrder>> read = Step.of(
                        turn.katana()
                                .salesOrders()
                                .ofBigCommerceOrder(
                                        turn.ref().store(), turn.ref().orderId()),
                        "the sales order")
                .map(found -> found.stream()
                        .map(Read::value)
                        .sorted(Comparator.comparingLong(SalesOrder::id))
                        .toList());
        if (read.stopped()) return read.stop();
        List<SalesOrder> living =
                read.value().stream().filter(found -> !found.isDeleted()).toList();
        if (living.size() == 1) return Step.go(Optional.of(living.get(0)));
        if (living.size() > 1) {
            if (uncertain && healTwins.areTwins(living))
                return healTwins.heal(turn, living).map(Optional::of);
            return Step.stop(several(living));
        }
        Optional<SalesOrder> unwanted = read.value().stream()
                .filter(dead -> !order.ownDeletions().contains(dead.id()))
                .reduce((first, last) -> last);
        if (unwanted.isPresent() && !order.forgiven())
            return Step.stop(new Ending.Deleted(unwanted.get().id()));
        return Step.go(Optional.empty());
    }

    static Ending several(List<SalesOrder> living) {
        String numbers = living.stream()
                .map(found -> found.orderNo() + " (id " + found.id() + ")")
                .collect(Collectors.joining(", "));
        return Ending.held(
                "several-sales-orders",
                "Katana has " + living.size() + " sales orders for this order: " + numbers
                        + ". Delete all but one there, then retry.");
    }
}
