package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The exact bodies, methods and paths of what we write. */
class KatanaRequestsTest {
    private static final Map<String, List<JsonNode>> SENT = Writes.all();

    private final FakeAccount account = new FakeAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void a_sales_order_says_what_is_known_and_leaves_out_what_is_not() {
        account.says(200, "{\"id\":46}");

        account.client().salesOrders().create(Writes.order(Writes.fullRow(), Writes.address()));

        var asked = account.onlyQuestion();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.url()).isEqualTo("/v1/sales_orders");
        assertThat(asked.headers().get("Authorization")).containsExactly("Bearer k3y");
        assertThat(asked.headers().get("Content-type")).containsExactly("application/json");
        assertThat(asked.body())
                .isEqualTo(
                        "{\"order_no\":\"1001\",\"customer_id\":5,\"order_created_date\":\"2026-11-23T12:34:56.789Z\","
                                + "\"delivery_date\":\"2026-11-23T12:34:56.789Z\",\"currency\":\"EUR\",\"location_id\":3,"
                                + "\"status\":\"NOT_SHIPPED\",\"additional_info\":\"Ring twice\",\"customer_ref\":\"PO 7\","
                                + "\"ecommerce_order_type\":\"bigCommerce\",\"ecommerce_store_name\":\"abc123\","
                                + "\"ecommerce_order_id\":\"1001\",\"sales_order_rows\":[{\"variant_id\":2,\"quantity\":3,"
                                + "\"price_per_unit\":42.0084033613,\"total_discount\":10,\"tax_rate_id\":4,\"location_id\":3,"
                                + "\"attributes\":[{\"key\":\"bc_line_id\",\"value\":\"331\"}]}],\"addresses\":[{"
                                + "\"entity_type\":\"billing\",\"first_name\":\"Ada\",\"last_name\":\"Byron\",\"phone\":\"+44\","
                                + "\"line_1\":\"Lane 1\",\"city\":\"London\",\"zip\":\"N1\",\"country\":\"United Kingdom\"}]}");
    }

    @Test
    void a_free_row_still_says_that_price_and_discount_are_zero() {
        assertThat(SENT.get("CreateSalesOrderRowWithSalesOrderIdDto").get(1).toString())
                .isEqualTo(
                        "{\"variant_id\":2,\"quantity\":1,\"price_per_unit\":0,\"total_discount\":0,\"sales_order_id\":1}");
    }

    @Test
    void a_patch_of_a_sales_order_always_repeats_the_notes() {
        assertThat(SENT.get("UpdateSalesOrderDto")
                        .get(0)
                        .path("additional_info")
                        .asText())
                .isEqualTo("note");
        assertThat(SENT.get("UpdateSalesOrderDto").get(1).toString())
                .isEqualTo("{\"additional_info\":null,\"customer_ref\":null}");
    }

    @Test
    void a_patch_of_a_row_has_plain_numbers() {
        assertThat(SENT.get("UpdateSalesOrderRowDto").get(0).toString())
                .isEqualTo(
                        "{\"variant_id\":2,\"quantity\":1000,\"price_per_unit\":42.0084033613,\"total_discount\":0,"
                                + "\"tax_rate_id\":4,\"location_id\":3,\"attributes\":[{\"key\":\"bc_line_id\",\"value\":\"331\"}]}");
    }

    @Test
    void the_amount_of_a_shipping_fee_is_text() {
        assertThat(SENT.get("AddShippingFeeDto").get(0).toString())
                .isEqualTo("{\"amount\":\"6.75\",\"description\":\"Van\",\"tax_rate_id\":4,\"sales_order_id\":1}");
        assertThat(SENT.get("UpdateShippingFeeDto").get(0).path("amount").textValue())
                .isEqualTo("42.0084033613");
    }

    @Test
    void a_patch_of_an_address_clears_the_parts_that_are_empty_now() {
        assertThat(SENT.get("UpdateSalesOrderAddressDto").get(0).toString())
                .isEqualTo("{\"first_name\":\"Ada\",\"last_name\":\"Byron\",\"company\":null,\"phone\":\"+44\","
                        + "\"line_1\":\"Lane 1\",\"line_2\":null,\"city\":\"London\",\"state\":null,\"zip\":\"N1\","
                        + "\"country\":\"United Kingdom\"}");
    }

    @Test
    void a_delivery_names_its_batches_and_the_stock_without_one() {
        JsonNode row = SENT.get("CreateSalesOrderFulfillmentDto").get(0).at("/sales_order_fulfillment_rows/0");

        assertThat(row.toString())
                .isEqualTo("{\"sales_order_row_id\":2,\"quantity\":3,\"batch_transactions\":"
                        + "[{\"batch_id\":7,\"quantity\":1},{\"batch_id\":null,\"quantity\":2}]}");
        assertThat(SENT.get("CreateSalesOrderFulfillmentDto").get(1).toString())
                .isEqualTo("{\"sales_order_id\":1,\"status\":\"PACKED\",\"sales_order_fulfillment_rows\":"
                        + "[{\"sales_order_row_id\":2,\"quantity\":1}]}");
    }

    @Test
    void texts_are_cut_at_katanas_limits_and_codes_that_do_not_fit_are_left_out() {
        assertThat(SENT.get("UpdateSalesOrderDto").get(0).path("customer_ref").asText())
                .hasSize(255);
        assertThat(SENT.get("CreateSalesOrderFulfillmentDto")
                        .get(0)
                        .path("tracking_number")
                        .asText())
                .hasSize(256);
        assertThat(SENT.get("CreateProductDto").get(0).path("uom").asText()).isEqualTo("piecesa");
        assertThat(SENT.get("CreateProductDto").get(1).at("/variants/0").toString())
                .isEqualTo("{}");
    }

    @Test
    void paths_of_changes_and_deletions_hold_the_id() {
        for (int i = 0; i < 6; i++) account.says(200, "");
        Katana katana = account.client();

        List<Answer<?>> answers = List.of(
                katana.salesOrders().patch(46, SalesOrderPatch.keeping("n")),
                katana.salesOrders().delete(46),
                katana.parts().deleteRow(111),
                katana.parts().deleteFee(9),
                katana.fulfillments().delete(40),
                katana.webhooks().delete(1));

        assertThat(answers).allMatch(Answer::isOk);
        assertThat(account.asked)
                .extracting(a -> a.method() + " " + a.url())
                .containsExactly(
                        "PATCH /v1/sales_orders/46",
                        "DELETE /v1/sales_orders/46",
                        "DELETE /v1/sales_order_rows/111",
                        "DELETE /v1/sales_order_shipping_fee/9",
                        "DELETE /v1/sales_order_fulfillments/40",
                        "DELETE /v1/webhooks/1");
    }

    @Test
    void what_katana_could_not_mean_is_never_sent() {
        Katana katana = account.client();

        assertThatThrownBy(() -> katana.salesOrders().delete(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> katana.account().createTaxRate(new BigDecimal("8.1234"), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> katana.parts().createFee(1, new BigDecimal("-1"), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SalesOrderPatch.keeping("").status("DELIVERED"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewFulfillment.Row(1, BigDecimal.ZERO, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Address("both", null, null, null, null, null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(account.asked).isEmpty();
    }

    @Test
    void instants_have_milliseconds_and_a_zone() {
        assertThat(KatanaJson.text(Instant.parse("2026-11-23T12:00:00Z"))).isEqualTo("2026-11-23T12:00:00.000Z");
    }
}
