package dev.ordersync.mapping.push;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Receipt;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Announce.News;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.PlanRequests;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;

/** Records, in the caller's transaction, that a sales order stands for an order, and tells the other services. */
@ApplicationScoped
class LinkOrder {
    private final OrderRecords orders;
    private final Announce announce;
    private final PlanRequests requests;
    private final WorkQueue queue;

    LinkOrder(OrderRecords orders, Announce announce, PlanRequests requests, WorkQueue queue) {
        this.orders = orders;
        this.announce = announce;
        this.requests = requests;
        this.queue = queue;
    }

    /**
     * @param kind {@code created}, {@code adopted} or {@code linked}
     * @param planHash null when something of the plan is still to be written
     */
    void link(Connection tx, Turn turn, Goal goal, SalesOrder made, Holding holding, String kind, String planHash)
            throws Exception {
        queue.assertHeld(tx, turn.job());
        long location = made.locationId() == null ? goal.locationId() : made.locationId();
        orders.link(
                tx,
                turn.ref(),
                new OrderRecords.Link(
                        turn.account(), made.id(), made.orderNo(), location, holding.json(), planHash, turn.basis()));
        OrderRecord linked = orders.find(tx, turn.ref()).orElseThrow();
        if (linked.seen().salesOrderId() == made.id() && linked.seen().deleted()) {
            // a person was quicker than we
            orders.tombstone(tx, turn.ref(), made.id());
            announce.tombstone(tx, linked, made.id());
            announce.tell(tx, turn.ref(), tombstone(made.id(), made.orderNo()));
            return;
        }
        announce.linked(tx, linked, made.id(), made.orderNo(), holding.rows());
        String text = began(kind) + " sales order " + made.orderNo() + " in Katana.";
        if (turn.isReplayed()) requests.written(tx, turn.ref(), text);
        announce.tell(tx, turn.ref(), synced(kind, text, goal, made.id(), made.orderNo(), made.status()));
    }

    private static String began(String kind) {
        return switch (kind) {
            case "created" -> "Created as";
            case "linked" -> "Linked, as a person asked, to";
            default -> "Found as";
        };
    }

    static News synced(String kind, String text, Goal goal, long salesOrderId, String orderNo, String status) {
        String flags = String.join(
                " ", goal.plan().flags().stream().map(flag -> flag.sentence()).toList());
        return new News(
                kind,
                flags.isEmpty() ? text : text + " " + flags,
                "synced",
                null,
                new OrderActivity.Katana(salesOrderId, orderNo, status),
                side(goal.shop()),
                receipt(goal.receipt()));
    }

    static News tombstone(long salesOrderId, String orderNo) {
        return new News(
                "deleted",
                "The sales order was deleted in Katana. It is not made again unless you forget the deletion.",
                "deleted",
                "deleted-in-katana",
                new OrderActivity.Katana(salesOrderId, orderNo, null),
                null,
                null);
    }

    static OrderActivity.BigCommerce side(ShopOrder shop) {
        return new OrderActivity.BigCommerce(
                shop.statusId(),
                shop.totalIncTax() == null ? null : shop.totalIncTax().toPlainString(),
                shop.currency());
    }

    static OrderActivity.Receipt receipt(Receipt receipt) {
        if (receipt == null) return null;
        return new OrderActivity.Receipt(
                receipt.bigcommerceTotal().toPlainString(),
                receipt.katanaTotal().toPlainString(),
                receipt.difference().toPlainString(),
                receipt.steps().stream()
                        .map(step -> new OrderActivity.Receipt.Step(
                                step.kind(),
                                step.text(),
                                step.amount() == null ? null : step.amount().toPlainString(),
                                step.explains()))
                        .toList());
    }
}
