package dev.ordersync.stores;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;

/**
 * What a merchant chose for one store. Absent settings have their default.
 *
 * @param locationId Katana location of all orders of this store; null until chosen: then the account's default sales
 *     location
 * @param importAwaitingPayment import orders in status 7 as well (rule S4)
 * @param importCustomItems each custom item becomes its own Katana product (rules S8, P9); else it is left out
 * @param importShippingFee shipping, handling and wrapping become the sales order's shipping fee (O1)
 * @param syncFulfillment keep fulfillment statuses in step, both ways (P14)
 * @param syncShipments fulfillments become BigCommerce shipments and the reverse (O5)
 * @param allowUnbatched deliver what no batch holds from unbatched stock (S13)
 * @param onCancel {@code delete} or {@code keep} (O3)
 * @param nonPhysicalLines {@code skip} or {@code service} (P6)
 * @param orderNumberPrefix put before the order number
 * @param deliveryDays days from order to delivery date; null: Katana's setting, else 14
 * @param defaultTaxPercent taken out of a new product's sales price (P10); null: price as is
 * @param createProducts whether an unknown SKU becomes a product; else the order is held
 * @param importProducts {@code all} or {@code on-orders}
 * @param importCustomers {@code all} or {@code on-orders}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoreSettings(
        Long locationId,
        Boolean importAwaitingPayment,
        Boolean importCustomItems,
        Boolean importShippingFee,
        Boolean syncFulfillment,
        Boolean syncShipments,
        Boolean allowUnbatched,
        String onCancel,
        String nonPhysicalLines,
        String orderNumberPrefix,
        Integer deliveryDays,
        BigDecimal defaultTaxPercent,
        Boolean createProducts,
        String importProducts,
        String importCustomers) {

    public StoreSettings {
        importAwaitingPayment = importAwaitingPayment != null && importAwaitingPayment;
        importCustomItems = importCustomItems != null && importCustomItems;
        importShippingFee = importShippingFee == null || importShippingFee;
        syncFulfillment = syncFulfillment == null || syncFulfillment;
        syncShipments = syncShipments != null && syncShipments;
        allowUnbatched = allowUnbatched != null && allowUnbatched;
        onCancel = onCancel == null ? "delete" : onCancel;
        nonPhysicalLines = nonPhysicalLines == null ? "skip" : nonPhysicalLines;
        orderNumberPrefix = orderNumberPrefix == null ? "" : orderNumberPrefix;
        createProducts = createProducts == null || createProducts;
        importProducts = importProducts == null ? "on-orders" : importProducts;
        importCustomers = importCustomers == null ? "on-orders" : importCustomers;
    }

    public static StoreSettings defaults() {
        return new StoreSettings(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
