package dev.ordersync.fulfillment.intake;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.Work;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.read.ReadSituation;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Wants an order's two states to be brought together, on its store's Katana account. */
@ApplicationScoped
class Wishes {
    private final WorkQueue queue;
    private final StoreDirectory stores;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;

    Wishes(WorkQueue queue, StoreDirectory stores, OrderRecords orders, SalesOrders salesOrders) {
        this.queue = queue;
        this.stores = stores;
        this.orders = orders;
        this.salesOrders = salesOrders;
    }

    /** Something is new. Wanted only when it calls for something: most news leaves both sides in step. */
    void news(Connection tx, OrderRef ref, String origin) throws SQLException {
        Optional<Store> store = store(ref);
        if (store.isPresent() && callsForSomething(tx, ref, store.get()))
            queue.want(tx, Want.news(Work.reconcile(ref), store.get().katanaLane(), priority(origin)));
    }

    private boolean callsForSomething(Connection tx, OrderRef ref, Store store) throws SQLException {
        OrderRecord order = orders.find(tx, ref).orElseThrow();
        SalesOrderRecord salesOrder =
                salesOrders.find(tx, ref, order.link().salesOrderId()).orElse(null);
        return ReadSituation.callsForSomething(order, salesOrder, store);
    }

    /** A person's word: looked at whatever it may find. */
    void word(Connection tx, OrderRef ref) throws SQLException {
        Optional<Store> store = store(ref);
        if (store.isPresent())
            queue.want(tx, Want.news(Work.reconcile(ref), store.get().katanaLane(), Priority.LIVE));
    }

    /** Looked at once more, unless it is parked or waiting. */
    void remind(Connection tx, OrderRef ref) throws SQLException {
        Optional<Store> store = store(ref);
        if (store.isPresent() && callsForSomething(tx, ref, store.get()))
            queue.want(tx, Want.reminder(Work.reconcile(ref), store.get().katanaLane(), Priority.SWEEP));
    }

    /** A store nobody knows has no account to work on; when it is connected, its orders are read anew. */
    private Optional<Store> store(OrderRef ref) {
        Optional<Store> store = stores.find(ref.store());
        if (store.isPresent()) return store;
        stores.refresh();
        return stores.find(ref.store());
    }

    private static Priority priority(String origin) {
        if ("sweep".equals(origin)) return Priority.SWEEP;
        return "backfill".equals(origin) ? Priority.BACKFILL : Priority.LIVE;
    }
}
