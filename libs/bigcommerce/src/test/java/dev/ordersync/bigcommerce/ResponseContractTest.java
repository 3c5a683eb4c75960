package dev.ordersync.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.api.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever an answer says in a field that we read arrives in our records. */
class ResponseContractTest {

    @Test
    void nothing_we_read_is_lost_of_our_own_payloads() {
        JsonNode own = ReferenceSpecs.own("bigcommerce-answers.json");

        assertThat(lostOfOrders(own.path("orders"))).isEmpty();
        assertThat(lostOfLines(own.path("lines"))).isEmpty();
        assertThat(lostOfTaxes(own.path("taxes"))).isEmpty();
        assertThat(lostOfShipments(own.path("shipments"))).isEmpty();
        assertThat(lostOfHooks(own.path("hooks"))).isEmpty();
    }

    /** BigCommerce's own examples where its descriptions lie beside the checkout, our payloads elsewhere. */
    @Test
    void nothing_we_read_is_lost_of_bigcommerces_examples() {
        assertThat(lostOfOrders(examples("orders", "/orders", "/orders/{order_id}")))
                .isEmpty();
        assertThat(lostOfLines(examples("lines", "/orders/{order_id}/products")))
                .isEmpty();
        assertThat(lostOfTaxes(examples("taxes", "/orders/{order_id}/taxes"))).isEmpty();
        assertThat(lostOfShipments(examples("shipments", "/orders/{order_id}/shipments")))
                .isEmpty();
        assertThat(lostOfHooks(examples("hooks", "/hooks", "/hooks/{webhook_id}")))
                .isEmpty();
    }

    private static List<String> lostOfOrders(JsonNode orders) {
        List<String> lost = new ArrayList<>();
        for (JsonNode json : orders) {
            OrderReading reading = OrderReader.read(json, null, null);
            if (!(reading instanceof OrderReading.Readable readable)) {
                lost.add(reading.toString());
                continue;
            }
            BcOrder o = readable.order();
            compare(json, lost, Expected.order(o));
            compare(json.path("billing_address"), lost, Expected.address(o.billing()));
        }
        return lost;
    }

    /** Lines are read as those of an order; the order around them does not matter. */
    private static List<String> lostOfLines(JsonNode lines) {
        List<String> lost = new ArrayList<>();
        BcOrder order = Snapshots.read(Snapshots.order(), lines, null);
        for (int i = 0; i < lines.size(); i++) {
            BcLine line = order.lines().get(i);
            compare(lines.get(i), lost, Expected.line(line));
            JsonNode discounts = lines.get(i).path("applied_discounts");
            for (int d = 0; d < discounts.size(); d++)
                compare(
                        discounts.get(d),
                        lost,
                        Expected.discount(line.discounts().get(d)));
            JsonNode options = lines.get(i).path("product_options");
            for (int d = 0; d < options.size(); d++)
                compare(options.get(d), lost, Expected.option(line.options().get(d)));
        }
        return lost;
    }

    private static List<String> lostOfTaxes(JsonNode taxes) {
        List<String> lost = new ArrayList<>();
        List<BcTax> read = Snapshots.read(Snapshots.order(), null, taxes).taxes();
        for (int i = 0; i < taxes.size(); i++) compare(taxes.get(i), lost, Expected.tax(read.get(i)));
        return lost;
    }

    private static List<String> lostOfShipments(JsonNode shipments) {
        List<String> lost = new ArrayList<>();
        List<BcShipment> read = BcShipments.read(shipments);
        for (int i = 0; i < shipments.size(); i++) {
            compare(shipments.get(i), lost, Expected.shipment(read.get(i)));
            if (read.get(i).items().size() != shipments.get(i).path("items").size()) lost.add("items of a shipment");
        }
        return lost;
    }

    private static List<String> lostOfHooks(JsonNode hooks) {
        List<String> lost = new ArrayList<>();
        try (FakeStore store = new FakeStore()) {
            for (JsonNode json : hooks) {
                store.says(
                        200,
                        Json.TREE
                                .createObjectNode()
                                .set("data", Json.TREE.createArrayNode().add(json))
                                .toString());
                compare(
                        json,
                        lost,
                        Expected.hook(store.client().hooks().list().value().get(0)));
            }
        }
        return lost;
    }

    private static void compare(JsonNode said, List<String> lost, Map<String, Object> read) {
        read.forEach((field, value) -> {
            JsonNode json = said.path(field);
            if (!json.isMissingNode() && !same(json, value))
                lost.add(field + ": " + json + " was read as " + value + " in " + said.path("id"));
        });
    }

    private static boolean same(JsonNode said, Object read) {
        boolean absent = said.isNull()
                || said.isContainerNode() && said.isEmpty()
                || said.asText("").isBlank() && !said.isContainerNode();
        if (read == null) return absent;
        if (read instanceof BigDecimal number)
            return number.compareTo(absent ? BigDecimal.ZERO : new BigDecimal(said.asText())) == 0;
        if (read instanceof Number number) return number.longValue() == (absent ? 0 : said.asLong());
        if (read instanceof Instant instant)
            return instant.equals(Times.read(said.asText()).orElse(null));
        if (read instanceof Map<?, ?> map) return map.size() == said.size();
        return absent
                ? read.toString().isEmpty() || read.equals(false)
                : read.toString().equals(said.asText().trim());
    }

    private static ArrayNode examples(String own, String... paths) {
        String file = own.equals("hooks") ? "webhooks.v3.yml" : "orders.v2.oas2.yml";
        JsonNode description =
                ReferenceSpecs.find("bigcommerce/reference/" + file).orElse(null);
        if (description == null)
            return (ArrayNode) ReferenceSpecs.own("bigcommerce-answers.json").path(own);
        ArrayNode found = Json.TREE.createArrayNode();
        for (String path : paths)
            for (String method : List.of("get", "post", "put"))
                description
                        .path("paths")
                        .path(path)
                        .path(method)
                        .path("responses")
                        .fields()
                        .forEachRemaining(r -> {
                            String ref = r.getValue().path("$ref").asText("#/").substring(1);
                            JsonNode response = r.getValue().has("$ref") ? description.at(ref) : r.getValue();
                            if (r.getKey().startsWith("2"))
                                response.at("/content/application~1json/examples")
                                        .forEach(e -> collect(e.path("value"), found));
                        });
        assertThat(found).as("examples of %s", List.of(paths)).isNotEmpty();
        return found;
    }

    private static void collect(JsonNode value, ArrayNode found) {
        JsonNode content = value.has("data") ? value.path("data") : value;
        if (content.isArray()) content.forEach(item -> collect(item, found));
        else if (content instanceof ObjectNode object && object.has("id")) found.add(object);
    }
}
