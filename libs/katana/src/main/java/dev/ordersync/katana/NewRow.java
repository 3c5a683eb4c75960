package dev.ordersync.katana;

import java.math.BigDecimal;
import java.util.List;

/**
 * A row to create. Source: page "Create a sales order row".
 *
 * @param pricePerUnit without tax, in the order's currency; always sent, or Katana would take a price of its own
 * @param totalDiscount for the whole row, without tax; always sent, or a customer's discount might apply
 * @param taxRateId null: no tax. A row with a rate cannot be set back to none, only to a rate of 0
 * @param locationId null: the order's
 */
public record NewRow(
        long variantId,
        BigDecimal quantity,
        BigDecimal pricePerUnit,
        BigDecimal totalDiscount,
        Long taxRateId,
        Long locationId,
        List<Attribute> attributes) {

    public NewRow {
        if (variantId <= 0) throw new IllegalArgumentException("a row needs a variant");
        if (quantity.signum() < 0 || pricePerUnit.signum() < 0 || totalDiscount.signum() < 0)
            throw new IllegalArgumentException("quantity, price and discount of a row are not below zero");
        attributes = Lists.of(attributes);
    }
}
