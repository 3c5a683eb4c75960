package dev.ordersync.fulfillment.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.ContentHash;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.OrderRecord.BigCommerceSide;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.read.ReadOrderStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what BigCommerce says of an order's status and quantities, if it is the newest. */
@ApplicationScoped
class KeepOrder {
    private final Transactions transactions;
    private final OrderRecords orders;
    private final Wishes wishes;

    KeepOrder(Transactions transactions, OrderRecords orders, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.wishes = wishes;
    }

    void keep(OrderObserved event) {
        OrderRef ref = event.ref();
        BigCommerceSide seen = ReadOrderStatus.told(event.order(), event.lines(), event.shipments(), event.number());
        String content = ContentHash.of(event);
        transactions.run(tx -> {
            OrderRecord before = orders.lock(tx, ref);
            orders.told(tx, ref, event.number(), content);
            boolean same = seen.saysTheSame(before.bigcommerce());
            // what we know for certain stays certain when ingest only says it again: such is the echo of our own write
            BigCommerceSide kept = same && before.bigcommerce().certain() ? ReadOrderStatus.certain(seen) : seen;
            if (orders.seen(tx, ref, kept) && !same) wishes.news(tx, ref, event.origin());
        });
    }
}
