package dev.ordersync.fulfillment.domain;

/**
 * What a BigCommerce status says about fulfillment. The fifteen status ids are fixed; shops may only rename their
 * labels.
 */
public enum BigCommerceState {
    /** 7, 8, 9, 11, 3: placed, and not all of it is on its way. */
    OPEN("open"),
    /** 2 Shipped: all on its way. Not a trigger (only Completed is), but no reversal of Completed either. */
    SHIPPED("Shipped"),
    /** 14: hides the fulfillment status behind a partial refund; what is left is still to be made. */
    PARTLY_REFUNDED("Partially Refunded"),
    /** 10 Completed. */
    DONE("Completed"),
    /** 12 Manual Verification Required, 13 Disputed: on hold, may come back. */
    HALTED("under verification or in dispute"),
    /** 4 Refunded, 5 Cancelled, 6 Declined: over. */
    ENDED("refunded, cancelled or declined"),
    /** 0 Incomplete, 1 Pending, and ids we do not know: not a placed order. */
    UNCONFIRMED("not confirmed");

    private final String words;

    BigCommerceState(String words) {
        this.words = words;
    }

    /** How a sentence names it. */
    public String words() {
        return words;
    }

    public static BigCommerceState of(int statusId) {
        return switch (statusId) {
            case 3, 7, 8, 9, 11 -> OPEN;
            case 2 -> SHIPPED;
            case 14 -> PARTLY_REFUNDED;
            case 10 -> DONE;
            case 12, 13 -> HALTED;
            case 4, 5, 6 -> ENDED;
            default -> UNCONFIRMED;
        };
    }

    /** All of it left the house: the state agrees with a delivered sales order. */
    boolean isAtLeastShipped() {
        return this == DONE || this == SHIPPED;
    }
}
