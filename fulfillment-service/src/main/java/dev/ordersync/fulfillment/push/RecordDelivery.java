package dev.ordersync.fulfillment.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.fulfillment.domain.Agreed;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import dev.ordersync.fulfillment.domain.RemainingQuantities;
import dev.ordersync.fulfillment.domain.RemainingQuantities.RowQuantity;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.BatchTrace;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Content;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Records a delivery that Katana took: what its side now says, the agreed pair, the batches, the line of the timeline,
 * and the end of the intent, all in one transaction.
 */
@ApplicationScoped
class RecordDelivery {
    private final Transactions transactions;
    private final Intents intents;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final ShipmentPairs pairs;
    private final BatchTrace trace;
    private final Announce announce;

    RecordDelivery(
            Transactions transactions,
            Intents intents,
            OrderRecords orders,
            SalesOrders salesOrders,
            ShipmentPairs pairs,
            BatchTrace trace,
            Announce announce) {
        this.transactions = transactions;
        this.intents = intents;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.pairs = pairs;
        this.trace = trace;
        this.announce = announce;
    }

    /** All of it was packed already and is set to delivered now. */
    void packed(OrderCase at) {
        long sent = transactions.call(orders::now);
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            agree(tx, at, after(at, sent, "DELIVERED", allDelivered(at)));
            orders.lookAtKatana(tx, at.ref(), false);
            announce.done(
                    tx, at.order(), "delivered", sentence(at, DeliveryIntent.NOTHING), katana(at), bigcommerce(at));
        });
    }

    /** All that remained was delivered. */
    void whole(OrderCase at, DeliveryPlan plan, DeliveryIntent intent, long sent, long fulfillmentId) {
        List<Parcel> parcels = allDelivered(at);
        parcels.add(made(plan, fulfillmentId));
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            intents.settle(tx, at.ref(), plan.what());
            agree(tx, at, after(at, sent, "DELIVERED", parcels));
            if (!plan.packed().isEmpty()) orders.lookAtKatana(tx, at.ref(), false);
            trace.delivered(at.ref(), salesOrderId(at), fulfillmentId, orders.instant(tx), intent.parts());
            announce.done(tx, at.order(), "delivered", sentence(at, intent), katana(at), bigcommerce(at));
        });
    }

    /** What a BigCommerce shipment holds was delivered; nothing is agreed on by that. */
    void part(OrderCase at, DeliveryPlan plan, DeliveryIntent intent, long sent, long fulfillmentId) {
        List<Parcel> parcels = new ArrayList<>(
                at.salesOrder() == null ? List.of() : at.salesOrder().knownParcels());
        parcels.add(made(plan, fulfillmentId));
        boolean all = DeliveryPlan.of(at).items().stream()
                .allMatch(item -> left(item, plan).signum() == 0);
        boolean delivered = all && parcels.stream().allMatch(Parcel::isDelivered);
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            intents.settle(tx, at.ref(), plan.what());
            salesOrders.seen(tx, at.ref(), after(at, sent, delivered ? "DELIVERED" : "PARTIALLY_DELIVERED", parcels));
            pairs.add(
                    tx,
                    at.ref(),
                    new Pair(
                            fulfillmentId,
                            plan.shipment().addressId(),
                            plan.shipment().id()),
                    Numbers.both(plan.shipment().trackingNumber()));
            trace.delivered(at.ref(), salesOrderId(at), fulfillmentId, orders.instant(tx), intent.parts());
            announce.note(
                    tx,
                    at.ref(),
                    "delivered",
                    "Shipped in BigCommerce → the same quantities delivered in Katana"
                            + (intent.words().isEmpty() ? "." : ", first in, first out: " + intent.words() + "."));
        });
    }

    private void agree(java.sql.Connection tx, OrderCase at, SalesOrderRecord after) throws java.sql.SQLException {
        salesOrders.seen(tx, at.ref(), after);
        orders.agree(tx, at.ref(), Agreed.BOTH_DONE, at.order().bigcommerce().number());
        salesOrders.agree(tx, at.ref(), after.salesOrderId(), after.number());
    }

    private static SalesOrderRecord after(OrderCase at, long sent, String status, List<Parcel> parcels) {
        SalesOrderRecord before = at.salesOrder();
        return new SalesOrderRecord(
                salesOrderId(at),
                Math.max(sent, before == null ? 0 : before.number() + 1),
                status,
                false,
                before == null ? null : before.locationId(),
                before == null ? List.of() : before.rows(),
                parcels,
                true,
                status.equals("DELIVERED"),
                List.of());
    }

    private static List<Parcel> allDelivered(OrderCase at) {
        List<Parcel> parcels = new ArrayList<>();
        if (at.salesOrder() != null) at.salesOrder().knownParcels().forEach(p -> parcels.add(p.delivered()));
        return parcels;
    }

    private static Parcel made(DeliveryPlan plan, long fulfillmentId) {
        List<Content> contents = plan.items().stream()
                .map(item -> new Content(item.rowId(), item.quantity()))
                .toList();
        String tracking = plan.shipment() == null ? null : plan.shipment().trackingNumber();
        List<Long> serials = plan.items().stream()
                .flatMap(item -> item.serials().stream())
                .sorted()
                .toList();
        return new Parcel(fulfillmentId, "DELIVERED", contents, tracking, null, null, null, serials);
    }

    private static java.math.BigDecimal left(DeliveryPlan.Item item, DeliveryPlan plan) {
        var left = RemainingQuantities.of(
                List.of(new RowQuantity(item.rowId(), item.quantity())),
                plan.items().stream()
                        .map(made -> new RowQuantity(made.rowId(), made.quantity()))
                        .toList());
        return left.getOrDefault(item.rowId(), java.math.BigDecimal.ZERO);
    }

    private static long salesOrderId(OrderCase at) {
        return at.order().link().salesOrderId();
    }

    private static String sentence(OrderCase at, DeliveryIntent intent) {
        String text =
                "Completed in BigCommerce → sales order " + at.order().link().orderNo() + " delivered in Katana";
        if (!intent.words().isEmpty()) text += ", first in, first out: " + intent.words();
        if (at.effort().pickedDate != null)
            text += ". Dated " + at.effort().pickedDate + ", since the inventory period before it is closed";
        return text + ".";
    }

    private static OrderActivity.Katana katana(OrderCase at) {
        return new OrderActivity.Katana(salesOrderId(at), at.order().link().orderNo(), "DELIVERED");
    }

    /** Completed, or partly refunded after that. */
    private static OrderActivity.BigCommerce bigcommerce(OrderCase at) {
        return new OrderActivity.BigCommerce(at.order().bigcommerce().statusId(), null, null);
    }
}
