package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A sales order as Katana answers it; any field but {@code id} may be null. Source: page "The sales order object".
 *
 * @param status {@code PENDING} (a quote), {@code NOT_SHIPPED}, {@code PARTIALLY_PACKED}, {@code PACKED}, {@code
 *     PARTIALLY_DELIVERED}, {@code DELIVERED}
 * @param pickedDate first packed or delivered; of several fulfillments the latest
 * @param currency of all amounts but {@code totalInBaseCurrency}
 * @param total with tax, not rounded
 * @param ecommerceOrderId with its type and store name: whose order it is. Set at creation only
 * @param billingAddressId the addresses themselves are read by {@link SalesOrderParts#addresses}
 * @param rows deleted rows are not among them
 * @param deletedAt not null: deleted, and shown only because deleted ones were asked for
 */
public record SalesOrder(
        long id,
        Long customerId,
        String orderNo,
        String source,
        Instant orderCreatedDate,
        Instant deliveryDate,
        Instant pickedDate,
        Long locationId,
        String status,
        String currency,
        BigDecimal conversionRate,
        BigDecimal total,
        BigDecimal totalInBaseCurrency,
        String additionalInfo,
        String customerRef,
        String ecommerceOrderType,
        String ecommerceStoreName,
        String ecommerceOrderId,
        String productAvailability,
        String ingredientAvailability,
        String productionStatus,
        String invoicingStatus,
        Long billingAddressId,
        Long shippingAddressId,
        ShippingFee shippingFee,

        @com.fasterxml.jackson.annotation.JsonProperty("sales_order_rows")
        List<SalesOrderRow> rows,

        Instant createdAt,
        Instant updatedAt,
        Instant deletedAt)
        implements Identified {

    /** The literal that Katana's own interface links to BigCommerce. */
    public static final String BIGCOMMERCE = "bigCommerce";

    public SalesOrder {
        rows = Lists.of(rows);
    }

    /** One that was just made, of which no more is known: open, and without a fee. */
    public static SalesOrder justMade(long id) {
        JsonNode known = Json.TREE.createObjectNode().put("id", id).put("status", "NOT_SHIPPED");
        return KatanaJson.read(known, SalesOrder.class).orElseThrow();
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Nothing packed yet: header and rows can still be changed. */
    public boolean isOpen() {
        return "NOT_SHIPPED".equals(status) || "PENDING".equals(status);
    }

    /** Whether it carries this hidden BigCommerce identity, to the letter. */
    public boolean isOf(String storeHash, long orderId) {
        return BIGCOMMERCE.equals(ecommerceOrderType)
                && storeHash.equals(ecommerceStoreName)
                && String.valueOf(orderId).equals(ecommerceOrderId);
    }
}
