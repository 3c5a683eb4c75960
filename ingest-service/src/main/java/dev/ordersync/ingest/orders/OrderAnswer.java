package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** An order as the API shows it; the shape is part of the outside contract. Amounts are text in the order's currency. */
public record OrderAnswer(
        long orderId,
        String state,
        String why,
        Katana katana,
        BigCommerce bigcommerce,
        JsonNode receipt,
        List<Event> timeline) {

    /** @param salesOrderId null while there is none */
    public record Katana(Long salesOrderId, String orderNo, String status) {}

    /** @param total {@code total_inc_tax} with the decimals of its currency */
    public record BigCommerce(Integer statusId, String total, String currency) {}

    /** One line of the timeline, oldest first. */
    public record Event(Instant at, String kind, String text) {}

    /** @param page from 1; {@code total} and {@code pages} count what the filter found */
    public record Page(List<OrderAnswer> orders, int page, long pages, long total) {}
}
