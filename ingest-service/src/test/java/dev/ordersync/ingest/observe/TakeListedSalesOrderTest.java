package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import java.time.Instant;
import java.util.List;
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
        return new Read<>(
                new SalesOrder(
                        1,
                        null,
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "NOT_SHIPPED",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        at,
                        null),
                null);
    }
}
