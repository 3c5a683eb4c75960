package dev.ordersync.fulfillment.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.OrderRecord.Link;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * Keeps which sales order stands for an order. What was seen of either side before is compared now: an order that was
 * completed before its sales order existed is delivered.
 */
@ApplicationScoped
class KeepLink {
    private static final String SALES_ORDER_GONE = "Its sales order is gone: there is nothing to keep in step.";

    private final Transactions transactions;
    private final OrderRecords orders;
    private final ShipmentPairs pairs;
    private final Announce announce;
    private final Wishes wishes;

    KeepLink(Transactions transactions, OrderRecords orders, ShipmentPairs pairs, Announce announce, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.pairs = pairs;
        this.announce = announce;
        this.wishes = wishes;
    }

    /** The position within the topic decides what is newer; a topic that was made anew is known by the time. */
    void keep(OrderLinked event, int partition, long offset) {
        OrderRef ref = event.ref();
        Link link = new Link(
                event.state(),
                event.salesOrderId(),
                event.orderNo(),
                event.locationId(),
                event.rows() == null ? List.of() : event.rows(),
                event.writtenAt(),
                event.settled(),
                event.account());
        transactions.run(tx -> {
            OrderRecord before = orders.lock(tx, ref);
            if (!orders.isNewerLink(tx, ref, link.writtenAt(), partition, offset)) return;
            boolean another =
                    link.isLinked() && link.salesOrderId() != before.link().salesOrderId();
            orders.link(tx, ref, link, partition, offset, another);
            if (another) pairs.forget(tx, ref);
            if (!link.isLinked()) announce.cleared(tx, ref, SALES_ORDER_GONE);
            else if (!sameButForTime(link, before.link())) wishes.news(tx, ref, null);
        });
    }

    private static boolean sameButForTime(Link one, Link other) {
        return one.isLinked() == other.isLinked()
                && one.salesOrderId() == other.salesOrderId()
                && one.locationId() == other.locationId()
                && Objects.equals(one.settled(), other.settled())
                && Objects.equals(one.account(), other.account())
                && one.rows().equals(other.rows());
    }
}
