package dev.ordersync.mapping.push;

import dev.ordersync.bigcommerce.BigCommerce;
import dev.ordersync.katana.Katana;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;

/**
 * One stretch of an import of all products or all customers.
 *
 * @param progress as it was when the stretch began
 * @param lease longer than any call may last
 */
record CatalogueErrand(
        Job job,
        Store store,
        Katana katana,
        BigCommerce bigcommerce,
        CatalogueImport progress,
        Hands.Hand hand,
        WorkQueue queue,
        Duration lease)
        implements Errand {

    @Override
    public long orderId() {
        return 0;
    }

    @Override
    public boolean stillOurs() {
        return hand.renew(lease) && queue.renew(job, lease);
    }
}
