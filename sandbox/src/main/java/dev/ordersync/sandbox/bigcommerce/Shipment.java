package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A parcel.
 *
 * @param items order product id to quantity
 * @param fields the writable text fields under their wire names
 */
public record Shipment(int id, int destinationId, long createdAt, Map<Integer, Integer> items, ObjectNode fields) {
    public String text(String field) {
        return fields.path(field).asText("");
    }
}
