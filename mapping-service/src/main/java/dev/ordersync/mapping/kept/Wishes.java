package dev.ordersync.mapping.kept;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.mapping.Work;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Wants an order's sales order to be looked at, on its store's Katana account. */
@ApplicationScoped
public class Wishes {
    private final WorkQueue queue;
    private final StoreDirectory stores;

    Wishes(WorkQueue queue, StoreDirectory stores) {
        this.queue = queue;
        this.stores = stores;
    }

    /** Something is new: looked at also when it was parked. */
    public void news(Connection tx, OrderRef ref, Priority priority, Duration hush) throws SQLException {
        Optional<Store> store = store(ref);
        if (store.isEmpty()) return;
        Want want = Want.news(Work.push(ref), store.get().katanaLane(), priority);
        queue.want(tx, hush.isZero() ? want : want.afterHush(hush));
    }

    public void remind(Connection tx, OrderRef ref, Priority priority) throws SQLException {
        Optional<Store> store = store(ref);
        if (store.isPresent())
            queue.want(tx, Want.reminder(Work.push(ref), store.get().katanaLane(), priority));
    }

    /** A store nobody knows has no account to work on; when it is connected, its orders are read anew. */
    private Optional<Store> store(OrderRef ref) {
        Optional<Store> store = stores.find(ref.store());
        if (store.isPresent()) return store;
        stores.refresh();
        return stores.find(ref.store());
    }
}
