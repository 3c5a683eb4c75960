package dev.ordersync.fulfillment.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.read.ReadSalesOrder;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps what Katana says of a sales order, if it is the newest. One that no link names yet is kept all the same: it
 * waits for its link.
 */
@ApplicationScoped
class KeepSalesOrder {
    private final Transactions transactions;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final Wishes wishes;

    KeepSalesOrder(Transactions transactions, OrderRecords orders, SalesOrders salesOrders, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.wishes = wishes;
    }

    void keep(FulfillmentObserved event) {
        OrderRef ref = event.ref();
        SalesOrderRecord seen = ReadSalesOrder.read(
                event.salesOrderId(), event.number(), event.deleted(), event.salesOrder(), event.fulfillments(), false);
        transactions.run(tx -> {
            OrderRecord order = orders.lock(tx, ref);
            SalesOrderRecord before =
                    salesOrders.find(tx, ref, event.salesOrderId()).orElse(null);
            boolean same = seen.saysTheSame(before);
            SalesOrderRecord kept = same && before.certain() ? ReadSalesOrder.certain(seen) : seen;
            boolean linked = order.link().isLinked() && order.link().salesOrderId() == event.salesOrderId();
            if (salesOrders.seen(tx, ref, kept) && !same && linked) wishes.news(tx, ref, event.origin());
        });
    }
}
