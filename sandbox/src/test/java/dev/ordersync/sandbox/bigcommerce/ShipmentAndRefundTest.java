package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.KernelOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShipmentAndRefundTest {
    private Sandbox sandbox;
    private Shop shop;
    private Client client;
    private int order;
    private int line;
    private int place;

    @BeforeEach
    void open() {
        sandbox = Sandbox.start(KernelOptions.defaults());
        shop = sandbox.bigCommerce().open(StoreSetup.dollar("abc123", "t").quota(100_000));
        shop.stock(Product.Spec.of("MUG", "Mug", "12.50"));
        order = shop.place(Checkout.guest(Address.us("Jane", "Doe", "jane@shopper.example"))
                .line("MUG", 3));
        line = shop.read(
                store -> store.order(order).orElseThrow().lines().get(0).id());
        place = shop.read(
                store -> store.order(order).orElseThrow().lines().get(0).destinationId());
        client = new Client(sandbox.bigCommerceUrl() + "/stores/abc123", "t");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Client.Answer ship(int quantity) {
        return client.post(
                "/v2/orders/" + order + "/shipments",
                "{\"order_address_id\":" + place + ",\"items\":[{\"order_product_id\":" + line + ",\"quantity\":"
                        + quantity + "}],\"tracking_number\":\"EJ1\",\"shipping_provider\":\"usps\","
                        + "\"comments\":\"katana-fulfillment:1\"}");
    }

    @Test
    void aPartialShipmentSetsPartiallyShippedAndTheRestShipped() {
        var first = ship(1);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().path("items").path(0).path("order_product_id").asInt())
                .isEqualTo(line);
        assertThat(first.body().path("generated_tracking_link").asText()).isNotEmpty();
        assertThat(shop.status(order)).isEqualTo(3);

        ship(2);

        var after = client.get("/v2/orders/" + order).body();
        assertThat(after.path("status_id").asInt()).isEqualTo(2);
        assertThat(after.path("items_shipped").asInt()).isEqualTo(3);
        assertThat(after.path("date_shipped").asText()).isNotEmpty();
        assertThat(client.get("/v2/orders/" + order + "/shipments/count")
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void moreThanIsOpenOrAForeignAddressIsRefused() {
        assertThat(ship(4).status()).isEqualTo(400);
        place = 1;
        assertThat(ship(1).status()).isEqualTo(400);
        assertThat(client.get("/v2/orders/" + order + "/shipments").status()).isEqualTo(204);
    }

    @Test
    void aDeletedShipmentGivesTheQuantityBackButNotTheStatus() {
        var id = ship(3).body().path("id").asInt();

        assertThat(client.delete("/v2/orders/" + order + "/shipments/" + id).status())
                .isEqualTo(204);

        var after = client.get("/v2/orders/" + order).body();
        assertThat(after.path("status_id").asInt()).isEqualTo(2);
        assertThat(after.path("items_shipped").asInt()).isZero();
    }

    @Test
    void aPartialRefundSets14AndTheLastOneSets4WhileTotalsStay() {
        var total = client.get("/v2/orders/" + order).body().path("total_inc_tax");

        shop.refund(order, Map.of(line, 1));

        var partly = client.get("/v2/orders/" + order).body();
        assertThat(partly.path("status_id").asInt()).isEqualTo(14);
        assertThat(partly.path("refunded_amount").asText()).isEqualTo("0.0000");
        var refunded = client.get("/v2/orders/" + order + "/products").body().path(0);
        assertThat(refunded.path("quantity_refunded").asInt()).isEqualTo(1);
        assertThat(refunded.path("is_refunded").asBoolean()).isFalse();

        shop.refundAll(order);

        assertThat(shop.status(order)).isEqualTo(4);
        assertThat(client.get("/v2/orders/" + order).body().path("total_inc_tax"))
                .isEqualTo(total);
        var refunds = client.get("/v3/orders/payment_actions/refunds?order_id:in=" + order)
                .body();
        assertThat(refunds.path("data")).hasSize(2);
        assertThat(refunds.at("/data/0/total_amount").isNumber()).isTrue();
        assertThat(refunds.at("/data/0/total_amount").decimalValue()).isEqualByComparingTo("13.53");
        assertThat(refunds.at("/data/0/items/0/item_id").asInt()).isEqualTo(line);
    }
}
