package dev.ordersync.ingest.work;

/** Katana statuses in which a sales order has no fulfillment (Katana's guide to sales order statuses). */
public final class Unshipped {

    public static boolean is(String status) {
        return "NOT_SHIPPED".equalsIgnoreCase(status) || "PENDING".equalsIgnoreCase(status);
    }

    private Unshipped() {}
}
