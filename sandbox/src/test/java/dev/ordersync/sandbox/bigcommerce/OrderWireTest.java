package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire types of orders against chapters 1, 4 to 6, 8, 9, 11 and 12 of the reference. */
class OrderWireTest {
    private static final Address JANE = Address.us("Jane", "Doe", "jane@shopper.example");

    private Sandbox sandbox;
    private Shop shop;
    private Client client;

    @BeforeEach
    void open() {
        sandbox = Sandbox.start(KernelOptions.defaults());
        shop = sandbox.bigCommerce()
                .open(StoreSetup.dollar("abc123", "secret-token").quota(100_000));
        shop.stock(Product.Spec.of("MUG", "Mug", "12.50"));
        shop.stock(Product.Spec.of("SHIRT", "Shirt", "30")
                .variant("SHIRT-M", "Size", "M")
                .variant("SHIRT-L", "Size", "L"));
        shop.stock(Product.Spec.of("PDF", "Pattern", "5").digital());
        client = new Client(sandbox.bigCommerceUrl() + "/stores/abc123", "secret-token");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Checkout mugs(int quantity) {
        return Checkout.guest(JANE).line("MUG", quantity).shipping("9.00", "Ground");
    }

    @Test
    void moneyOfAnOrderIsAStringOfFourDecimalsAndDatesAreRfc2822InUtc() {
        var id = shop.place(mugs(2));

        var order = client.get("/v2/orders/" + id).body();

        assertThat(order.path("total_inc_tax").isTextual()).isTrue();
        assertThat(order.path("total_inc_tax").asText()).isEqualTo("36.0600");
        assertThat(order.path("date_created").asText())
                .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(order.path("date_shipped").asText()).isEmpty();
        assertThat(order.path("is_tax_inclusive_pricing").isBoolean()).isTrue();
        assertThat(order.path("items_total").isInt()).isTrue();
        assertThat(order.path("products").path("resource").asText()).isEqualTo("/orders/" + id + "/products");
    }

    @Test
    void anEmptyListIs204WithoutABody() {
        assertThat(client.get("/v2/orders").status()).isEqualTo(204);
        assertThat(client.get("/v2/orders").text()).isEmpty();
        var id = shop.place(mugs(1));
        assertThat(client.get("/v2/orders/" + id + "/coupons").status()).isEqualTo(204);
        assertThat(client.get("/v2/orders?page=2").status()).isEqualTo(204);
    }

    @Test
    void unknownFiltersAndFieldsAre400InTheV2Shape() {
        var id = shop.place(mugs(1));

        var filter = client.get("/v2/orders?is_deleted=false");
        var field = client.put("/v2/orders/" + id, "{\"custom_status\":\"x\"}");

        assertThat(filter.status()).isEqualTo(400);
        assertThat(filter.body().path(0).path("status").asInt()).isEqualTo(400);
        assertThat(field.status()).isEqualTo(400);
        assertThat(field.body().path(0).path("message").asText()).contains("'custom_status' cannot be written to");
        assertThat(client.get("/v2/orders/999999").status()).isEqualTo(404);
    }

    @Test
    void includesGiveConsignmentsWithNumbersAndWholeLines() {
        var id = shop.place(mugs(2).line("SHIRT-M", 1));

        var order = client.get(
                        "/v2/orders/" + id + "?include=consignments.line_items,fees&consignment_structure=object")
                .body();

        var shipping = order.path("consignments").path("shipping").path(0);
        assertThat(shipping.path("base_cost").isNumber()).isTrue();
        assertThat(shipping.path("base_cost").decimalValue()).isEqualByComparingTo("9");
        assertThat(shipping.path("line_items")).hasSize(2);
        var shirt = shipping.path("line_items").path(1);
        assertThat(shirt.path("price_ex_tax").asText()).isEqualTo("30.0000");
        assertThat(shirt.path("product_options").path(0).path("display_value").asText())
                .isEqualTo("M");
        assertThat(shirt.path("order_address_id").asInt())
                .isEqualTo(shipping.path("id").asInt());
        assertThat(order.path("fees").isArray()).isTrue();
        var old = client.get("/v2/orders/" + id + "?include=consignments").body();
        assertThat(old.path("consignments").isArray()).isTrue();
    }

    @Test
    void onlyFiftyLinesAreIncludedAndAWarningSaysSo() {
        var checkout = Checkout.guest(JANE);
        for (int i = 0; i < 60; i++) {
            checkout.line("MUG", 1);
        }
        var id = shop.place(checkout);

        var included = client.get("/v2/orders/" + id + "?include=consignments.line_items&consignment_structure=object")
                .body()
                .at("/consignments/shipping/0/line_items");

        assertThat(included).hasSize(51);
        assertThat(included.path(50).has("__warning__")).isTrue();
        assertThat(client.get("/v2/orders/" + id + "/products").body()).hasSize(50);
        assertThat(client.get("/v2/orders/" + id + "/products?page=2&limit=50").body())
                .hasSize(10);
        assertThat(client.get("/v2/orders/" + id + "/products?limit=250").body())
                .hasSize(60);
    }

    @Test
    void listsFilterByStatusIdAndModificationAndSortAsAsked() {
        var first = shop.place(mugs(1));
        var second = shop.place(mugs(1).status(7));
        var third = shop.place(mugs(1));

        assertThat(ids(client.get("/v2/orders?status_id=11"))).containsExactly(first, third);
        assertThat(ids(client.get("/v2/orders?sort=id:desc&limit=2"))).containsExactly(third, second);
        assertThat(ids(client.get("/v2/orders?min_id=" + second))).containsExactly(second, third);
        assertThat(ids(client.get("/v2/orders?sort=date_modified:asc&min_date_modified=2020-01-01T00:00:00Z")))
                .containsExactly(first, second, third);
        assertThat(client.get("/v2/orders?min_date_modified=Tue,%2005%20Mar%202999%2021:40:11%20%2B0000")
                        .status())
                .isEqualTo(204);
        assertThat(client.get("/v2/orders?min_date_modified=yesterday").status())
                .isEqualTo(400);
        assertThat(client.get("/v2/orders/count").body().path("count").asInt()).isEqualTo(3);
    }

    private static java.util.List<Integer> ids(Client.Answer answer) {
        var ids = new java.util.ArrayList<Integer>();
        answer.body().forEach(order -> ids.add(order.path("id").asInt()));
        return ids;
    }

    @Test
    void aStatusWriteChangesStatusAndNothingOfTheMoney() {
        var id = shop.place(mugs(2));
        var before = client.get("/v2/orders/" + id).body();

        var after = client.put("/v2/orders/" + id, "{\"status_id\":10}").body();

        assertThat(after.path("status_id").asInt()).isEqualTo(10);
        assertThat(after.path("status").asText()).isEqualTo("Completed");
        assertThat(after.path("total_inc_tax")).isEqualTo(before.path("total_inc_tax"));
        assertThat(after.path("items_shipped").asInt()).isZero();
        var history = shop.read(
                store -> java.util.List.copyOf(store.order(id).orElseThrow().history()));
        assertThat(history).last().matches(change -> change.byApi() && change.statusId() == 10);
    }

    @Test
    void deleteArchivesOneAndAllAtOnceIsRefused() {
        var id = shop.place(mugs(1));

        assertThat(client.delete("/v2/orders").status()).isEqualTo(403);
        assertThat(client.delete("/v2/orders/" + id).status()).isEqualTo(204);

        assertThat(client.get("/v2/orders/" + id).body().path("is_deleted").asBoolean())
                .isTrue();
        assertThat(client.get("/v2/orders").status()).isEqualTo(204);
    }

    @Test
    void aChangedLineLosesItsDiscountForGood() {
        var id = shop.place(mugs(2).line("SHIRT-M", 1).discount(Discount.manual("11")));
        var lines = client.get("/v2/orders/" + id + "/products").body();
        assertThat(lines.path(0)
                        .path("applied_discounts")
                        .path(0)
                        .path("amount")
                        .asText())
                .isEqualTo("5.0000");

        client.put("/v2/orders/" + id, "{\"products\":[{\"id\":" + lines.path(0).path("id") + ",\"quantity\":3}]}");

        var after = client.get("/v2/orders/" + id + "/products").body();
        assertThat(after.path(0).path("applied_discounts")).isEmpty();
        assertThat(after.path(1)
                        .path("applied_discounts")
                        .path(0)
                        .path("amount")
                        .asText())
                .isEqualTo("6.0000");
    }

    @Test
    void removedLinesStayListedWithQuantityZero() {
        var id = shop.place(mugs(2).line("SHIRT-M", 1));

        shop.edit(id, save -> save.remove("MUG").add("SHIRT-L", 2));

        var lines = client.get("/v2/orders/" + id + "/products").body();
        assertThat(lines).hasSize(3);
        assertThat(lines.path(0).path("quantity").asInt()).isZero();
        assertThat(client.get("/v2/orders/" + id).body().path("items_total").asInt())
                .isEqualTo(3);
    }

    @Test
    void taxesComePerLineWithDetailsAndPerRateWithout() {
        var id = shop.place(mugs(2).line("SHIRT-M", 1));

        var detailed = client.get("/v2/orders/" + id + "/taxes?details=true").body();
        var merged = client.get("/v2/orders/" + id + "/taxes").body();

        assertThat(detailed).hasSize(4);
        assertThat(detailed.path(0).path("order_product_id").isTextual()).isTrue();
        assertThat(detailed.path(0).path("rate").asText()).isEqualTo("6.2500");
        assertThat(detailed.path(0).path("line_item_type").asText()).isEqualTo("item");
        assertThat(merged).hasSize(2);
        assertThat(merged.path(0).has("order_product_id")).isFalse();
        assertThat(sum(merged, "line_amount")).isEqualByComparingTo(sum(detailed, "line_amount"));
    }

    private static BigDecimal sum(JsonNode rows, String field) {
        var sum = BigDecimal.ZERO;
        for (var row : rows) {
            sum = sum.add(new BigDecimal(row.path(field).asText()));
        }
        return sum;
    }

    @Test
    void digitalLinesHaveNoAddressAndStandInDownloads() {
        var id = shop.place(Checkout.guest(JANE).line("PDF", 1).shipsNowhere());

        var order = client.get("/v2/orders/" + id + "?include=consignments.line_items&consignment_structure=object")
                .body();

        assertThat(order.path("order_is_digital").asBoolean()).isTrue();
        assertThat(order.at("/consignments/downloads/0/line_items/0/order_address_id")
                        .asInt())
                .isZero();
        assertThat(client.get("/v2/orders/" + id + "/shipping_addresses").status())
                .isEqualTo(204);
    }

    @Test
    void withoutAnAcceptHeaderV2AnswersXml() throws Exception {
        var id = shop.place(mugs(1));
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(sandbox.bigCommerceUrl() + "/stores/abc123/v2/orders/" + id))
                .header("X-Auth-Token", "secret-token")
                .build();

        var answer = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(answer.body()).contains("<id>" + id + "</id>");
    }

    @Test
    void aWrongTokenIs401AndAMissingScopeIs403() {
        sandbox.bigCommerce()
                .open(StoreSetup.dollar("narrow", "x")
                        .account(new ApiAccount(
                                "narrow-token", "c", null, java.util.Set.of("store_v2_orders_read_only"))));
        var wrong = new Client(sandbox.bigCommerceUrl() + "/stores/abc123", "other");
        var narrow = new Client(sandbox.bigCommerceUrl() + "/stores/narrow", "narrow-token");

        assertThat(wrong.get("/v2/time").status()).isEqualTo(401);
        assertThat(narrow.get("/v2/orders").status()).isEqualTo(204);
        assertThat(narrow.get("/v2/store").status()).isEqualTo(403);
        assertThat(narrow.put("/v2/orders/1", "{}").status()).isEqualTo(403);
    }
}
