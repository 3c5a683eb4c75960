package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.observe.ObservedSalesOrders.LastRead;
import dev.ordersync.katana.KatanaJson;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeListedSalesOrderTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aSalesOrderIsKnownByTheDateItWasReadWith() {
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), read(AT.toString())))
                .isTrue();
        assertThat(TakeListedSalesOrder.isKnown(updated(AT.plusMillis(1)), read(AT.toString())))
                .isFalse();
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), null)).isFalse();
    }

    @Test
    void withoutADateNothingSaysThatItIsKnown() {
        assertThat(TakeListedSalesOrder.isKnown(updated(null), read(""))).isFalse();
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), read(""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELIVERED", "DELETED", ""})
    void anotherStatusIsNewsThoughTheDateDidNotMove(String status) {
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), new LastRead(AT.toString(), status)))
                .isFalse();
    }

    private static LastRead read(String updatedAt) {
        return new LastRead(updatedAt, "NOT_SHIPPED");
    }

    private static Read<SalesOrder> updated(Instant at) {
        ObjectNode raw = Json.TREE
                .createObjectNode()
                .put("id", 1)
                .put("status", "NOT_SHIPPED")
                .put("updated_at", at == null ? null : at.toString());
        return new Read<>(KatanaJson.read(raw, SalesOrder.class).orElseThrow(), raw);
    }
}
