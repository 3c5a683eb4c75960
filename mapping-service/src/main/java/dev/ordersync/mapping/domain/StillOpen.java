package dev.ordersync.mapping.domain;

import java.util.Optional;
import java.util.Set;

/**
 * Whether changed rules may still reach an order: what is closed or packed stays as it was agreed. An order in status 10
 * that was imported with a shipping fee keeps it, though the store has since switched fees off.
 */
public final class StillOpen {
    /** Shipped, Refunded, Cancelled, Declined, Completed. */
    private static final Set<Integer> CLOSED = Set.of(2, 4, 5, 6, 10);

    private static final Set<String> OPEN = Set.of("NOT_SHIPPED", "PENDING");

    /**
     * Why it is not open any more, as a sentence.
     *
     * @param katanaStatus the sales order's, as last seen; null when it was never seen: then it is as we made it
     */
    public static Optional<String> notBecause(ShopOrder order, String katanaStatus) {
        if (order.archived()) return Optional.of("The order is archived in BigCommerce.");
        if (CLOSED.contains(order.statusId()))
            return Optional.of("The order is " + BcStatus.name(order.statusId()) + " in BigCommerce.");
        if (katanaStatus != null && !OPEN.contains(katanaStatus))
            return Optional.of("Its sales order is packed or delivered in Katana.");
        return Optional.empty();
    }

    private StillOpen() {}
}
