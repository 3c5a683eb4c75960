package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.katana.KatanaJson;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TakeListedSalesOrderTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aSalesOrderIsKnownByTheDateItWasReadWith() {
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), AT.toString())).isTrue();
        assertThat(TakeListedSalesOrder.isKnown(updated(AT.plusMillis(1)), AT.toString()))
                .isFalse();
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), null)).isFalse();
    }

    @Test
    void withoutADateNothingSaysThatItIsKnown() {
        assertThat(TakeListedSalesOrder.isKnown(updated(null), "")).isFalse();
        assertThat(TakeListedSalesOrder.isKnown(updated(AT), "")).isFalse();
    }

    private static Read<SalesOrder> updated(Instant at) {
        ObjectNode raw = Json.TREE.createObjectNode().put("id", 1).put("updated_at", at == null ? null : at.toString());
        return new Read<>(KatanaJson.read(raw, SalesOrder.class).orElseThrow(), raw);
    }
}
