package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three of ten POSTs at Katana take effect and then answer 500, break the connection or never answer. There is no twin: of
 * orders, customers, products, fees or fulfillments.
 *
 * <p>Guard: the intent and the look before a create is sent again (mapping {@code FindOrCreate}, {@code CreateOnce};
 * fulfillment {@code SettleDelivery}).
 */
@Tag("faults")
class UncertainCreatesScenario {
    private static final long SEED = Long.getLong("laboratory.seed", 30L);
    private static final int ORDERS = Integer.getInteger("laboratory.orders", 90);
    /** Longer than our client waits for an answer. */
    private static final long NEVER = 33_000;

    @Test
    void threeOfTenPostsThatAnswerWronglyAfterTheirEffectMakeNoTwin() {
        System.out.println("uncertain creates: seed " + SEED);
        try (WholeSystem system = WholeSystem.start(Shape.single())) {
            Laboratory laboratory = new Laboratory(system, SEED);
            List<Fault> faults = new ArrayList<>();
            // the first that strikes decides: 10 % each, 30 % together
            for (ConnectedStore store : laboratory.stores()) {
                faults.add(post(system, store, "500-after", 0.1, SEED));
                faults.add(post(system, store, "reset-after", 0.1 / 0.9, SEED + 1));
                faults.add(post(system, store, "slow", 0.1 / 0.8, SEED + 2));
            }
            laboratory.shop(ORDERS, Duration.ofMillis(700));
            // the faults stay: what is sent again may meet them again
            int held = laboratory.settle(Duration.ofMinutes(20)).size();
            laboratory.proveQuiet();
            long struck = faults.stream().mapToLong(Fault::played).sum();
            System.out.println("uncertain creates: " + struck + " POSTs of "
                    + laboratory.stores().stream()
                            .mapToLong(store -> store.katanaCalls(0).stream()
                                    .filter(call -> call.method().equals("POST"))
                                    .count())
                            .sum()
                    + " took effect without saying so, no twin; " + held + " orders wait for a person");
            assertThat(struck).isPositive();
            laboratory.stores().forEach(store -> nothingTwice(system, store));
        }
    }

    private static Fault post(WholeSystem system, ConnectedStore store, String kind, double chance, long seed) {
        return system.sandbox()
                .faults()
                .add(Fault.Spec.of("katana", kind)
                        .scope(store.account())
                        .on("POST", "")
                        .chance(chance, seed)
                        .delay(NEVER));
    }

    /** What INV-1 does not look at: fees, rows, products by name and fulfillments. */
    private static void nothingTwice(WholeSystem system, ConnectedStore store) {
        Snapshot account = system.sandbox().katana().snapshot(store.account());
        for (Snapshot.Order order :
                account.orders().stream().filter(Snapshot.Order::lives).toList()) {
            assertThat(order.fees().stream().filter(fee -> fee.deletedAt() == null))
                    .as("fees of %s", order.orderNo())
                    .hasSizeLessThanOrEqualTo(1);
            // not by variant: a shopper may have the same product on two lines
            int lines = store.shop()
                    .brief(Integer.parseInt(order.ecommerceOrderId()))
                    .path("lines")
                    .size();
            assertThat(order.livingRows()).as("rows of %s", order.orderNo()).hasSizeLessThanOrEqualTo(lines);
            var delivered = order.livingFulfillments().stream()
                    .flatMap(fulfillment -> fulfillment.parts().stream())
                    .collect(Collectors.groupingBy(
                            Snapshot.Part::rowId,
                            Collectors.reducing(BigDecimal.ZERO, Snapshot.Part::quantity, BigDecimal::add)));
            order.livingRows()
                    .forEach(row -> assertThat(delivered.getOrDefault(row.id(), BigDecimal.ZERO))
                            .as("delivered of %s", order.orderNo())
                            .isLessThanOrEqualTo(row.quantity()));
        }
    }
}
