package dev.ordersync.ingest.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreEventTest {

    @Test
    void eachKindOfEventNamesItsOrderInItsOwnWay() {
        assertThat(orderOf("store/order/updated", "{\"type\": \"order\", \"id\": 250}"))
                .isEqualTo(250);
        assertThat(orderOf(
                        "store/order/refund/created",
                        "{\"type\": \"order\", \"id\": 250, \"refund\": {\"refund_id\": 3}}"))
                .isEqualTo(250);
        assertThat(orderOf("store/order/transaction/created", "{\"type\": \"transaction\", \"order_id\": \"251\"}"))
                .isEqualTo(251);
        assertThat(orderOf("store/order/metafield/updated", "{\"metafield_id\": 16, \"resource_id\": \"252\"}"))
                .isEqualTo(252);
        assertThat(orderOf("store/shipment/created", "{\"type\": \"shipment\", \"id\": 12, \"orderId\": 253}"))
                .isEqualTo(253);
        assertThat(orderOf("store/channel/5/order/updated", "{\"order_id\": 254}"))
                .isEqualTo(254);
        assertThat(orderOf("store/cart/converted", "{\"type\": \"cart\", \"id\": \"ab-cd\", \"orderId\": 255}"))
                .isEqualTo(255);
    }

    @Test
    void anEventAboutSomethingElseIsReadableAndNamesNoOrder() {
        assertThat(orderOf("store/product/updated", "{\"type\": \"product\", \"id\": 205}"))
                .isZero();
        assertThat(orderOf("store/app/uninstalled", "{\"type\": \"store\"}")).isZero();
    }

    @Test
    void anOrderEventWithoutAnOrderIsNotUsable() {
        assertThat(read("store/order/updated", "{}")).isEmpty();
        assertThat(read("store/order/updated", "{\"id\": -1}")).isEmpty();
        assertThat(read("store/order/updated", "{\"id\": 1.5}")).isEmpty();
        assertThat(read("store/order/updated", "{\"id\": \"1; drop\"}")).isEmpty();
        assertThat(read("store/order/updated", "{\"id\": 99999999999999999999}"))
                .isEmpty();
        assertThat(read("", "{\"id\": 1}")).isEmpty();
        assertThat(StoreEvent.read(new byte[0])).isEmpty();
    }

    @Test
    void onlyTheOwnStoreMaySpeak() {
        StoreEvent event = StoreEvent.read(
                        "{\"scope\": \"store/order/updated\", \"data\": {\"id\": 1}, \"producer\": \"stores/abc\"}"
                                .getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(event.isOfOtherStore("abc")).isFalse();
        assertThat(event.isOfOtherStore("abd")).isTrue();
    }

    private static long orderOf(String scope, String data) {
        return read(scope, data).orElseThrow().orderId();
    }

    private static Optional<StoreEvent> read(String scope, String data) {
        return StoreEvent.read(
                ("{\"scope\": \"" + scope + "\", \"data\": " + data + "}").getBytes(StandardCharsets.UTF_8));
    }
}
