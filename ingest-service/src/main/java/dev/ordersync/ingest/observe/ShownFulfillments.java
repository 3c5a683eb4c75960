package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.ContentHash;
import dev.ordersync.katana.Fulfillment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * By what it shows that fulfillments of a sales order changed: by their date, where Katana gives one; its description has
 * it, its samples do not. Else by what can be changed of them.
 *
 * @param latest by Katana's clock; null when none has a date
 * @param undated those without a date: a hash of each by its id
 */
public record ShownFulfillments(Instant latest, ObjectNode undated) {
    static final ShownFulfillments NONE = of(List.of());

    public static ShownFulfillments of(Collection<Fulfillment> fulfillments) {
        ObjectNode undated = Json.TREE.createObjectNode();
        fulfillments.stream()
                .filter(fulfillment -> fulfillment.updatedAt() == null)
                .forEach(fulfillment -> undated.put(String.valueOf(fulfillment.id()), hash(fulfillment)));
        Instant latest = fulfillments.stream()
                .map(Fulfillment::updatedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new ShownFulfillments(latest, undated);
    }

    /** Not of all that came: one list may have fields that another leaves out, which would be a change at every turn. */
    private static String hash(Fulfillment fulfillment) {
        return ContentHash.of(Json.TREE
                .createObjectNode()
                .put("status", fulfillment.status())
                .put("picked", String.valueOf(fulfillment.pickedDate()))
                .put("number", fulfillment.trackingNumber())
                .put("url", fulfillment.trackingUrl())
                .put("carrier", fulfillment.trackingCarrier())
                .put("method", fulfillment.trackingMethod())
                .put("deleted", fulfillment.deletedAt() != null));
    }
}
