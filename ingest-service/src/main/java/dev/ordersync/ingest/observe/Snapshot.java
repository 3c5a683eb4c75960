package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.api.Times;
import dev.ordersync.domain.MinorUnit;
import dev.ordersync.events.ContentHash;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A BigCommerce order as it was read, whole.
 *
 * @param lines null when those included in the order are all
 * @param taxes null when they were not needed
 * @param shipments null when the store does not sync them
 * @param account read beside the order
 * @param askedAt before the first of its calls, by the database's clock
 */
public record Snapshot(
        JsonNode order, ArrayNode lines, ArrayNode taxes, ArrayNode shipments, Account account, Instant askedAt) {

    private static final Duration JUST_CHANGED = Duration.ofMinutes(5);

    /** What a list showed of an order: nothing was read beside it. */
    public static Snapshot listed(JsonNode order, Account account, Instant askedAt) {
        return new Snapshot(order, null, null, null, account, askedAt);
    }

    Snapshot with(Account known) {
        return new Snapshot(order, lines, taxes, shipments, known, askedAt);
    }

    /** The order as the raw log carries it: with its account's e-mail as {@code customer.email}, where there is one. */
    public JsonNode recorded() {
        if (account.email() == null) return order;
        ObjectNode whole = order.deepCopy();
        whole.putObject("customer").put("email", account.email());
        return whole;
    }

    public long orderId() {
        return order.path("id").asLong();
    }

    public int statusId() {
        return order.path("status_id").asInt(-1);
    }

    public String dateModified() {
        return order.path("date_modified").asText("");
    }

    public String currency() {
        String transactional = order.path("default_currency_code").asText("");
        return transactional.isBlank() ? order.path("currency_code").asText("") : transactional;
    }

    /** {@code total_inc_tax} with the decimals of the currency; null when the order tells none. */
    public String total() {
        String text = order.path("total_inc_tax").asText("");
        try {
            return new BigDecimal(text)
                    .setScale(MinorUnit.of(currency()).decimals(), java.math.RoundingMode.HALF_UP)
                    .toPlainString();
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /**
     * Read in the moment of its making, an order may have a total and no lines yet, or not all (seen by integrators). Where
     * it does not count its items, its money says whether there are any. What changed long ago is as it is: in some orders
     * the sums differ for good.
     */
    boolean isUnfinished() {
        if (lines == null) return false;
        JsonNode items = order.path("items_total");
        boolean counts = !items.asText("").isBlank();
        if (!lines.isEmpty()) return counts && quantity() < items.asLong(0) && isJustChanged();
        if (counts) return items.asInt(0) > 0;
        return total() != null && new BigDecimal(total()).signum() != 0;
    }

    private long quantity() {
        long sum = 0;
        for (JsonNode line : lines) sum += line.path("quantity").asLong(0);
        return sum;
    }

    /** By BigCommerce's clock and ours, which may differ by some minutes. */
    private boolean isJustChanged() {
        return Times.read(dateModified())
                .map(at -> at.plus(JUST_CHANGED).isAfter(askedAt))
                .orElse(true);
    }

    /** As {@link #hash}, of the order alone: what a list can be compared with. */
    static String orderHash(JsonNode order) {
        return ContentHash.of(content(order));
    }

    private static ObjectNode content(JsonNode order) {
        ObjectNode content = order.deepCopy();
        content.remove("date_modified");
        return content;
    }

    /**
     * The same for the same content. {@code date_modified} is left out: it moves on nearly any write, also on our own,
     * without anything having changed.
     */
    public String hash() {
        ObjectNode all = Json.TREE.createObjectNode();
        all.set("order", content(order));
        if (lines != null) all.set("lines", lines);
        if (taxes != null) all.set("taxes", taxes);
        if (shipments != null) all.set("shipments", shipments);
        if (account.email() != null) all.put("account", account.email());
        return ContentHash.of(all);
    }
}
