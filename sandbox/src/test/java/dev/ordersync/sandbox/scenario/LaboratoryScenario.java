package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything at once: orders over three stores are placed, edited, cancelled, delivered and completed while calls and
 * webhooks fail and the services are killed. When it has settled, the invariants hold in the two outside systems. The seed
 * is printed and plays the same run again ({@code -Dlaboratory.seed=}, {@code -Dlaboratory.orders=}).
 *
 * <p>Guards: the intent before a create and the look before it is repeated, fencing by the lease, the sweep, the outbox.
 */
class LaboratoryScenario {
    private static final long SEED = Long.getLong("laboratory.seed", 20261123L);
    private static final int ORDERS = Integer.getInteger("laboratory.orders", 45);
    private static final int MANY = Integer.getInteger("laboratory.many", 500);
    private static final Duration PAUSE = Duration.ofMillis(700);

    @Tag("thorough")
    @Test
    void theInvariantsHoldAfterFaultsOfEveryKindAndKilledServices() {
        play(WholeSystem.shared(), SEED, ORDERS, 0.04, Duration.ofSeconds(30), Duration.ofMinutes(7));
    }

    /** Kill -9 of each service every 20 s and every fault at 10 %. Each seed has a system of its own. */
    @Tag("faults")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void fiveHundredOrdersSurviveKillsAndFaultsAtTenPercent(long seed) {
        try (WholeSystem system = WholeSystem.start(Shape.single())) {
            play(system, SEED + seed, MANY, 0.10, Duration.ofSeconds(20), Duration.ofMinutes(20));
        }
    }

    private static void play(
            WholeSystem system, long seed, int orders, double chance, Duration killEvery, Duration settled) {
        System.out.println("laboratory: seed " + seed + ", " + orders + " orders, faults at " + chance);
        Laboratory laboratory = new Laboratory(system, seed);
        Instant begun = Instant.now();
        laboratory.disturb(chance, 0.1);
        List<Killer.Kill> kills;
        try (Killer killer = new Killer(List.copyOf(system.services()), killEvery)) {
            laboratory.shop(orders, PAUSE);
            kills = killer.kills();
        } finally {
            laboratory.calm();
        }
        system.awaitServices();
        Instant calm = Instant.now();
        List<JsonNode> held = laboratory.settle(settled);
        Duration took = Duration.between(calm, Instant.now());
        System.out.println("laboratory: killed " + kills);
        System.out.println(
                "laboratory: seed " + seed + ", " + kills.size() + " kills, faults struck " + laboratory.struck()
                        + ", shopping took " + Duration.between(begun, calm).toSeconds() + " s, at rest "
                        + took.toSeconds() + " s after the last fault, " + held.size() + " of " + orders
                        + " orders wait for a person");
        held.forEach(order -> System.out.println("laboratory: " + order.path("orderId") + " is "
                + order.path("state").asText() + ": " + order.path("why").asText()));
        laboratory.invariants().killed(kills.stream().map(Killer.Kill::at).toList());
        laboratory.proveQuiet();
        assertThat(laboratory
                        .invariants()
                        .inv2NoneLost(Duration.between(begun, Instant.now()).plusMinutes(1)))
                .isEmpty();
        costsLittleAndRepeatsNothing(laboratory);
    }

    /** INV-11 and INV-19 of the system that came out of it: everything is imported again, then one more order. */
    private static void costsLittleAndRepeatsNothing(Laboratory laboratory) {
        Instant rest = Instant.now();
        laboratory.stores().forEach(ConnectedStore::backfillAndWait);
        assertThat(laboratory.invariants().inv10Quiet(rest)).isEmpty();
        for (ConnectedStore store : laboratory.stores()) {
            laboratory.place(store);
            Laboratory.Placed one = laboratory.orders().get(laboratory.orders().size() - 1);
            long mark = store.journalMark();
            store.awaitSalesOrder(one.id());
            store.awaitState(one.id(), "synced");
            assertThat(store.katanaCalls(mark).stream()
                            .filter(call -> call.writes())
                            .count())
                    .isLessThanOrEqualTo(4);
        }
    }
}
