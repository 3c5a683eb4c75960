package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the order lines anywhere within the consignments: shipping, pickups, downloads and e-mailed gift certificates
 * all hold {@code line_items}. Where the platform leaves lines out it puts a {@code __warning__} somewhere near them
 * (its exact place is not documented), or links instead of lines.
 */
final class LineFinder {
    private final Map<String, JsonNode> lines = new LinkedHashMap<>();
    private boolean complete = true;

    static LineFinder in(JsonNode consignments) {
        LineFinder finder = new LineFinder();
        // consignments as a link, or not there: the lines were not included
        if (!consignments.isContainerNode() || consignments.has("url") || consignments.has("resource"))
            finder.complete = false;
        else finder.walk(consignments, "consignments");
        return finder;
    }

    Map<String, JsonNode> lines() {
        return lines;
    }

    boolean complete() {
        return complete;
    }

    private void walk(JsonNode node, String path) {
        if (node.has("__warning__")) complete = false;
        if (node.isArray()) for (int i = 0; i < node.size(); i++) walk(node.get(i), path + "[" + i + "]");
        node.fields().forEachRemaining(field -> {
            if (field.getKey().equals("line_items")) take(field.getValue(), path + ".line_items");
            else if (field.getValue().isContainerNode()) walk(field.getValue(), path + "." + field.getKey());
        });
    }

    private void take(JsonNode items, String path) {
        if (!items.isArray()) {
            // an object is a link or a marker, never a line
            if (items.isObject() && !items.isEmpty()) complete = false;
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (item.has("id") && item.has("quantity")) lines.put(path + "[" + i + "]", item);
            else complete = false;
        }
    }
}
