package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import java.util.List;

/**
 * Reads where an order goes. Asked for as an object, consignments have a part per way of delivery; an older form is a
 * plain list of destinations, and some payloads embed {@code shipping_addresses} instead.
 */
final class ConsignmentReader {
    private final JsonNode consignments;
    private final JsonNode addresses;

    ConsignmentReader(JsonNode consignments, JsonNode addresses) {
        this.consignments = consignments;
        this.addresses = addresses;
    }

    List<BcConsignment> shipping() {
        if (consignments.path("shipping").isArray())
            return Fields.of(consignments, "consignments").list("shipping", ConsignmentReader::destination);
        if (consignments.isArray()) return listed(consignments, "consignments");
        return listed(addresses, "shipping_addresses");
    }

    List<BcPickup> pickups() {
        return Fields.of(consignments, "consignments")
                .list(
                        "pickups",
                        f -> new BcPickup(
                                f.id("id"),
                                f.text("pickup_method_display_name"),
                                f.at("location").text("name"),
                                f.at("location").text("code")));
    }

    private static List<BcConsignment> listed(JsonNode list, String name) {
        return Fields.of(Json.TREE.createObjectNode().set(name, list), "").list(name, ConsignmentReader::destination);
    }

    private static BcConsignment destination(Fields f) {
        return new BcConsignment(
                f.id("id"),
                OrderReader.address(f),
                f.text("shipping_method"),
                OrderReader.charge(f, "cost"),
                OrderReader.charge(f, "handling_cost"));
    }
}
