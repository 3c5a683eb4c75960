package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KatanaReadsTest {
    private final FakeAccount account = new FakeAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void a_sales_order_is_given_as_understood_and_as_it_came() {
        account.says(200, "{\"id\":\"46\",\"total\":227.90,\"status\":\"NOT_SHIPPED\",\"new\":1}");

        Read<SalesOrder> read = account.client().salesOrders().byId(46).value();

        assertThat(read.value().id()).isEqualTo(46);
        assertThat(read.value().isOpen()).isTrue();
        assertThat(read.raw().toString())
                .isEqualTo("{\"id\":\"46\",\"total\":227.90,\"status\":\"NOT_SHIPPED\",\"new\":1}");
    }

    @Test
    void many_sales_orders_are_read_in_one_call_per_hundred() {
        account.says(200, data(orders(1, 100))).says(200, data(orders(101, 130) + ",{\"id\":999}"));

        var ids = LongStream.rangeClosed(1, 130).boxed().toList();
        var read = account.client().salesOrders().byIds(ids).value();

        assertThat(read).hasSize(130);
        assertThat(account.asked.get(0).url())
                .startsWith("/v1/sales_orders?ids=1&ids=2&")
                .contains("&include_deleted=true&limit=250&page=1");
        assertThat(account.asked).hasSize(2);
    }

    @Test
    void no_ids_no_call() {
        assertThat(account.client().salesOrders().byIds(List.of()).value()).isEmpty();
        assertThat(account.client().catalogue().variantsBySku(List.of("", " ")).value())
                .isEmpty();
        assertThat(account.asked).isEmpty();
    }

    @Test
    void an_order_is_looked_up_by_its_whole_identity_and_every_answer_is_tested_against_it() {
        account.says(
                200,
                data(order(1, "bigCommerce", "abc123", "\"1001\"") + "," + order(2, "shopify", "abc123", "\"1001\"")
                        + "," + order(3, "bigCommerce", "other", "\"1001\"") + ","
                        + order(4, "bigCommerce", "abc123", "\"10010\"")
                        + "," + order(5, "bigCommerce", "abc123", "1001")));

        var found = account.client()
                .salesOrders()
                .ofBigCommerceOrder("abc123", 1001)
                .value();

        assertThat(found).extracting(r -> r.value().id()).containsExactly(1L, 5L);
        assertThat(account.onlyQuestion().url())
                .isEqualTo("/v1/sales_orders?ecommerce_order_type=bigCommerce&ecommerce_store_name=abc123"
                        + "&ecommerce_order_id=1001&include_deleted=true&limit=250&page=1");
    }

    @Test
    void a_deleted_order_is_found_and_known_as_deleted() {
        account.says(
                200,
                data("{\"id\":1,\"ecommerce_order_type\":\"bigCommerce\",\"ecommerce_store_name\":\"abc123\","
                        + "\"ecommerce_order_id\":\"7\",\"deleted_at\":\"2026-11-23T12:00:00.000Z\"}"));

        var found =
                account.client().salesOrders().ofBigCommerceOrder("abc123", 7).value();

        assertThat(found)
                .singleElement()
                .satisfies(r -> assertThat(r.value().isDeleted()).isTrue());
    }

    @Test
    void pages_are_counted_by_the_header_whose_numbers_are_texts() {
        String header = "{\"total_records\":\"3\",\"total_pages\":\"2\",\"page\":\"1\",\"last_page\":\"false\"}";
        account.says(200, data("{\"id\":1,\"rate\":1},{\"id\":2,\"rate\":2}"), "X-Pagination", header)
                .says(200, data("{\"id\":2,\"rate\":2},{\"id\":3,\"rate\":3}"), "X-Pagination", header);

        var rates = account.client().account().taxRates().value();

        assertThat(rates)
                .extracting(TaxRate::id)
                .as("what comes twice is taken once")
                .containsExactly(1L, 2L, 3L);
        assertThat(account.asked.get(1).url()).endsWith("limit=250&page=2");
    }

    @Test
    void without_the_header_a_page_that_is_not_full_is_the_last() {
        account.says(200, data(orders(1, 250))).says(200, data(""));

        var page = account.client().salesOrders().updatedSince(Instant.EPOCH, 1).value();
        var next = account.client().salesOrders().updatedSince(Instant.EPOCH, 2).value();

        assertThat(page.last()).isFalse();
        assertThat(next.last()).isTrue();
        assertThat(next.items()).isEmpty();
    }

    @Test
    void the_sweep_sees_deleted_orders_and_drops_what_was_not_changed_since() {
        account.says(
                200,
                data("{\"id\":1,\"updated_at\":\"2026-11-23T12:00:00.000Z\"},"
                        + "{\"id\":2,\"updated_at\":\"2026-11-23T11:59:59.999Z\"},{\"id\":3}"));

        var page = account.client()
                .salesOrders()
                .updatedSince(Instant.parse("2026-11-23T12:00:00Z"), 1)
                .value();

        assertThat(page.items()).extracting(r -> r.value().id()).containsExactly(1L, 3L);
        assertThat(account.onlyQuestion().url())
                .isEqualTo(
                        "/v1/sales_orders?updated_at_min=2026-11-23T12:00:00.000Z&include_deleted=true&limit=250&page=1");
    }

    @Test
    void a_bare_array_and_an_empty_body_are_lists_too() {
        account.says(200, "[{\"id\":1}]").says(204, "");

        assertThat(account.client().account().locations().value()).hasSize(1);
        assertThat(account.client().account().locations().value()).isEmpty();
    }

    @Test
    void variants_are_matched_to_the_letter_and_only_live_ones() {
        account.says(
                200,
                data(
                        "{\"id\":1,\"sku\":\"A-1\"},{\"id\":2,\"sku\":\"a-1\"},"
                                + "{\"id\":3,\"sku\":\"A-1\",\"deleted_at\":\"2026-01-01T00:00:00.000Z\"},"
                                + "{\"id\":4,\"sku\":\"A-1\",\"product_or_material\":{\"id\":9,\"archived_at\":\"2026-01-01T00:00:00.000Z\"}},"
                                + "{\"id\":5,\"sku\":null},{\"id\":6,\"sku\":\"A 2&3\",\"product_or_material\":{\"id\":9,\"batch_tracked\":true}}"));

        var found = account.client()
                .catalogue()
                .variantsBySku(List.of("A-1", "A 2&3", "A-1"))
                .value();

        assertThat(found).extracting(Variant::id).containsExactly(1L, 6L);
        assertThat(found.get(1).productOrMaterial().batchTracked()).isTrue();
        assertThat(account.onlyQuestion().url())
                .isEqualTo("/v1/variants?sku=A-1&sku=A%202%263&extend=product_or_material&limit=250&page=1");
    }

    @Test
    void archived_variants_are_given_where_they_are_asked_for_but_never_deleted_ones() {
        account.says(
                200,
                data(
                        "{\"id\":1,\"sku\":\"A-1\",\"archived_at\":\"2026-01-01T00:00:00.000Z\"},"
                                + "{\"id\":3,\"sku\":\"A-1\",\"deleted_at\":\"2026-01-01T00:00:00.000Z\"},"
                                + "{\"id\":4,\"sku\":\"A-1\",\"product_or_material\":{\"id\":9,\"archived_at\":\"2026-01-01T00:00:00.000Z\"}},"
                                + "{\"id\":6,\"sku\":\"A-1\",\"product_or_material\":{\"id\":9,\"deleted_at\":\"2026-01-01T00:00:00.000Z\"}}"));

        var found = account.client()
                .catalogue()
                .variantsBySkuWithArchived(List.of("A-1"))
                .value();

        assertThat(found).extracting(Variant::id).containsExactly(1L, 4L);
        assertThat(account.onlyQuestion().url())
                .isEqualTo("/v1/variants?sku=A-1&extend=product_or_material&include_archived=true&limit=250&page=1");
    }

    @Test
    void what_does_not_tell_whether_it_is_archived_is_when_the_list_without_archived_ones_lacks_it() {
        account.says(
                        200,
                        data("{\"id\":1,\"sku\":\"A-1\"},"
                                + "{\"id\":2,\"sku\":\"A-1\",\"product_or_material\":{\"id\":9}},"
                                + "{\"id\":3,\"sku\":\"B\",\"product_or_material\":{\"id\":8,\"archived_at\":null}}"))
                .says(200, data("{\"id\":2,\"sku\":\"A-1\",\"product_or_material\":{\"id\":9}}"));

        var found = account.client()
                .catalogue()
                .variantsBySkuWithArchived(List.of("A-1", "B"))
                .value();

        assertThat(found).extracting(Variant::id).containsExactly(1L, 2L, 3L);
        assertThat(found).filteredOn(Variant::isLive).extracting(Variant::id).containsExactly(2L, 3L);
        assertThat(account.asked)
                .extracting(asked -> asked.url())
                .containsExactly(
                        "/v1/variants?sku=A-1&sku=B&extend=product_or_material&include_archived=true&limit=250&page=1",
                        "/v1/variants?sku=A-1&extend=product_or_material&limit=250&page=1");
    }

    @Test
    void a_sku_that_is_not_there_and_one_that_tells_whether_it_is_archived_cost_one_call() {
        account.says(200, data("")).says(200, data("{\"id\":1,\"sku\":\"A\",\"archived_at\":null}"));
        var catalogue = account.client().catalogue();

        assertThat(catalogue.variantsBySkuWithArchived(List.of("A")).value()).isEmpty();
        assertThat(catalogue.variantsBySkuWithArchived(List.of("A")).value())
                .singleElement()
                .matches(Variant::isLive);
        assertThat(account.asked).hasSize(2);
    }

    @Test
    void what_cannot_be_asked_again_is_not_taken_for_archived() {
        account.says(200, data("{\"id\":1,\"sku\":\"A\"}")).says(503, "");

        assertThat(account.client()
                        .catalogue()
                        .variantsBySkuWithArchived(List.of("A"))
                        .isOk())
                .isFalse();
    }

    @Test
    void a_variant_is_asked_for_by_its_id_with_or_without_the_archived_ones() {
        String archived = data(
                "{\"id\":1,\"archived_at\":\"2026-01-01T00:00:00.000Z\",\"product_or_material\":{\"id\":9,\"batch_tracked\":true}}");
        account.says(200, archived).says(200, archived);

        assertThat(account.client().catalogue().variantsById(List.of(1L)).value())
                .isEmpty();
        assertThat(account.client()
                        .catalogue()
                        .variantsByIdWithArchived(List.of(1L))
                        .value())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.productOrMaterial().batchTracked()).isTrue());

        assertThat(account.asked)
                .extracting(asked -> asked.url())
                .containsExactly(
                        "/v1/variants?ids=1&extend=product_or_material&limit=250&page=1",
                        "/v1/variants?ids=1&extend=product_or_material&include_archived=true&limit=250&page=1");
    }

    @Test
    void many_skus_are_asked_for_fifty_at_a_time() {
        for (int i = 0; i < 3; i++) account.says(200, data(""));

        account.client()
                .catalogue()
                .variantsBySku(IntStream.range(0, 101).mapToObj(i -> "S" + i).toList());

        assertThat(account.asked).hasSize(3);
        assertThat(account.asked.get(0).url().split("sku=")).hasSize(51);
    }

    @Test
    void batches_of_other_variants_and_places_and_empty_ones_are_dropped() {
        account.says(
                200,
                data("{\"batch_id\":1,\"variant_id\":7,\"location_id\":3,\"quantity_in_stock\":\"10.00000\"},"
                        + "{\"batch_id\":2,\"variant_id\":8,\"location_id\":3,\"quantity_in_stock\":\"1\"},"
                        + "{\"batch_id\":3,\"variant_id\":7,\"location_id\":4,\"quantity_in_stock\":\"1\"},"
                        + "{\"batch_id\":4,\"variant_id\":7,\"location_id\":3,\"quantity_in_stock\":\"0.00000\"},"
                        + "{\"batch_id\":null,\"variant_id\":7,\"location_id\":3,\"quantity_in_stock\":\"-2\"}"));

        var batches = account.client().fulfillments().batchStocks(7, 3).value();

        assertThat(batches).extracting(BatchStock::batchId).containsExactly(1L, null);
        assertThat(batches.get(0).quantityInStock()).isEqualTo(new BigDecimal("10.00000"));
        assertThat(account.onlyQuestion().url()).startsWith("/v1/batch_stocks?variant_id=7&location_id=3&");
    }

    @Test
    void customers_are_found_by_e_mail_in_any_case() {
        account.says(200, data("{\"id\":1,\"email\":\"ADA@example.com\"},{\"id\":2,\"email\":\"ada@example.com.au\"}"))
                .says(
                        200,
                        data(
                                "{\"id\":1,\"email\":\"ADA@example.com\"},{\"id\":3,\"email\":\"Ada@example.com\"},"
                                        + "{\"id\":4,\"email\":\"ada@example.com\",\"deleted_at\":\"2026-01-01T00:00:00.000Z\"}"));

        var found = account.client().customers().byEmail(" Ada@example.com ").value();

        assertThat(found).extracting(Customer::id).containsExactly(1L, 3L);
        assertThat(account.asked.get(0).url()).contains("email=ada%40example.com");
        assertThat(account.asked.get(1).url()).contains("email=Ada%40example.com");
    }

    @Test
    void customers_are_found_by_reference_and_by_name_exactly() {
        account.says(
                        200,
                        data(
                                "{\"id\":1,\"reference_id\":\"bc:abc123:7\"},{\"id\":2,\"reference_id\":\"bc:abc123:77\"}"))
                .says(200, data("{\"id\":1,\"name\":\"Ada\"},{\"id\":2,\"name\":\"Ada Byron\"}"));

        assertThat(account.client().customers().byReference("bc:abc123:7").value())
                .extracting(Customer::id)
                .containsExactly(1L);
        assertThat(account.client().customers().byName("Ada").value())
                .extracting(Customer::id)
                .containsExactly(1L);
    }

    @Test
    void fulfillments_of_other_orders_and_reverted_ones_are_dropped() {
        account.says(
                200,
                data("{\"id\":1,\"sales_order_id\":46,\"status\":\"DELIVERED\"},{\"id\":2,\"sales_order_id\":47},"
                        + "{\"id\":3,\"sales_order_id\":46,\"deleted_at\":\"2026-01-01T00:00:00.000Z\"}"));

        var found = account.client().fulfillments().ofSalesOrder(46).value();

        assertThat(found)
                .singleElement()
                .satisfies(f -> assertThat(f.value().isDelivered()).isTrue());
    }

    @Test
    void the_search_asks_for_a_hundred_orders_at_once() {
        account.says(
                200,
                data(order(1, "bigCommerce", "abc123", "\"5\"") + "," + order(2, "bigCommerce", "abc123", "\"6\"")));

        var found = account.client().salesOrders().search("abc123", List.of(5L)).value();

        assertThat(found).extracting(r -> r.value().id()).containsExactly(1L);
        assertThat(account.onlyQuestion().body())
                .isEqualTo("{\"filter\":{\"where\":{\"and\":[{\"ecommerce_order_type\":\"bigCommerce\"},"
                        + "{\"ecommerce_store_name\":\"abc123\"},{\"ecommerce_order_id\":{\"inq\":[\"5\"]}}]},"
                        + "\"limit\":200,\"page\":1}}");
    }

    @Test
    void the_default_delivery_time_is_a_number_of_days_or_nothing() {
        account.says(200, "{\"default_so_delivery_time\":\"14\",\"base_currency_code\":\"EUR\"}")
                .says(200, "{\"default_so_delivery_time\":\"2021-10-13T15:31:48.490Z\"}")
                .says(200, "{\"default_so_delivery_time\":null}");

        assertThat(account.client().account().factory().value().deliveryDays()).hasValue(14);
        assertThat(account.client().account().factory().value().deliveryDays()).isEmpty();
        assertThat(account.client().account().factory().value().deliveryDays()).isEmpty();
    }

    @Test
    void the_token_of_a_webhook_is_not_printed() {
        account.says(200, data("{\"id\":1,\"url\":\"https://x\",\"token\":\"73f82127d57a2cea\",\"enabled\":true}"));

        Webhook hook = account.client().webhooks().list().value().get(0);

        assertThat(hook.token().reveal()).isEqualTo("73f82127d57a2cea");
        assertThat(hook.toString()).doesNotContain("73f8");
    }

    @Test
    void batches_of_a_delivery_are_read_from_either_form() {
        var both = KatanaJson.read(
                        dev.ordersync.api.Json.read(
                                        "{\"id\":1,\"sales_order_row_id\":2,\"quantity\":\"3\","
                                                + "\"batch_transactions\":[{\"batch_id\":7,\"quantity\":3}],\"traceability\":null}")
                                .orElseThrow(),
                        FulfillmentRow.class)
                .orElseThrow();

        assertThat(both.batches()).containsExactly(new BatchQuantity(7L, new BigDecimal("3")));
    }

    private static String data(String records) {
        return "{\"data\":[" + records + "]}";
    }

    private static String orders(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(","));
    }

    private static String order(long id, String type, String store, String orderId) {
        return "{\"id\":" + id + ",\"ecommerce_order_type\":\"" + type + "\",\"ecommerce_store_name\":\"" + store
                + "\",\"ecommerce_order_id\":" + orderId + "}";
    }
}
