package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Fields to change. A field that is set is sent, also when it is null (which clears it); one that is not set stays as it
 * is. Empty text is sent as null, since Katana takes no empty text where a minimum length holds.
 *
 * @param <P> the patch itself, so that calls can be chained
 */
public abstract sealed class Patch<P extends Patch<P>>
        permits SalesOrderPatch, RowPatch, FulfillmentPatch, CustomerPatch, ProductPatch {
    private final ObjectNode body = Json.TREE.createObjectNode();

    /** What will be sent; a copy. */
    public JsonNode body() {
        return body.deepCopy();
    }

    public boolean isEmpty() {
        return body.isEmpty();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName()
                + body.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    P text(String name, String value) {
        return value == null || value.isBlank()
                ? set(name, null)
                : set(name, Json.TREE.getNodeFactory().textNode(value));
    }

    P id(String name, long value) {
        if (value <= 0) throw new IllegalArgumentException("not an id: " + name);
        return set(name, Json.TREE.getNodeFactory().numberNode(value));
    }

    P number(String name, BigDecimal value) {
        return set(name, Json.TREE.getNodeFactory().numberNode(Decimals.wire(value)));
    }

    P instant(String name, Instant value) {
        return set(name, Json.TREE.getNodeFactory().textNode(KatanaJson.text(value)));
    }

    P flag(String name, boolean value) {
        return set(name, Json.TREE.getNodeFactory().booleanNode(value));
    }

    @SuppressWarnings("unchecked")
    P set(String name, JsonNode value) {
        body.set(name, value);
        return (P) this;
    }
}
