package dev.ordersync.sandbox.katana.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of the events that a webhook may subscribe to (reference 19.2). */
public final class Events {

    private static final Map<String, List<String>> ACTIONS = Map.ofEntries(
            Map.entry("sales_order", words("created updated deleted packed delivered approved availability_updated")),
            Map.entry("purchase_order", words("created updated deleted partially_received received approved")),
            Map.entry("purchase_order_row", words("created updated deleted received")),
            Map.entry("outsourced_purchase_order", words("created updated deleted received approved")),
            Map.entry("outsourced_purchase_order_row", words("created updated deleted received")),
            Map.entry("outsourced_purchase_order_recipe_row", words("created updated deleted")),
            Map.entry("manufacturing_order", words("created updated deleted in_progress blocked done")),
            Map.entry("manufacturing_order_recipe_row", words("created updated deleted ingredients_in_stock")),
            Map.entry(
                    "manufacturing_order_operation_row",
                    words("created updated deleted in_progress paused blocked completed")),
            Map.entry(
                    "current_inventory",
                    words("product_updated material_updated product_out_of_stock material_out_of_stock")),
            Map.entry("product", words("created updated deleted")),
            Map.entry("material", words("created updated deleted")),
            Map.entry("variant", words("created updated deleted")),
            Map.entry("product_recipe_row", words("created updated deleted")));

    static final String[] ALL = ACTIONS.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(e -> e.getValue().stream().map(action -> e.getKey() + "." + action))
            .toArray(String[]::new);

    private Events() {}

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).toList();
    }
}
