package dev.ordersync.katana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Json;
import java.util.List;

/** Changes to a product. Begins with its notes, which Katana empties in a patch that does not repeat them. */
public final class ProductPatch extends Patch<ProductPatch> {

    private ProductPatch() {}

    public static ProductPatch keeping(String additionalInfo) {
        return new ProductPatch().text("additional_info", additionalInfo);
    }

    public ProductPatch name(String name) {
        return text("name", name);
    }

    public ProductPatch archived(boolean archived) {
        return flag("is_archived", archived);
    }

    public ProductPatch sellable(boolean sellable) {
        return flag("is_sellable", sellable);
    }

    /** Replaces all options. */
    public ProductPatch configs(List<Product.Config> configs) {
        ArrayNode array = Json.TREE.createArrayNode();
        configs.forEach(c -> {
            ArrayNode values = array.addObject().put("name", c.name()).putArray("values");
            c.values().forEach(values::add);
        });
        return set("configs", array);
    }
}
