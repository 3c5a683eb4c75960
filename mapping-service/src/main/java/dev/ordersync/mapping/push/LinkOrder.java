package dev.ordersync.mapping.push;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderLinked;
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
import java.util.List;

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
        long location = made.locationId() == null ? goal.locationId() : made.locationId();
        var link = new OrderRecords.Link(
                turn.account(), made.id(), made.orderNo(), location, holding.json(), planHash, turn.basis());
        if (!keep(tx, turn, link, holding.rows())) return;
        String text = began(kind) + " sales order " + made.orderNo() + " in Katana.";
        if (turn.isReplayed()) requests.written(tx, turn.ref(), text);
        announce.tell(tx, turn.ref(), synced(kind, text, goal, made.id(), made.orderNo(), made.status()));
    }

    /** One that was found for an order of which nothing is planned; what it holds is not known yet. */
    void linkUnplanned(Connection tx, Turn turn, ShopOrder shop, SalesOrder found, List<OrderLinked.Row> rows)
            throws Exception {
        long location = found.locationId() == null ? 0 : found.locationId();
        var link = new OrderRecords.Link(turn.account(), found.id(), found.orderNo(), location, null, null, null);
        if (!keep(tx, turn, link, rows)) return;
        var katana = new OrderActivity.Katana(found.id(), found.orderNo(), found.status());
        String text = began("adopted") + " sales order " + found.orderNo() + " in Katana.";
        announce.tell(tx, turn.ref(), new News("adopted", text, "synced", null, katana, side(shop), null));
    }

    /** False when a person was quicker than we and has deleted it. */
    private boolean keep(Connection tx, Turn turn, OrderRecords.Link link, List<OrderLinked.Row> rows)
            throws Exception {
        queue.assertHeld(tx, turn.job());
        orders.link(tx, turn.ref(), link);
        OrderRecord linked = orders.find(tx, turn.ref()).orElseThrow();
        long id = link.salesOrderId();
        if (linked.seen().salesOrderId() == id && linked.seen().deleted()) {
            orders.tombstone(tx, turn.ref(), id);
            announce.tombstone(tx, linked, id);
            announce.tell(tx, turn.ref(), tombstone(id, link.orderNo()));
            return false;
        }
        announce.linked(tx, linked, id, link.orderNo(), rows);
        return true;
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
