package dev.ordersync.katana;

import java.time.Instant;

/**
 * Changes to a sales order's header. Most fields can be changed while nothing is packed; the hidden BigCommerce
 * identity never. Source: page "Update a sales order".
 */
public final class SalesOrderPatch extends Patch<SalesOrderPatch> {

    private SalesOrderPatch() {}

    /**
     * Begins with the notes, present or new: on other records Katana empties the notes of a patch that does not repeat
     * them, so every patch does.
     */
    public static SalesOrderPatch keeping(String additionalInfo) {
        return new SalesOrderPatch().text("additional_info", additionalInfo);
    }

    /** Whether it changes anything beside repeating the notes. */
    public boolean hasOnlyNotes() {
        return body().size() == 1;
    }

    public SalesOrderPatch orderNo(String orderNo) {
        return text("order_no", orderNo);
    }

    public SalesOrderPatch customerId(long customerId) {
        return id("customer_id", customerId);
    }

    public SalesOrderPatch orderCreatedDate(Instant date) {
        return instant("order_created_date", date);
    }

    public SalesOrderPatch deliveryDate(Instant date) {
        return instant("delivery_date", date);
    }

    public SalesOrderPatch currency(String currency) {
        return text("currency", currency);
    }

    public SalesOrderPatch locationId(long locationId) {
        return id("location_id", locationId);
    }

    /** Cut at 255 characters; empty clears it. */
    public SalesOrderPatch customerRef(String customerRef) {
        return text("customer_ref", Limits.cut(customerRef, Limits.CUSTOMER_REF));
    }

    /** {@code NOT_SHIPPED} or {@code PENDING}; deliveries are made by fulfillments. */
    public SalesOrderPatch status(String status) {
        if (!status.equals("NOT_SHIPPED") && !status.equals("PENDING"))
            throw new IllegalArgumentException("not to be set by a patch: " + status);
        return text("status", status);
    }
}
