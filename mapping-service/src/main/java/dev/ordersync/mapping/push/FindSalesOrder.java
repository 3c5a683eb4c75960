package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.kept.LinkLog;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
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
    private final LinkLog links;
    private final OrderRecords orders;
    private final Transactions transactions;

    FindSalesOrder(HealTwins healTwins, LinkLog links, OrderRecords orders, Transactions transactions) {
        this.healTwins = healTwins;
        this.links = links;
        this.orders = orders;
        this.transactions = transactions;
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
        List<Long> unwanted = read.value().stream()
                .map(SalesOrder::id)
                .filter(dead -> !order.ownDeletions().contains(dead))
                .toList();
        return unwanted.isEmpty() || order.forgiven() ? Step.go(Optional.empty()) : deleted(turn, order, unwanted);
    }

    /**
     * By a person, unless our memory may be lost and the log of links tells otherwise: what was last told to be unlinked was
     * deleted by us, or a person lifted its deletion.
     */
    private Step<Optional<SalesOrder>> deleted(Turn turn, OrderRecord order, List<Long> dead) {
        var byPerson = new Ending.Deleted(dead.get(dead.size() - 1));
        if (order.isLinked() || order.witnessed()) return Step.stop(byPerson);
        try {
            Optional<OrderLinked> told = links.last(turn.ref());
            if (told.filter(link -> OrderLinked.UNLINKED.equals(link.state())).isEmpty()) return Step.stop(byPerson);
        } catch (LinkLog.Unanswered e) {
            return Step.stop(new Ending.Again("who deleted its sales order: " + e.getMessage()));
        }
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            orders.deletedByUs(tx, turn.ref(), dead);
        });
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
