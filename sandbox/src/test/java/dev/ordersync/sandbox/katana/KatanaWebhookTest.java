package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.ordersync.sandbox.katana.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KatanaWebhookTest {

    private record Got(String signature, String retry, byte[] body, JsonNode json) {
        String action() {
            return json.path("action").asText();
        }
    }

    private final KatanaRig rig = new KatanaRig();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", call -> {
            byte[] body = call.getRequestBody().readAllBytes();
            got.add(new Got(
                    call.getRequestHeaders().getFirst("x-sha2-signature"),
                    call.getRequestHeaders().getFirst("X-Katana-Retry-Num"),
                    body,
                    Json.parse(body)));
            call.sendResponseHeaders(answer, -1);
            call.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private JsonNode subscribe(String... events) {
        return rig.post(
                        "/webhooks",
                        "{'url':'http://127.0.0.1:" + receiver.getAddress().getPort() + "/k','subscribed_events':['"
                                + String.join("','", events) + "']}")
                .json();
    }

    private List<String> actions() {
        return got.stream().map(Got::action).sorted().toList();
    }

    private void awaitActions(String... expected) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(actions()).containsExactly(expected));
    }

    @Test
    void webhookIsKeptWithItsTokenAndCanBeReadChangedAndDeleted() {
        JsonNode hook = subscribe("sales_order.created");
        String path = "/webhooks/" + KatanaRig.id(hook);

        assertThat(hook.path("token").asText()).matches("[0-9a-f]{16}");
        assertThat(rig.get(path).json().path("token")).isEqualTo(hook.path("token"));
        assertThat(rig.get("/webhooks").data().path(0).path("token")).isEqualTo(hook.path("token"));
        assertThat(rig.patch(path, "{'enabled':false}").json().path("enabled").booleanValue())
                .isFalse();
        assertThat(rig.get("/webhooks?enabled=true").data()).isEmpty();
        assertThat(rig.delete(path).status()).isEqualTo(204);
        assertThat(rig.get("/webhooks").data()).isEmpty();
    }

    @Test
    void plainHttpIsRefusedExceptOnThisMachineAndAmongItsContainers() {
        String body = "{'url':'http://shop.example','subscribed_events':['sales_order.created']}";
        String local = "{'url':'http://localhost:1/x','subscribed_events':['sales_order.created']}";
        String composed = "{'url':'http://ingest-service:8080/x','subscribed_events':['sales_order.created']}";

        assertThat(rig.post("/webhooks", body).status()).isEqualTo(422);
        assertThat(rig.post("/webhooks", local).status()).isEqualTo(200);
        assertThat(rig.post("/webhooks", composed).status()).isEqualTo(200);
        rig.options().httpsOnly = true;
        assertThat(rig.post("/webhooks", local).status()).isEqualTo(422);
    }

    @Test
    void payloadIsThinAndSignedOverItsRawBytes() throws Exception {
        JsonNode hook = subscribe("sales_order.created");

        JsonNode order = rig.order(rig.variant("W-1"), "1");

        awaitActions("sales_order.created");
        Got one = got.get(0);
        assertThat(one.json().path("resource_type").asText()).isEqualTo("sales_order");
        assertThat(one.json().path("webhook_id").intValue()).isEqualTo(KatanaRig.id(hook));
        assertThat(one.json().path("object").path("id").textValue()).isEqualTo("" + KatanaRig.id(order));
        assertThat(one.json().path("object").path("status").asText()).isEqualTo("NOT_SHIPPED");
        assertThat(one.json().path("object").path("href").asText()).endsWith("/v1/sales_orders/" + KatanaRig.id(order));
        assertThat(one.json().size()).isEqualTo(4);
        assertThat(one.retry()).isNull();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(hook.path("token").asText().getBytes("UTF-8"), "HmacSHA256"));
        assertThat(one.signature()).isEqualTo(HexFormat.of().formatHex(mac.doFinal(one.body())));
    }

    @Test
    void deliveryFiresDeliveredAndUpdated() {
        JsonNode order = rig.order(rig.variant("W-2"), "1");
        subscribe("sales_order.updated", "sales_order.delivered", "sales_order.packed");

        rig.fulfil(order, "DELIVERED", KatanaRig.part(KatanaRig.row(order, 0), "1"));

        awaitActions("sales_order.delivered", "sales_order.updated");
    }

    @Test
    void partialDeliveryFiresUpdatedUnlessSwitchedOff() {
        JsonNode order = rig.order(rig.variant("W-3"), "2");
        subscribe("sales_order.updated", "sales_order.delivered");
        rig.options().childrenTouchOrder = false;
        rig.fulfil(order, "DELIVERED", KatanaRig.part(KatanaRig.row(order, 0), "0.5"));
        rig.options().childrenTouchOrder = true;

        rig.fulfil(order, "DELIVERED", KatanaRig.part(KatanaRig.row(order, 0), "0.5"));

        awaitActions("sales_order.updated");
    }

    @Test
    void deletionByHandFiresDeletedWithoutHref() {
        JsonNode order = rig.order(rig.variant("W-4"), "1");
        subscribe("sales_order.deleted");

        rig.doing(h -> h.delete(KatanaRig.id(order)));

        awaitActions("sales_order.deleted");
        assertThat(got.get(0).json().path("object").has("href")).isFalse();
    }

    @Test
    void catalogueAndStockFireTheirEvents() {
        subscribe(
                "product.created",
                "variant.created",
                "variant.updated",
                "variant.deleted",
                "current_inventory.product_updated",
                "current_inventory.product_out_of_stock");

        int variant = rig.variant("W-5");
        rig.patch("/variants/" + variant, "{'sales_price':1}");
        rig.doing(h -> h.addStock(variant, rig.location(), java.math.BigDecimal.ONE));
        JsonNode order = rig.order(variant, "1");
        rig.doing(h -> h.deliver(KatanaRig.id(order)));
        rig.delete("/variants/" + variant);

        awaitActions(
                "current_inventory.product_out_of_stock",
                "current_inventory.product_updated",
                "current_inventory.product_updated",
                "product.created",
                "variant.created",
                "variant.deleted",
                "variant.updated");
    }

    @Test
    void failedDeliveryIsTriedThreeTimesMoreAndThenLost() {
        subscribe("sales_order.created");
        answer = 503;

        rig.order(rig.variant("W-6"), "1");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(got).extracting(Got::retry).containsExactly(null, "1", "2", "3"));
        assertThat(got).extracting(Got::signature).containsOnly(got.get(0).signature());
        assertThat(rig.get("/webhooks").data().path(0).path("enabled").booleanValue())
                .isTrue();
    }

    @Test
    void disabledWebhookHearsNothing() {
        JsonNode hook = subscribe("sales_order.created", "sales_order.updated");
        rig.patch("/webhooks/" + KatanaRig.id(hook), "{'enabled':false}");
        JsonNode order = rig.order(rig.variant("W-7"), "1");
        rig.patch("/webhooks/" + KatanaRig.id(hook), "{'enabled':true}");

        rig.patch("/sales_orders/" + KatanaRig.id(order), "{'customer_ref':'x'}");

        awaitActions("sales_order.updated");
    }
}
