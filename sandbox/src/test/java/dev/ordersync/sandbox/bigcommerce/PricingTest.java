package dev.ordersync.sandbox.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.kernel.SandboxClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final Address JANE = Address.us("Jane", "Doe", "jane@shopper.example");

    private static Store store(StoreSetup setup) {
        var store = new Store(new SandboxClock(), setup, 1);
        store.add(Product.Spec.of("A", "A", "250"));
        store.add(Product.Spec.of("B", "B", "89"));
        store.add(Product.Spec.of("C", "C", "49.99"));
        store.add(Product.Spec.of("F", "F", "6"));
        return store;
    }

    private static StoreSetup euro(String percent) {
        var rate = List.of(TaxRate.of(1, "Tax", percent));
        return StoreSetup.euro("abc", "t").taxes(Map.of(0, rate, StoreSetup.SHIPPING_CLASS, rate));
    }

    @Test
    void anInclusiveLineWithAManualDiscountComesOutAsTheRealOrder519() {
        var order = new OpenOrder(store(euro("5.5")))
                .from(Checkout.guest(JANE).line("A", 10).discount(Discount.manual("100")));

        var line = order.lines().get(0);
        assertThat(line.priceInc()).isEqualByComparingTo("250.0000");
        assertThat(line.priceEx()).isEqualByComparingTo("236.9667");
        assertThat(line.totalInc()).isEqualByComparingTo("2500.0000");
        assertThat(line.totalEx()).isEqualByComparingTo("2369.6667");
        assertThat(line.tax()).isEqualByComparingTo("125.12");
        assertThat(line.gross()).isEqualByComparingTo("2400");
        assertThat(order.totals().totalInc()).isEqualByComparingTo("2400");
        assertThat(order.totals().totalEx()).isEqualByComparingTo("2274.88");
        assertThat(order.totals().subtotalTax()).isEqualByComparingTo("125.12");
        assertThat(order.totals().discount()).isEqualByComparingTo("100");
    }

    @Test
    void anExclusiveLineWithADiscountComesOutAsTheRealOrder120() {
        var tax = Map.of(0, List.of(TaxRate.of(1, "Tax", "7")));
        var order = new OpenOrder(store(StoreSetup.dollar("abc", "t").taxes(tax)))
                .from(Checkout.guest(JANE).line("B", 1).discount(Discount.manual("35.90")));

        var line = order.lines().get(0);
        assertThat(line.priceEx()).isEqualByComparingTo("89");
        assertThat(line.priceInc()).isEqualByComparingTo("95.2350");
        assertThat(line.totalInc()).isEqualByComparingTo("95.235");
        assertThat(line.tax()).isEqualByComparingTo("3.72");
        assertThat(line.gross()).isEqualByComparingTo("56.82");
    }

    @Test
    void threeTimes4999InclusiveStaysExactlyThatSum() {
        var order = new OpenOrder(store(euro("19"))).from(Checkout.guest(JANE).line("C", 3));

        assertThat(order.totals().totalInc()).isEqualByComparingTo("149.97");
        assertThat(order.totals().totalTax()).isEqualByComparingTo("23.94");
    }

    @Test
    void buyTwoGetOneFreeOnThreeOfSixTakesSixOffTheLine() {
        var order = new OpenOrder(store(euro("19")))
                .from(Checkout.guest(JANE).line("F", 3).discount(Discount.onProduct(5, "3 for 2", "6", "F")));

        var line = order.lines().get(0);
        assertThat(line.shares()).singleElement().satisfies(share -> {
            assertThat(share.amount()).isEqualByComparingTo("6");
            assertThat(share.target()).isEqualTo("product");
        });
        assertThat(order.totals().totalInc()).isEqualByComparingTo("12");
    }

    @Test
    void prioritiesCompound() {
        var rates = List.of(TaxRate.of(1, "GST", "5"), new TaxRate(2, "QST", new java.math.BigDecimal("9.975"), 1));
        var tax = TaxRate.tax(new java.math.BigDecimal("100"), rates, false, 2);

        assertThat(TaxRate.factor(rates)).isEqualByComparingTo("1.1547375");
        assertThat(tax).isEqualByComparingTo("15.47");
        assertThat(Money.sum(TaxRate.parts(tax, rates, 2))).isEqualByComparingTo("15.47");
    }

    @Test
    void aFreeLineKeepsItsListPriceAndHasNoTax() {
        var order = new OpenOrder(store(euro("19")))
                .from(Checkout.guest(JANE)
                        .line("F", 1)
                        .discount(Discount.coupon(Discount.Kind.COUPON_PERCENT, "FREE", "100")));

        var line = order.lines().get(0);
        assertThat(line.gross()).isEqualByComparingTo("0");
        assertThat(line.tax()).isEqualByComparingTo("0");
        assertThat(line.priceEx()).isEqualByComparingTo("5.0420");
        assertThat(order.totals().couponDiscount()).isEqualByComparingTo("6");
    }

    @Test
    void aFreeShippingCouponTakesTheShippingAndNoLine() {
        var order = new OpenOrder(store(euro("19")))
                .from(Checkout.guest(JANE)
                        .line("F", 1)
                        .shipping("5.90", "Post")
                        .discount(Discount.coupon(Discount.Kind.COUPON_FREE_SHIPPING, "SHIPFREE", "0")));

        assertThat(order.lines().get(0).shares()).isEmpty();
        assertThat(order.totals().totalInc()).isEqualByComparingTo("6");
        assertThat(order.destinations().get(0).shipping().base()).isEqualByComparingTo("5.90");
        assertThat(order.destinations().get(0).shipping().inc()).isEqualByComparingTo("0");
    }
}
