package dev.ordersync.ingest.orders;

import java.util.List;

/** The fifteen fixed order statuses of BigCommerce, by id (GET /v2/order_statuses, system labels). */
final class BigCommerceStatus {
    private static final List<String> NAMES = List.of(
            "Incomplete",
            "Pending",
            "Shipped",
            "Partially Shipped",
            "Refunded",
            "Cancelled",
            "Declined",
            "Awaiting Payment",
            "Awaiting Pickup",
            "Awaiting Shipment",
            "Completed",
            "Awaiting Fulfillment",
            "Manual Verification Required",
            "Disputed",
            "Partially Refunded");

    static String words(int statusId) {
        return statusId >= 0 && statusId < NAMES.size() ? NAMES.get(statusId) : "status " + statusId;
    }

    private BigCommerceStatus() {}
}
