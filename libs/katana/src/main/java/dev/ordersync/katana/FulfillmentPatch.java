package dev.ordersync.katana;

import java.time.Instant;

/** Changes to a fulfillment's header; its rows cannot be changed. Source: page "Update a sales order fulfillment". */
public final class FulfillmentPatch extends Patch<FulfillmentPatch> {

    /** {@code PACKED} or {@code DELIVERED}. */
    public FulfillmentPatch status(String status) {
        return text("status", status);
    }

    public FulfillmentPatch pickedDate(Instant date) {
        return instant("picked_date", date);
    }

    public FulfillmentPatch trackingNumber(String number) {
        return text("tracking_number", Limits.cut(number, Limits.TRACKING));
    }

    public FulfillmentPatch trackingUrl(String url) {
        return text("tracking_url", Limits.url(url));
    }

    public FulfillmentPatch trackingCarrier(String carrier) {
        return text("tracking_carrier", Limits.cut(carrier, Limits.TRACKING));
    }

    public FulfillmentPatch trackingMethod(String method) {
        return text("tracking_method", Limits.cut(method, Limits.URL));
    }
}
