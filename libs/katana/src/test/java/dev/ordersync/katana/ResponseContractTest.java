package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Times;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever an answer says under a name that one of our records declares arrives in the record. */
class ResponseContractTest {
    private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("/sales_orders", SalesOrder.class);
        TYPES.put("/sales_order_rows", SalesOrderRow.class);
        TYPES.put("/sales_order_addresses", SalesOrderAddress.class);
        TYPES.put("/sales_order_shipping_fee", ShippingFee.class);
        TYPES.put("/sales_order_fulfillments", Fulfillment.class);
        TYPES.put("/batch_stocks", BatchStock.class);
        TYPES.put("/variants", Variant.class);
        TYPES.put("/products", Product.class);
        TYPES.put("/services", Product.class);
        TYPES.put("/customers", Customer.class);
        TYPES.put("/tax_rates", TaxRate.class);
        TYPES.put("/locations", Location.class);
        TYPES.put("/factory", Factory.class);
        TYPES.put("/webhooks", Webhook.class);
    }

    @Test
    void no_declared_field_of_our_own_payloads_is_lost() {
        JsonNode answers = ReferenceSpecs.own("katana-answers.json");

        TYPES.forEach((path, type) -> {
            assertThat(records(answers.path(path))).as(path).isNotEmpty();
            for (JsonNode record : records(answers.path(path)))
                assertThat(lost(record, type, path)).isEmpty();
        });
    }

    /** Katana's own examples, from both descriptions where they lie beside the checkout; our payloads elsewhere. */
    @Test
    void no_declared_field_of_katanas_examples_is_lost() {
        List<String> lost = new ArrayList<>();
        int read = 0;
        for (String file : List.of("katana-readme-portal.yaml", "katana-curated.yaml"))
            for (Map.Entry<String, List<JsonNode>> path : examples(file).entrySet())
                for (JsonNode record : path.getValue()) {
                    Class<?> type = TYPES.get(path.getKey());
                    lost.addAll(lost(record, type, file + path.getKey()));
                    read++;
                }

        assertThat(lost).isEmpty();
        assertThat(read).isGreaterThanOrEqualTo(TYPES.size());
    }

    private static Map<String, List<JsonNode>> examples(String file) {
        Map<String, List<JsonNode>> found = new LinkedHashMap<>();
        JsonNode description = ReferenceSpecs.find(file).orElse(null);
        if (description == null) {
            JsonNode own = ReferenceSpecs.own("katana-answers.json");
            TYPES.keySet().forEach(path -> found.put(path, records(own.path(path))));
            return found;
        }
        description.path("paths").fields().forEachRemaining(path -> {
            String name = path.getKey().replace("/{id}", "");
            if (TYPES.containsKey(name))
                for (String method : List.of("get", "post", "patch"))
                    path.getValue().path(method).path("responses").fields().forEachRemaining(response -> {
                        JsonNode example = response.getValue().at("/content/application~1json/example");
                        if (response.getKey().startsWith("2") && example.isObject())
                            found.computeIfAbsent(name, n -> new ArrayList<>()).addAll(records(example));
                    });
        });
        return found;
    }

    private static List<JsonNode> records(JsonNode answer) {
        List<JsonNode> records = new ArrayList<>();
        if (answer.path("data").isArray()) answer.path("data").forEach(records::add);
        else if (answer.isObject()) records.add(answer);
        return records;
    }

    private static <T> List<String> lost(JsonNode json, Class<T> type, String path) {
        T record = KatanaJson.read(json, type).orElse(null);
        return record == null ? List.of(path + " cannot be read: " + json) : differences(json, record, path);
    }

    private static List<String> differences(JsonNode json, Object record, String path) {
        List<String> lost = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            JsonNode said = json.path(nameOf(component));
            if (said.isMissingNode() || said.isNull()) continue;
            Object read = value(record, component);
            String at = path + "." + nameOf(component);
            if (said.isArray()) lost.addAll(ofLists(said, (List<?>) read, at));
            else if (read != null && read.getClass().isRecord()) lost.addAll(differences(said, read, at));
            else if (!same(said, read, component)) lost.add(at + ": " + said + " was read as " + read);
        }
        return lost;
    }

    private static List<String> ofLists(JsonNode said, List<?> read, String at) {
        if (read.size() != said.size()) return List.of(at + ": " + said.size() + " items, " + read.size() + " read");
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < said.size(); i++)
            if (read.get(i).getClass().isRecord())
                lost.addAll(differences(said.get(i), read.get(i), at + "[" + i + "]"));
            else if (!said.get(i).asText().equals(read.get(i))) lost.add(at + "[" + i + "]");
        return lost;
    }

    private static boolean same(JsonNode said, Object read, RecordComponent component) {
        if (read instanceof BigDecimal number) return number.compareTo(new BigDecimal(said.asText())) == 0;
        if (read instanceof Long number) return number == said.asLong();
        if (read instanceof Instant instant)
            return instant.equals(Times.read(said.asText()).orElse(null));
        if (read instanceof Secret secret) return secret.reveal().equals(said.asText());
        if (read == null) return said.isTextual() && said.asText().isBlank() && component.getType() != String.class;
        return read.toString().equals(said.asText());
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty name = component.getAnnotation(JsonProperty.class);
        if (name == null) name = component.getAccessor().getAnnotation(JsonProperty.class);
        return name != null
                ? name.value()
                : ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE)
                        .translate(component.getName());
    }

    private static Object value(Object record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
