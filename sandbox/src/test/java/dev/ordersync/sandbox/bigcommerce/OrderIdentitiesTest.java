package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.kernel.SandboxClock;
import dev.ordersync.sandbox.samples.RandomOrders;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The identities of the reference, 10.1 and 10.3, on a thousand generated orders of each kind of store. */
class OrderIdentitiesTest {
    private static final int ORDERS = 1000;

    @ParameterizedTest(name = "{0}, prices with tax: {1}, {2} % and {3} % on top")
    @CsvSource({
        "EUR,true,19,0",
        "EUR,true,5.5,0",
        "USD,false,8.25,0",
        "CAD,false,5,9.975",
        "JPY,false,10,0",
        "JPY,true,10,0",
        "KWD,false,5,0",
        "USD,false,0,0"
    })
    void theSumsOfAnOrderAddUp(String currency, boolean inclusive, String percent, String onTop) {
        var store = store(currency, inclusive, percent, onTop);
        var orders = new RandomOrders(7, List.of("A", "B", "C"), store.currency.decimals());

        for (int i = 0; i < ORDERS; i++) {
            var order = new OpenOrder(store).from(orders.next());

            assertTotals(order);
            order.lines().forEach(line -> assertLine(order, line));
            assertTaxRows(order);
        }
    }

    private static Store store(String currency, boolean inclusive, String percent, String onTop) {
        var rates = List.of(TaxRate.of(1, "First", percent), new TaxRate(2, "On top", new BigDecimal(onTop), 1));
        var setup = (inclusive ? StoreSetup.euro("abc", "t") : StoreSetup.dollar("abc", "t"))
                .currency(currency)
                .taxes(Map.of(0, rates, 2, rates, 3, rates));
        var store = new Store(new SandboxClock(), setup, 1);
        store.add(Product.Spec.of("A", "A", "10"));
        store.add(Product.Spec.of("B", "B", "3"));
        store.add(Product.Spec.of("C", "C", "777"));
        return store;
    }

    private static void assertTotals(Order order) {
        var totals = order.totals();
        assertThat(totals.totalInc()).isEqualByComparingTo(totals.totalEx().add(totals.totalTax()));
        assertThat(sum(order, Line::gross).add(charges(order, Charge::inc))).isEqualByComparingTo(totals.totalInc());
        assertThat(sum(order, Line::tax).add(charges(order, Charge::tax))).isEqualByComparingTo(totals.totalTax());
        var entered = order.inclusive() ? sum(order, Line::totalInc) : sum(order, Line::totalEx);
        assertThat(entered.subtract(totals.discount())
                        .subtract(totals.couponDiscount())
                        .add(charges(order, order.inclusive() ? Charge::inc : Charge::ex)))
                .isEqualByComparingTo(order.inclusive() ? totals.totalInc() : totals.totalEx());
        assertThat(totals.totalInc().stripTrailingZeros().scale())
                .isLessThanOrEqualTo(order.currency().decimals());
    }

    private static void assertLine(Order order, Line line) {
        var net = line.gross().subtract(line.tax());
        assertThat(line.discount()).isLessThanOrEqualTo(line.entered());
        assertThat(net.signum()).isNotNegative();
        var before = order.inclusive() ? line.totalInc() : line.totalEx();
        assertThat(before.subtract(line.discount())).isEqualByComparingTo(order.inclusive() ? line.gross() : net);
        var exact = net.multiply(TaxRate.factor(line.rates()).subtract(BigDecimal.ONE));
        var unit = BigDecimal.ONE.movePointLeft(order.currency().decimals());
        assertThat(exact.subtract(line.tax()).abs()).isLessThanOrEqualTo(unit);
    }

    private static void assertTaxRows(Order order) {
        for (var details : List.of(true, false)) {
            var rows = new TaxRows(order).list(details);
            var taken = rows.stream()
                    .map(row -> new BigDecimal(row.path("line_amount").asText()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(taken).isEqualByComparingTo(order.totals().totalTax());
        }
    }

    private static BigDecimal sum(Order order, Function<Line, BigDecimal> part) {
        return Money.sum(order.lines().stream().map(part).toList());
    }

    private static BigDecimal charges(Order order, Function<Charge, BigDecimal> part) {
        return Pricing.shippingOf(order, part)
                .add(Pricing.handlingOf(order, part))
                .add(Pricing.wrappingOf(order, part))
                .add(Money.sum(order.fees().stream()
                        .map(fee -> part.apply(fee.charge()))
                        .toList()));
    }
}
