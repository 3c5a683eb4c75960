package dev.ordersync.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What happened to an order, for its timeline and for the counts. A record with a {@code state} also sets the order's
 * state in the order view; one without only adds a line to the timeline.
 *
 * @param service ingest, mapping or fulfillment
 * @param kind short, stable word: {@code observed}, {@code created}, {@code updated}, {@code unchanged}, {@code waiting},
 *     {@code held}, {@code conflict}, {@code excluded}, {@code deleted}, {@code delivered}, {@code completed}...
 * @param text one sentence that a shop owner understands; no personal data, no secret
 * @param state synced, waiting, held, conflict, excluded, deleted, or null
 * @param cause stable group key of a held or waiting order ({@code unknown-sku:ABC}), or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderActivity(
        String store,
        long orderId,
        Instant at,
        String service,
        String kind,
        String text,
        String state,
        String cause,
        Katana katana,
        BigCommerce bigcommerce,
        Receipt receipt)
        implements Event {

    /** The sales order's side; fields not known are null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Katana(Long salesOrderId, String orderNo, String status) {}

    /** The order's side; {@code total} is {@code total_inc_tax} in {@code currency}, as text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BigCommerce(Integer statusId, String total, String currency) {}

    /**
     * The proof to the cent, amounts including tax in the order's currency, as text.
     *
     * @param difference katanaTotal - bigcommerceTotal
     */
    public record Receipt(String bigcommerceTotal, String katanaTotal, String difference, List<Step> steps) {

        /**
         * One rounding, allocation or omission.
         *
         * @param kind line, discount, shipping, rounding, left-out, payment, rate...
         * @param amount its effect on the difference, or the amount it speaks of
         * @param explains true when the amount is part of the explained difference
         */
        public record Step(String kind, String text, String amount, boolean explains) {}
    }
}
