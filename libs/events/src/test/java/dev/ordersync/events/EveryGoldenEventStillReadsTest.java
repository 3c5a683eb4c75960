package dev.ordersync.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that lie in the log are read for as long as the log is kept: fields are added, never renamed or taken away. */
class EveryGoldenEventStillReadsTest {

    @Test
    void anOrderWithAllItsParts() throws Exception {
        OrderObserved order = read("order-observed", OrderObserved.class);
        assertThat(order.number()).isEqualTo(1764000000001L);
        assertThat(order.order().path("total_inc_tax").asText()).isEqualTo("5.0000");
        assertThat(order.taxes()).hasSize(1);
        assertThat(order.activatedAt()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(order.mayHaveBeenOpen()).isFalse();
        assertThat(read("order-observed-open", OrderObserved.class).mayHaveBeenOpen())
                .isTrue();
    }

    @Test
    void anOrderOfTheFirstDaysWithoutWhatWasAddedLater() throws Exception {
        OrderObserved order = read("order-observed-first", OrderObserved.class);
        assertThat(order.orderId()).isEqualTo(101);
        assertThat(order.firstSeen()).isNull();
        assertThat(order.activatedAt()).isNull();
        assertThat(order.lines()).isNull();
    }

    @Test
    void everyOtherKind() throws Exception {
        assertThat(read("fulfillment-observed", FulfillmentObserved.class).salesOrderId())
                .isEqualTo(77);
        assertThat(read("order-linked", OrderLinked.class).rows()).hasSize(1);
        assertThat(read("order-linked", OrderLinked.class).settled()).isNull();
        assertThat(read("order-linked-settled", OrderLinked.class).settled()).isEqualTo(1764000000000L);
        assertThat(read("order-linked-settled", OrderLinked.class).account()).isNull();
        assertThat(read("order-linked-account", OrderLinked.class).account()).isEqualTo("0f3c9a");
        assertThat(read("order-command", OrderCommand.class).command()).isEqualTo("retry");
        assertThat(read("order-activity", OrderActivity.class).receipt().difference())
                .isEqualTo("0.00");
        assertThat(read("plan-requested", PlanRequested.class).snapshot().number())
                .isEqualTo(1764000000001L);
        assertThat(read("plan-answered", PlanAnswered.class).changes())
                .isEqualTo(List.of(new PlanAnswered.FieldChange("order_no", "101", "W-101")));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        var request = new PlanRequested(
                "abc123", 101, "rp-1", PlanRequested.APPLY, Instant.EPOCH, read("order-observed", OrderObserved.class));
        assertThat(Codec.decode(Codec.encode(request), PlanRequested.class)).isEqualTo(request);
    }

    @Test
    void aVersionFromTheFutureIsSaidToBeOne() throws Exception {
        byte[] future = new String(golden("order-command"), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":2")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Codec.decode(future, OrderCommand.class))
                .isInstanceOf(Codec.Undecodable.class)
                .hasMessageContaining("future");
    }

    private static <E extends Event> E read(String name, Class<E> kind) throws Exception {
        return Codec.decode(golden(name), kind);
    }

    private static byte[] golden(String name) throws IOException {
        try (var file = EveryGoldenEventStillReadsTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return file.readAllBytes();
        }
    }
}
