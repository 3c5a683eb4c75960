package dev.ordersync.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShipmentsAndHooksTest {
    private final FakeStore store = new FakeStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_shipment_is_sent_with_what_is_known_and_nothing_else() {
        store.says(
                201,
                "{\"id\":8,\"order_id\":1,\"order_address_id\":31,\"comments\":\"katana-fulfillment:9\","
                        + "\"date_created\":\"odd\",\"items\":[{\"order_product_id\":1,\"product_id\":0,\"quantity\":2}]}");
        var shipment = new NewShipment(
                31,
                List.of(new BcShipment.Item(1, 2)),
                "9".repeat(60),
                "https://carrier.example/" + "x".repeat(600),
                "",
                null,
                "Van",
                "katana-fulfillment:9");

        BcShipment created = store.client().shipments().create(1, shipment).value();

        assertThat(created.id()).isEqualTo(8);
        assertThat(created.items()).containsExactly(new BcShipment.Item(1, 2));
        assertThat(store.onlyQuestion().method()).isEqualTo("POST");
        assertThat(store.onlyQuestion().url()).isEqualTo("/stores/abc123/v2/orders/1/shipments");
        assertThat(store.onlyQuestion().body())
                .isEqualTo("{\"order_address_id\":31,\"items\":[{\"order_product_id\":1,\"quantity\":2}],"
                        + "\"tracking_number\":\"" + "9".repeat(50) + "\",\"shipping_method\":\"Van\","
                        + "\"comments\":\"katana-fulfillment:9\"}");
    }

    @Test
    void a_shipment_gets_another_tracking_number_and_keeps_all_else() {
        String changed =
                "{\"id\":8,\"order_address_id\":31,\"tracking_number\":\"T2\",\"comments\":\"x\",\"items\":[]}";
        store.says(200, changed).says(200, changed).says(404, "[{\"status\":404,\"message\":\"no such shipment\"}]");
        var shipments = store.client().shipments();

        assertThat(shipments
                        .track(1, 8, new ShipmentTracking("9".repeat(60), "https://c.example/T2", "UPS"))
                        .value()
                        .trackingNumber())
                .isEqualTo("T2");
        shipments.track(1, 8, new ShipmentTracking("", "", null));
        assertThat(shipments
                        .track(1, 8, new ShipmentTracking("T2", "https://c.example/" + "x".repeat(600), null))
                        .failure())
                .isInstanceOf(Failure.Missing.class);

        assertThat(store.asked.get(0).method()).isEqualTo("PUT");
        assertThat(store.asked.get(0).url()).isEqualTo("/stores/abc123/v2/orders/1/shipments/8");
        assertThat(store.asked.get(0).body())
                .isEqualTo("{\"tracking_number\":\"" + "9".repeat(50)
                        + "\",\"tracking_link\":\"https://c.example/T2\",\"shipping_method\":\"UPS\"}");
        assertThat(store.asked.get(1).body()).isEqualTo("{\"tracking_number\":\"\",\"tracking_link\":\"\"}");
        assertThat(store.asked.get(2).body()).isEqualTo("{\"tracking_number\":\"T2\"}");
    }

    @Test
    void a_shipment_is_found_by_its_whole_marker() {
        store.says(
                200,
                "[{\"id\":1,\"comments\":\"katana-fulfillment:123\"},"
                        + "{\"id\":2,\"comments\":\"Katana SO 5, katana-fulfillment:12\"}]");

        var found =
                store.client().shipments().marked(1, "katana-fulfillment:12").value();

        assertThat(found).hasValueSatisfying(s -> assertThat(s.id()).isEqualTo(2));
    }

    @Test
    void no_marker_and_no_shipments_is_nothing_found() {
        store.says(204, "").says(200, "[{\"id\":1,\"comments\":null}]");

        assertThat(store.client().shipments().marked(1, "katana-fulfillment:12").value())
                .isEmpty();
        assertThat(store.client().shipments().marked(1, "katana-fulfillment:12").value())
                .isEmpty();
    }

    @Test
    void a_hook_is_registered_switched_on_and_with_our_secret() {
        store.says(
                200,
                "{\"data\":{\"id\":5,\"scope\":\"store/order/created\",\"destination\":\"https://x.example/h\","
                        + "\"is_active\":true,\"headers\":{\"X-Sync-Secret\":\"s3\"}},\"meta\":{}}");

        BcHook hook = store.client()
                .hooks()
                .create("store/order/created", "https://x.example/h", Secret.of("s3"))
                .value();

        assertThat(hook)
                .isEqualTo(new BcHook(
                        5, "store/order/created", "https://x.example/h", true, Map.of("X-Sync-Secret", "s3")));
        assertThat(hook.toString()).doesNotContain("s3");
        assertThat(store.onlyQuestion().body())
                .isEqualTo("{\"scope\":\"store/order/created\",\"destination\":\"https://x.example/h\","
                        + "\"is_active\":true,\"headers\":{\"X-Sync-Secret\":\"s3\"}}");
    }

    @Test
    void the_older_answer_without_an_envelope_is_understood() {
        store.says(201, "{\"id\":5,\"scope\":\"s\",\"destination\":\"d\",\"is_active\":false,\"headers\":null}");

        assertThat(store.client().hooks().create("s", "d", Secret.of("x")).value())
                .isEqualTo(new BcHook(5, "s", "d", false, null));
    }

    @Test
    void what_a_list_does_not_tell_of_a_hook_is_not_taken_for_wrong() {
        store.says(200, "{\"data\":[{\"id\":5,\"scope\":\"s\",\"destination\":\"d\"}],\"meta\":{}}");

        assertThat(store.client().hooks().list().value()).containsExactly(new BcHook(5, "s", "d", null, null));
    }

    @Test
    void hooks_are_listed_over_all_pages() {
        store.says(200, "{\"data\":[{\"id\":1},{\"id\":2}],\"meta\":{\"pagination\":{\"total_pages\":2}}}")
                .says(200, "{\"data\":[{\"id\":3}],\"meta\":{\"pagination\":{\"total_pages\":2}}}");

        assertThat(store.client().hooks().list().value()).extracting(BcHook::id).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_hook_that_is_gone_is_deleted() {
        store.says(404, "{\"status\":404,\"title\":\"Not found\"}").says(200, "{\"data\":{\"id\":5}}");

        assertThat(store.client().hooks().delete(5).isOk()).isTrue();
        assertThat(store.client().hooks().delete(5).isOk()).isTrue();
    }

    @Test
    void the_platforms_view_of_our_hooks_is_read() {
        store.says(
                200,
                "{\"emails\":[],\"hooks_list\":[{\"id\":5,\"scope\":\"s\",\"destination\":\"d\","
                        + "\"status\":\"deactivated\"}],\"blocked_domains\":[{\"destination\":\"x.example\",\"time_left\":120,"
                        + "\"reasons\":[]}]}");

        HooksAdmin admin = store.client().hooks().admin().value();

        assertThat(admin.hooks()).containsExactly(new HooksAdmin.HookState(5, "s", "d", "deactivated"));
        assertThat(admin.blockedDomains())
                .containsExactly(new HooksAdmin.BlockedDomain("x.example", Duration.ofMinutes(2)));
    }

    @Test
    void the_store_tells_its_currency_and_its_timezone() {
        store.says(
                        200,
                        "{\"id\":\"abc123\",\"name\":\"Oak\",\"currency\":\"EUR\","
                                + "\"plan_level\":\"Pro\",\"timezone\":{\"name\":\"Europe/Tallinn\"},\"weight_units\":\"KGS\"}")
                .says(200, "{\"time\":1529512970}")
                .says(
                        200,
                        "[{\"id\":1,\"currency_code\":\"JPY\",\"currency_exchange_rate\":\"1.0000000000\","
                                + "\"decimal_places\":0,\"is_transactional\":true}]");

        BcStore info = store.client().store().info().value();

        assertThat(info.currency()).isEqualTo("EUR");
        assertThat(info.timezone()).isEqualTo("Europe/Tallinn");
        assertThat(store.client().store().time().value()).isEqualTo(Instant.ofEpochSecond(1529512970));
        assertThat(store.client().store().currencies().value().get(0).decimalPlaces())
                .isZero();
    }

    @Test
    void products_and_customers_come_in_pages() {
        store.says(
                        200,
                        "{\"data\":[{\"id\":1,\"name\":\"Chair\",\"sku\":\"\",\"type\":\"physical\",\"price\":12.5,"
                                + "\"variants\":[{\"id\":2,\"sku\":\"CH-1 \",\"price\":null,\"option_values\":"
                                + "[{\"label\":\"Red\",\"option_display_name\":\"Colour\"}]}]}],"
                                + "\"meta\":{\"pagination\":{\"total_pages\":2,\"total\":300}}}")
                .says(
                        200,
                        "{\"data\":[{\"id\":7,\"email\":\"a@example.com\",\"addresses\":[{\"address1\":\"Lane 1\","
                                + "\"country_code\":\"GB\"}]}],\"meta\":{\"pagination\":{\"total_pages\":1}}}")
                .says(200, "{\"data\":[],\"meta\":{}}");

        var products = store.client().catalogue().productsAfter(0, 250).value();
        var customers = store.client().catalogue().customers(1, 250).value();

        assertThat(products.last()).isFalse();
        assertThat(products.total()).isEqualTo(300);
        assertThat(products.items().get(0).variants().get(0).choices())
                .containsExactly(new BcProduct.Choice("Colour", "Red"));
        assertThat(products.items().get(0).variants().get(0).price()).isNull();
        assertThat(products.items().get(0).variants().get(0).sku())
                .as("to the letter")
                .isEqualTo("CH-1 ");
        assertThat(customers.last()).isTrue();
        assertThat(customers.items().get(0).addresses().get(0).street1()).isEqualTo("Lane 1");
        assertThat(store.client().catalogue().customers(List.of(8L)).value()).isEmpty();
        assertThat(store.asked.get(2).url()).contains("id:in=8");
    }

    @Test
    void a_variant_tells_the_options_that_make_it() {
        store.says(
                        200,
                        "{\"data\":[{\"id\":2,\"product_id\":1,\"sku\":\"CH-1\",\"option_values\":"
                                + "[{\"label\":\"Red\",\"option_display_name\":\"Colour\"}]}],\"meta\":{}}")
                .says(200, "{\"data\":[],\"meta\":{}}");

        var variants = store.client().catalogue();

        assertThat(variants.variant(2).value().orElseThrow().choices())
                .containsExactly(new BcProduct.Choice("Colour", "Red"));
        assertThat(variants.variant(3).value()).isEmpty();
        assertThat(store.asked.get(0).url()).contains("/v3/catalog/variants?id=2");
    }
}
