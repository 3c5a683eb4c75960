package dev.ordersync.katana;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A row of a sales order. Source: page "The sales order row object".
 *
 * @param pricePerUnit without tax, in the order's currency
 * @param totalDiscount for the whole row, without tax, in the order's currency; not per unit and no percentage
 * @param taxRateId null: no tax
 * @param total whether it is net of the discount is not documented: reckon with the other fields instead
 * @param linkedManufacturingOrderId not null: being made to order
 */
public record SalesOrderRow(
        long id,
        long salesOrderId,
        long variantId,
        BigDecimal quantity,
        BigDecimal pricePerUnit,
        BigDecimal totalDiscount,
        Long taxRateId,
        Long locationId,
        BigDecimal total,
        Long linkedManufacturingOrderId,
        List<Attribute> attributes,
        Instant updatedAt,
        Instant deletedAt)
        implements Identified {

    public SalesOrderRow {
        attributes = Lists.of(attributes);
    }
}
