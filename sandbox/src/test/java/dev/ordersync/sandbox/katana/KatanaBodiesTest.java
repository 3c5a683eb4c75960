package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KatanaBodiesTest {

    private final KatanaRig rig = new KatanaRig();

    @Test
    void findingNamesPathRuleAndParameter() {
        var answer = rig.post(
                "/sales_orders",
                "{'customer_id':1,'sales_order_rows':[{'variant_id':1,'quantity':'two'}],'picked_date':'2026-01-01T00:00:00Z'}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error().path("name").asText()).isEqualTo("UnprocessableEntityError");
        assertThat(answer.error().path("code").asText()).isEqualTo("VALIDATION_FAILED");
        JsonNode type = answer.error().path("details").path(0);
        assertThat(type.path("path").asText()).isEqualTo("/sales_order_rows/0/quantity");
        assertThat(type.path("code").asText()).isEqualTo("type");
        assertThat(type.path("message").asText()).isEqualTo("must be number");
        assertThat(type.path("info").path("type").asText()).isEqualTo("number");
        JsonNode unknown = answer.error().path("details").path(1);
        assertThat(unknown.path("code").asText()).isEqualTo("additionalProperties");
        assertThat(unknown.path("info").path("additionalProperty").asText()).isEqualTo("picked_date");
    }

    static Stream<Arguments> refused() {
        String row = "'sales_order_rows':[{'variant_id':1,'quantity':1}]";
        return Stream.of(
                Arguments.of("/sales_orders", "{" + row + "}", "", "required"),
                Arguments.of(
                        "/sales_orders", "{'customer_id':1,'sales_order_rows':[]}", "/sales_order_rows", "minItems"),
                Arguments.of("/sales_orders", "{'customer_id':1," + row + ",'order_no':''}", "/order_no", "minLength"),
                Arguments.of("/sales_orders", "{'customer_id':1," + row + ",'status':'PACKED'}", "/status", "enum"),
                Arguments.of("/sales_orders", "{'customer_id':1.5," + row + "}", "/customer_id", "type"),
                Arguments.of(
                        "/sales_orders",
                        "{'customer_id':1," + row + ",'ecommerce_order_id':''}",
                        "/ecommerce_order_id",
                        "minLength"),
                Arguments.of(
                        "/sales_orders",
                        "{'customer_id':1," + row + ",'customer_ref':'" + "x".repeat(256) + "'}",
                        "/customer_ref",
                        "maxLength"),
                Arguments.of(
                        "/sales_orders",
                        "{'customer_id':1," + row + ",'delivery_date':'2026-01-01T10:00:00'}",
                        "/delivery_date",
                        "format"),
                Arguments.of(
                        "/sales_orders",
                        "{'customer_id':1,'sales_order_rows':[{'variant_id':1,'quantity':-1}]}",
                        "/sales_order_rows/0/quantity",
                        "minimum"),
                Arguments.of(
                        "/sales_orders",
                        "{'customer_id':1,'sales_order_rows':[{'variant_id':1,'quantity':1,'batch_transactions':[]}]}",
                        "/sales_order_rows/0",
                        "additionalProperties"),
                Arguments.of("/sales_order_shipping_fee", "{'sales_order_id':1,'amount':6.75}", "/amount", "type"),
                Arguments.of("/tax_rates", "{'rate':1000}", "/rate", "maximum"),
                Arguments.of("/tax_rates", "{'rate':8.8751}", "/rate", "multipleOf"),
                Arguments.of("/customers", "{'name':''}", "/name", "minLength"),
                Arguments.of("/customers", "{'name':'A','discount_rate':101}", "/discount_rate", "maximum"),
                Arguments.of("/products", "{'name':'A','variants':[]}", "/variants", "minItems"),
                Arguments.of("/products", "{'name':'A','uom':'12345678','variants':[{}]}", "/uom", "maxLength"),
                Arguments.of("/services", "{'name':'A','variants':[{},{}]}", "/variants", "maxItems"),
                Arguments.of(
                        "/webhooks",
                        "{'url':'ftp://x','subscribed_events':['sales_order.created']}",
                        "/url",
                        "pattern"),
                Arguments.of(
                        "/webhooks",
                        "{'url':'https://x','subscribed_events':['sales_order.eaten']}",
                        "/subscribed_events/0",
                        "enum"),
                Arguments.of(
                        "/sales_order_fulfillments",
                        "{'sales_order_id':1,'status':'DELIVERED','sales_order_fulfillment_rows':[]}",
                        "/sales_order_fulfillment_rows",
                        "minItems"),
                Arguments.of(
                        "/sales_order_fulfillments",
                        "{'sales_order_id':1,'status':'DELIVERED','sales_order_fulfillment_rows':"
                                + "[{'sales_order_row_id':1,'quantity':1,'traceability':[{'batch_id':1,'quantity':'0'}]}]}",
                        "/sales_order_fulfillment_rows/0/traceability/0/quantity",
                        "not"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String path, String body, String where, String rule) {
        var answer = rig.post(path, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error().path("details")).anySatisfy(d -> {
            assertThat(d.path("path").asText()).isEqualTo(where);
            assertThat(d.path("code").asText()).isEqualTo(rule);
        });
    }

    @Test
    void changeWithoutAnyFieldIsRefused() {
        int customer = rig.customer();

        var answer = rig.patch("/customers/" + customer, "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error().path("message").asText()).isEqualTo("At least 1 field is required");
    }
}
