package dev.ordersync.ingest.orders;

import dev.ordersync.events.OrderActivity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Both sides of an order beside each other, and its story.
 *
 * @param order as the API shows it
 * @param stateSince since when it is in its state
 * @param receipt null while there is none
 */
public record OrderSheet(
        OrderAnswer order,
        String cause,
        Instant stateSince,
        List<Line> lines,
        OrderActivity.Receipt receipt,
        List<Event> story) {

    /**
     * A line of BigCommerce and the row of Katana that stands for it; either may be missing.
     *
     * @param total with tax, as BigCommerce tells it
     */
    public record Line(String sku, String name, String quantity, String total, Row row) {}

    /** A row of Katana. */
    public record Row(long rowId, long variantId, String sku, String quantity) {}

    /**
     * Something that happened, oldest first.
     *
     * @param service ingest, mapping or fulfillment
     * @param payload whether what was read is kept
     */
    public record Event(Instant at, String service, String kind, String text, boolean payload) {

        /** Who did it, as a person would say it. */
        public String who() {
            return switch (service) {
                case "mapping" -> "Sales orders";
                case "fulfillment" -> "Fulfillment";
                default -> kind.equals("notice") ? "Notice" : "Reading";
            };
        }
    }

    public List<Event> newestFirst() {
        List<Event> turned = new ArrayList<>(story);
        Collections.reverse(turned);
        return turned;
    }

    /** Whether the receipt shows no difference. */
    public boolean isExact() {
        return receipt != null && new BigDecimal(receipt.difference()).signum() == 0;
    }

    public boolean isDeleted() {
        return order.state().equals("deleted");
    }

    public boolean isHeldByAPerson() {
        return "manual-hold".equals(cause) || "manual-exclude".equals(cause);
    }

    /** As BigCommerce names the status. */
    public String statusWords() {
        Integer id = order.bigcommerce().statusId();
        return id == null ? "not read yet" : BigCommerceStatus.words(id);
    }
}
