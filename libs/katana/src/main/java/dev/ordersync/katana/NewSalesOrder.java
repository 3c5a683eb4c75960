package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A sales order to create. Null and empty parts are left out. The shipping fee is a call of its own. Source: page
 * "Create a sales order".
 *
 * @param currency of all prices
 * @param status {@code NOT_SHIPPED}, or {@code PENDING} for a quote
 * @param customerRef cut at 255 characters
 * @param ecommerceOrderId with type and store name: cannot be changed once created
 * @param rows at least one
 */
public record NewSalesOrder(
        String orderNo,
        long customerId,
        Instant orderCreatedDate,
        Instant deliveryDate,
        String currency,
        Long locationId,
        String status,
        String additionalInfo,
        String customerRef,
        String ecommerceOrderType,
        String ecommerceStoreName,
        String ecommerceOrderId,
        @JsonProperty("sales_order_rows") List<NewRow> rows,
        List<Address> addresses) {

    public NewSalesOrder {
        if (customerId <= 0) throw new IllegalArgumentException("a sales order needs a customer");
        if (rows.isEmpty()) throw new IllegalArgumentException("a sales order needs a row");
        rows = List.copyOf(rows);
        addresses = Lists.of(addresses);
        customerRef = Limits.cut(customerRef, Limits.CUSTOMER_REF);
    }
}
