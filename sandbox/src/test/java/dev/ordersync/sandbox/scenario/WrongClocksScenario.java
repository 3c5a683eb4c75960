package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replicas whose clocks are ten minutes ahead and behind: the same end state, and the newest word on an order is the one that
 * is shown and obeyed (INV-20).
 *
 * <p>Guard: leases, quota, the order of words and of what is shown go by the database's clock.
 */
@Tag("faults")
class WrongClocksScenario {
    private static final long SEED = Long.getLong("laboratory.seed", 10L);
    private static final int ORDERS = 40;
    private static final String OFFSET = "SYNC_CLOCK_OFFSET";

    @Test
    void replicasTenMinutesAheadAndBehindComeToTheSameEnd() {
        System.out.println("wrong clocks: seed " + SEED);
        try (WholeSystem system = WholeSystem.start(Shape.replicas(1, 0, 0))) {
            for (String service : new String[] {"mapping-service", "fulfillment-service"}) {
                system.add(service, Map.of(OFFSET, "PT10M"));
                system.add(service, Map.of(OFFSET, "-PT10M"));
            }
            system.add("ingest-service", Map.of(OFFSET, "PT10M"));
            Laboratory laboratory = new Laboratory(system, SEED);
            laboratory.disturb(0.03, 0.05);
            laboratory.shop(ORDERS, Duration.ofMillis(500));
            laboratory.calm();
            laboratory.settle(Duration.ofMinutes(8));
            laboratory.proveQuiet();

            // one word after the other, each by another replica: the last one counts
            Laboratory.Placed order = laboratory.orders().stream()
                    .filter(placed -> placed.store().shop().status(placed.id()) == 11)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < 4; i++) {
                say(system, order, "hold");
                order.store().awaitState(order.id(), "held");
                say(system, order, "retry");
                order.store().awaitState(order.id(), "synced");
            }
        }
    }

    private static void say(WholeSystem system, Laboratory.Placed order, String word) {
        assertThat(system.api()
                        .post(order.store().path("/orders/" + order.id() + "/" + word), null)
                        .status())
                .isBetween(200, 299);
    }
}
