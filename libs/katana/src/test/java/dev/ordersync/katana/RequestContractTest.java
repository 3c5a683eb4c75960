package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Katana refuses a body with a field it does not know or a value of the wrong type. */
class RequestContractTest {
    private static final Map<String, List<JsonNode>> SENT = Writes.all();

    @Test
    void every_body_we_send_fits_the_rules_we_keep_of_katanas_requests() {
        assertThat(violations(new Schema(ReferenceSpecs.own("katana-requests.json"))))
                .isEmpty();
    }

    /** Where Katana's own description lies beside the checkout it has the last word; elsewhere our rules stand in. */
    @Test
    void every_body_we_send_fits_katanas_own_description() {
        JsonNode description = ReferenceSpecs.find("katana-live-gateway.yaml")
                .orElseGet(() -> ReferenceSpecs.own("katana-requests.json"));

        assertThat(violations(new Schema(description))).isEmpty();
    }

    @Test
    void the_check_finds_what_katana_would_refuse() {
        Schema schema = new Schema(ReferenceSpecs.own("katana-requests.json"));
        JsonNode bad = dev.ordersync.api.Json.read("{\"sales_order_rows\":[{\"variant_id\":0,\"quantity\":\"2\"}],"
                        + "\"order_no\":\"\",\"status\":\"DELIVERED\",\"picked_date\":\"x\",\"location_id\":1.5,"
                        + "\"addresses\":[{}]}")
                .orElseThrow();

        assertThat(schema.violations("CreateSalesOrderDto", bad))
                .containsExactlyInAnyOrder(
                        "/customer_id is missing",
                        "/sales_order_rows/0/variant_id is too small",
                        "/sales_order_rows/0/quantity is not a number",
                        "/order_no is too short",
                        "/status is not in the list",
                        "/picked_date is not known",
                        "/location_id is not a integer",
                        "/addresses/0/entity_type is missing");
        assertThat(schema.violations(
                        "AddShippingFeeDto",
                        dev.ordersync.api.Json.read("{\"sales_order_id\":1,\"amount\":6.75}")
                                .orElseThrow()))
                .containsExactly("/amount is not a string");
    }

    private static List<String> violations(Schema schema) {
        List<String> found = new ArrayList<>();
        SENT.forEach((name, bodies) -> {
            assertThat(schema.has(name)).as("rules for %s", name).isTrue();
            for (JsonNode body : bodies)
                schema.violations(name, body).forEach(v -> found.add(name + v + " in " + body));
        });
        return found;
    }
}
