package dev.ordersync.mapping.domain;

import java.util.List;

/** BigCommerce's fifteen order statuses by id. The ids are fixed, the merchant may rename what the shop shows. */
public final class BcStatus {
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

    /** The system's own name; an unknown id keeps its number. */
    public static String name(int statusId) {
        return statusId >= 0 && statusId < NAMES.size() ? NAMES.get(statusId) : "in status " + statusId;
    }

    private BcStatus() {}
}
