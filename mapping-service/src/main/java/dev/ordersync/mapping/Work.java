package dev.ordersync.mapping;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkKey;

/** The kinds of work of this service. */
public final class Work {
    /** Bring an order's Katana sales order to what the order says. */
    public static final String PUSH_SALES_ORDER = "PUSH_SALES_ORDER";

    /** Bring all products of a store into Katana. */
    public static final String IMPORT_PRODUCTS = "IMPORT_PRODUCTS";

    /** Bring all customers of a store into Katana. */
    public static final String IMPORT_CUSTOMERS = "IMPORT_CUSTOMERS";

    /** @param what {@link CatalogueImport#PRODUCTS} or {@link CatalogueImport#CUSTOMERS} */
    public static Want importOf(Store store, String what) {
        String kind = what.equals(CatalogueImport.PRODUCTS) ? IMPORT_PRODUCTS : IMPORT_CUSTOMERS;
        return Want.news(new WorkKey(kind, store.hash(), what), store.katanaLane(), Priority.BACKFILL);
    }

    public static WorkKey push(OrderRef ref) {
        return new WorkKey(PUSH_SALES_ORDER, ref.store(), String.valueOf(ref.orderId()));
    }

    private Work() {}
}
