package dev.ordersync.katana;

import java.math.BigDecimal;
import java.util.List;

/**
 * A variant to create, with its product or for one that exists. Null and empty parts are left out.
 *
 * @param sku null for a custom item: such a variant is never matched
 * @param salesPrice without tax, base currency
 * @param purchasePrice cost, base currency
 * @param registeredBarcode left out unless it has 3 to 40 characters
 */
public record NewVariant(
        String sku,
        BigDecimal salesPrice,
        BigDecimal purchasePrice,
        String registeredBarcode,
        List<Variant.ConfigAttribute> configAttributes) {

    public NewVariant {
        registeredBarcode = Limits.barcode(registeredBarcode);
        configAttributes = Lists.of(configAttributes);
    }
}
