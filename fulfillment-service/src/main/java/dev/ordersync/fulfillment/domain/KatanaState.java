package dev.ordersync.fulfillment.domain;

/** How far a Katana sales order is delivered. */
public enum KatanaState {
    /** There is no sales order for the order, or not yet. */
    NONE,
    /** Deleted in Katana. */
    GONE,
    /** NOT_SHIPPED, PENDING. */
    OPEN,
    /** PARTIALLY_PACKED, PACKED, PARTIALLY_DELIVERED: begun; BigCommerce is left as it is (rule S11). */
    PARTLY,
    /** DELIVERED: all quantities of all rows. */
    DELIVERED;

    /** A status we do not know counts as begun: nothing is concluded from it, nothing in BigCommerce follows. */
    public static KatanaState of(String status) {
        return switch (status) {
            case "NOT_SHIPPED", "PENDING" -> OPEN;
            case "DELIVERED" -> DELIVERED;
            default -> PARTLY;
        };
    }
}
