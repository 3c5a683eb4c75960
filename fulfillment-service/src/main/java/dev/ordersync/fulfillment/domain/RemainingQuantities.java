package dev.ordersync.fulfillment.domain;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What is left of a sales order: each row's quantity less what its fulfillments, packed or delivered, hold. */
public final class RemainingQuantities {

    /** A quantity of one sales order row. */
    public record RowQuantity(long rowId, BigDecimal quantity) {}

    /**
     * The rows with something left, by row id. A row fulfilled beyond its quantity has nothing left.
     *
     * <p>Example: rows 1: 5, 2: 2; fulfilled 1: 2, 1: 1.5 and 2: 2 leave 1: 1.5.
     */
    public static Map<Long, BigDecimal> of(Collection<RowQuantity> ordered, Collection<RowQuantity> fulfilled) {
        Map<Long, BigDecimal> left = new TreeMap<>();
        ordered.forEach(row -> left.merge(row.rowId(), row.quantity(), BigDecimal::add));
        fulfilled.forEach(
                row -> left.computeIfPresent(row.rowId(), (id, quantity) -> quantity.subtract(row.quantity())));
        left.values().removeIf(quantity -> quantity.signum() <= 0);
        return left;
    }

    private RemainingQuantities() {}
}
