package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.Orders.Lines;
import dev.ordersync.mapping.domain.PlanResult.Held;
import dev.ordersync.mapping.domain.PlanResult.NothingToImport;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    static Stream<RuleTable.Row> examples() {
        return RuleTable.rows("receipt.md", "Examples");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_example_holds(RuleTable.Row row) {
        Receipt receipt = example(row.get("case"));

        assertThat(receipt.bigcommerceTotal()).hasToString(row.get("bigcommerce"));
        assertThat(receipt.katanaTotal()).hasToString(row.get("katana"));
        assertThat(receipt.difference()).hasToString(row.get("difference"));
        String explained = receipt.steps().stream()
                .filter(Receipt.Step::explains)
                .map(step -> step.kind() + " " + step.amount().toPlainString())
                .collect(Collectors.joining(", "));
        assertThat(explained).isEqualTo(row.get("explained by"));
        assertThat(receipt.explained()).isEqualByComparingTo(receipt.difference());
        assertThat(receipt.steps()).allSatisfy(step -> assertThat(step.text()).matches("(?s)['A-Z0-9].*\\."));
    }

    private static Receipt example(String name) {
        Lines hundred = new Lines(1).price("100", "100");
        Orders plain = Orders.exclusive().with(hundred);
        Orders order = switch (name) {
            case "whole" ->
                Orders.inclusive()
                        .with(new Lines(1).price("42.0084", "49.99").times(3).tax("23.94", "19"))
                        .total("126.03", "149.97", "23.94");
            case "custom item off" ->
                plain.with(new Lines(2).custom().price("40", "40")).total("140", "140", "0");
            case "digital line skipped" ->
                plain.with(new Lines(2).kind(Kind.DIGITAL).price("40", "40")).total("140", "140", "0");
            case "gift certificate sold" ->
                plain.with(new Lines(2).kind(Kind.GIFT_CERTIFICATE).price("40", "40"))
                        .total("140", "140", "0");
            case "gift certificate used" -> paidByCertificate(plain.total("100", "100", "0"));
            case "shipping off" ->
                plain.charge(ChargeKind.SHIPPING, "10", "10", "0").total("110", "110", "0");
            case "tax rounded per line" -> sixHalves();
            case "finer rate" ->
                Orders.exclusive()
                        .with(new Lines(1).price("1000000", "1154737.5").tax("154737.50", "5", "9.975@1"))
                        .total("1000000", "1154737.50", "154737.50");
            case "two of five refunded" ->
                Orders.exclusive()
                        .with(new Lines(1).price("10", "10").times(5).refunded(2))
                        .total("50", "50", "0");
            case "shares a cent short of what was charged" -> centShort();
            case "shares finer than what was charged" -> halfCents();
            case "charged to the cent, shares add up finer" -> thirds();
            default -> yen();
        };
        PlanRules rules = name.equals("shipping off")
                ? new PlanRules("abc123", false, false, false, false, true, "", 14, null)
                : Orders.RULES;
        return order.planned(rules).receipt();
    }

    private static Orders paidByCertificate(Orders order) {
        order.certificates = "30";
        return order;
    }

    /** Each line's tax of 0.095 is charged as 0.10. */
    private static Orders sixHalves() {
        Orders order = Orders.exclusive().total("3.00", "3.60", "0.60");
        for (int id = 1; id <= 6; id++)
            order.with(new Lines(id).price("0.50", "0.595").tax("0.10", "19"));
        return order;
    }

    /** Three shares of 3.33, but 10.00 less in all: the first line was charged 3.34 less. */
    private static Orders centShort() {
        Orders order = Orders.inclusive().discount("10.00").total("16.67", "20.00", "3.33");
        String[] charged = {"6.66", "6.67", "6.67"};
        for (int id = 1; id <= 3; id++)
            order.with(new Lines(id)
                    .price("8.3333", "10.00")
                    .tax("1.11", "20")
                    .share("3.33")
                    .discounted(charged[id - 1]));
        return order;
    }

    /** 10 % off 9.99, charged as 8.99. */
    private static Orders halfCents() {
        Orders order = Orders.exclusive().coupons("9.99").total("89.90", "89.90", "0");
        for (int id = 1; id <= 10; id++)
            order.with(
                    new Lines(id).price("3.33", "3.33").times(3).share("0.9990").discounted("8.99"));
        return order;
    }

    /** A third of 10.00 off each line; each says 6.67, which would be 20.01. */
    private static Orders thirds() {
        Orders order = Orders.inclusive().discount("10.00").total("16.67", "20.00", "3.33");
        String[] shares = {"3.3333", "3.3333", "3.3334"};
        for (int id = 1; id <= 3; id++)
            order.with(new Lines(id)
                    .price("8.3333", "10.00")
                    .tax("1.11", "20")
                    .share(shares[id - 1])
                    .discounted("6.67"));
        return order;
    }

    private static Orders yen() {
        Orders order = Orders.inclusive()
                .with(new Lines(1).price("10000", "11000").tax("1000", "10"))
                .total("10000", "11000", "1000");
        order.currency = "JPY";
        return order;
    }

    @Test
    void what_was_refunded_after_it_was_shipped_stays_in_the_row_and_is_named() {
        Receipt receipt = Orders.exclusive()
                .with(new Lines(1).price("10", "10").times(5).shipped(4).refunded(2))
                .total("50", "50", "0")
                .planned()
                .receipt();

        assertThat(receipt.steps())
                .filteredOn(step -> step.kind().equals("refund"))
                .extracting(step -> step.text() + " " + step.amount() + " " + step.explains())
                .containsExactly(
                        "1 of 5 x Shirt were refunded after they had been shipped: they stay in the row. 10.00 false",
                        "1 of 5 x Shirt were refunded. -10.00 true");
    }

    @Test
    void shares_that_do_not_add_up_give_way_to_what_was_charged() {
        var planned = centShort().planned();

        assertThat(planned.plan().rows().stream()
                        .map(row -> new MinorUnit(2)
                                .round(Rate.katanaGross(
                                        row.pricePerUnit()
                                                .multiply(row.quantity())
                                                .subtract(row.totalDiscount()),
                                        row.taxPercent()))))
                .containsExactly(Orders.n("6.66"), Orders.n("6.67"), Orders.n("6.67"));
        assertThat(planned.receipt().steps())
                .filteredOn(step -> step.kind().equals("discount"))
                .extracting(step -> step.amount().toPlainString())
                .containsExactly("3.34", "3.33", "3.33");
        assertThat(planned.receipt().steps()).extracting(Receipt.Step::kind).doesNotContain("charged", "rounding");
    }

    @Test
    void a_charge_that_is_in_no_field_is_unexplained_and_names_the_amount() {
        Held held = (Held) Orders.exclusive()
                .with(new Lines(1).price("100", "100"))
                .total("107.77", "107.77", "0")
                .plan(Orders.RULES);

        assertThat(held.cause()).isEqualTo("unexplained-difference");
        assertThat(held.sentence()).contains("107.77 EUR").contains("7.77 is unexplained");
        assertThat(held.receipt().steps()).anySatisfy(step -> {
            assertThat(step.kind()).isEqualTo("unexplained");
            assertThat(step.explains()).isFalse();
            assertThat(step.amount()).isEqualByComparingTo("-7.77");
        });
    }

    @Test
    void an_order_of_nothing_but_left_out_lines_is_not_imported() {
        PlanResult result = Orders.exclusive()
                .with(new Lines(1).kind(Kind.DIGITAL).price("40", "40"))
                .total("40", "40", "0")
                .plan(Orders.RULES);

        assertThat(((NothingToImport) result).reason())
                .contains("not a physical product")
                .endsWith(".");
    }

    @Test
    void removed_lines_are_dropped_without_a_word() {
        Orders order = Orders.exclusive()
                .with(new Lines(1).price("100", "100"))
                .with(new Lines(2).price("40", "40").times(0))
                .total("100", "100", "0");

        assertThat(order.planned().plan().rows()).hasSize(1);
        assertThat(order.planned().receipt().steps()).hasSize(1);
    }

    @Test
    void a_negative_charge_is_held_by_name() {
        PlanResult result = Orders.exclusive()
                .with(new Lines(1).price("100", "100"))
                .charge(ChargeKind.FEE, "-10", "-10", "0")
                .total("90", "90", "0")
                .plan(Orders.RULES);

        assertThat(((Held) result).sentence()).contains("Fee").contains("-10");
    }

    @Test
    void what_is_left_out_may_be_negative_and_is_named_with_its_money() {
        var planned = Orders.inclusive()
                .with(new Lines(1).price("50", "60").tax("10"))
                .with(new Lines(2).custom().price("-10", "-12").tax("-2"))
                .charge(ChargeKind.HANDLING, "-5", "-6", "-1")
                .total("35", "42", "7")
                .planned(new PlanRules("abc123", false, false, false, false, true, "", 14, null));

        assertThat(planned.plan().rows()).hasSize(1);
        assertThat(planned.receipt().difference()).isEqualByComparingTo("18");
        assertThat(planned.receipt().steps())
                .filteredOn(Receipt.Step::explains)
                .extracting(step -> step.kind() + " " + step.amount())
                .containsExactly("left-out 12.00", "left-out 6.00");
    }

    @Test
    void a_negative_custom_item_that_would_be_a_row_is_held() {
        PlanResult result = Orders.exclusive()
                .with(new Lines(1).price("50", "50"))
                .with(new Lines(2).custom().price("-10", "-10"))
                .total("40", "40", "0")
                .plan(new PlanRules("abc123", false, true, true, false, true, "", 14, null));

        assertThat(((Held) result).cause()).isEqualTo("negative-amount");
    }

    @Test
    void what_a_removed_line_says_of_its_money_counts_for_nothing() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("50", "50"))
                .with(new Lines(2).price("-10", "-10").times(0).discounted("-3"))
                .total("50", "50", "0")
                .planned();

        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"49.99", "50.00"})
    void a_line_given_away_may_be_charged_a_minor_unit_below_nothing(String total) {
        var planned = Orders.inclusive()
                .with(new Lines(1).price("41.67", "50").discounted("50").tax("8.33"))
                .with(new Lines(2).price("8.33", "10").share("10").discounted("-0.0100"))
                .discount("10")
                .total("41.66", total, "8.33")
                .planned();

        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("50");
        assertThat(planned.receipt().steps())
                .filteredOn(Receipt.Step::explains)
                .allMatch(step -> step.kind().equals("rounding"))
                .hasSize(total.equals("50.00") ? 0 : 1);
    }

    @Test
    void two_minor_units_below_nothing_are_held() {
        PlanResult result = Orders.inclusive()
                .with(new Lines(1).price("50", "50").discounted("50"))
                .with(new Lines(2).price("10", "10").share("10").discounted("-0.0200"))
                .discount("10")
                .total("49.98", "49.98", "0")
                .plan(Orders.RULES);

        assertThat(((Held) result).sentence())
                .contains("discounted_total_inc_tax")
                .contains("-0.02");
    }

    @Test
    void a_discount_that_no_line_shows_comes_off_the_shipping_when_the_lines_tell_their_totals() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("100", "100").discounted("100"))
                .charge(ChargeKind.SHIPPING, "12", "12", "0")
                .coupons("12")
                .total("100", "100", "0")
                .planned();

        assertThat(planned.plan().rows().get(0).totalDiscount()).isEqualByComparingTo("0");
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
        assertThat(planned.receipt().steps())
                .anySatisfy(step -> assertThat(step.text()).contains("taken off the shipping"));
    }

    @Test
    void a_shipping_coupon_that_is_in_the_shipping_already_is_not_taken_off_twice() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("100", "100").discounted("100"))
                .coupons("12")
                .total("100", "100", "0")
                .planned();

        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("100");
    }

    @Test
    void fees_that_are_not_in_the_total_are_not_charged() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("100", "100"))
                .charge(ChargeKind.FEE, "10", "10", "0")
                .total("100", "100", "0")
                .planned();

        assertThat(planned.plan().fee()).isNull();
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    @Test
    void what_was_charged_for_a_line_wins_over_its_price() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("100", "100").share("10").discounted("80"))
                .discount("10")
                .total("80", "80", "0")
                .planned();

        assertThat(planned.plan().rows().get(0).totalDiscount()).isEqualByComparingTo("20");
        assertThat(planned.receipt().steps())
                .anySatisfy(step -> assertThat(step.text()).contains("what was charged is used"));
    }

    @Test
    void the_explaining_steps_add_up_though_each_of_them_was_rounded() {
        Orders order = Orders.exclusive().total("30", "30", "0");
        for (int id = 1; id <= 3; id++)
            order.with(new Lines(id)
                    .price("3.3333", "3.3333")
                    .times(3)
                    .totals("10", "10")
                    .refunded(1));

        Receipt receipt = order.planned().receipt();

        assertThat(receipt.difference()).isEqualByComparingTo("-10.00");
        assertThat(receipt.explained()).isEqualByComparingTo("-10.00");
        assertThat(receipt.steps().stream().filter(Receipt.Step::explains).map(Receipt.Step::amount))
                .usingElementComparator(java.math.BigDecimal::compareTo)
                .containsExactlyInAnyOrder(Orders.n("-3.34"), Orders.n("-3.33"), Orders.n("-3.33"));
    }

    @Test
    void a_gift_certificate_is_not_discounted_while_there_is_something_else() {
        PlanRules services = new PlanRules("abc123", false, false, true, true, true, "", 14, null);
        var planned = Orders.exclusive()
                .with(new Lines(1).price("50", "50"))
                .with(new Lines(2).kind(Kind.GIFT_CERTIFICATE).price("50", "50"))
                .discount("10")
                .total("90", "90", "0")
                .planned(services);

        assertThat(planned.plan().rows().get(0).totalDiscount()).isEqualByComparingTo("10");
        assertThat(planned.plan().rows().get(1).totalDiscount()).isEqualByComparingTo("0");
    }

    @Test
    void a_line_that_was_charged_more_than_its_price_gets_that_price() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("100", "100").times(3).discounted("330"))
                .total("330", "330", "0")
                .planned();

        assertThat(planned.plan().rows().get(0).pricePerUnit()).isEqualByComparingTo("110");
        assertThat(planned.plan().rows().get(0).totalDiscount()).isEqualByComparingTo("0");
    }

    @Test
    void discounts_that_exceed_a_line_are_held_by_name() {
        PlanResult declared = Orders.exclusive()
                .with(new Lines(1).price("10", "10").share("15"))
                .with(new Lines(2).price("20", "20"))
                .discount("15")
                .total("15", "15", "0")
                .plan(Orders.RULES);
        PlanResult charged = Orders.exclusive()
                .with(new Lines(1).price("10", "10").discounted("-5"))
                .with(new Lines(2).price("20", "20").discounted("20"))
                .discount("15")
                .total("15", "15", "0")
                .plan(Orders.RULES);

        assertThat(((Held) declared).sentence()).contains("applied_discounts").contains("5.00");
        assertThat(((Held) charged).sentence())
                .contains("discounted_total_inc_tax")
                .contains("-5");
    }

    @Test
    void a_small_discount_is_spread_although_tax_rounding_could_hide_it() {
        Orders order = Orders.exclusive().discount("0.05").total("9.95", "11.85", "1.90");
        for (int id = 1; id <= 10; id++)
            order.with(new Lines(id).price("1", "1.19").tax("0.19", "19"));

        var rows = order.planned().plan().rows();

        assertThat(rows.stream().map(SalesOrderPlan.Row::totalDiscount).reduce(java.math.BigDecimal::add))
                .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("0.05"));
    }

    @Test
    void a_lower_total_without_shares_is_a_discount_not_an_oddity() {
        Receipt receipt = Orders.exclusive()
                .with(new Lines(1).price("100", "100").discounted("90"))
                .discount("10")
                .total("90", "90", "0")
                .planned()
                .receipt();

        assertThat(receipt.steps()).extracting(Receipt.Step::kind).containsExactly("line", "discount");
    }

    @Test
    void one_cent_less_is_a_discount_where_the_order_has_one() {
        Orders order = Orders.inclusive()
                .with(new Lines(1).price("1.00", "1.20").discounted("1.19").tax("0.19"))
                .total("1.00", "1.19", "0.19");

        assertThat(order.planned().receipt().steps())
                .extracting(Receipt.Step::kind)
                .doesNotContain("discount");
        assertThat(order.discount("0.01").planned().receipt().steps())
                .filteredOn(step -> step.kind().equals("discount"))
                .singleElement()
                .satisfies(step -> assertThat(step.amount()).isEqualByComparingTo("0.01"));
    }

    @Test
    void a_small_amount_has_the_rate_that_a_large_one_tells() {
        var rows = Orders.exclusive()
                .with(new Lines(1).price("2.00", "2.38").tax("0.38"))
                .with(new Lines(2).price("2000.00", "2378.00").tax("378.00"))
                .total("2002.00", "2380.38", "378.38")
                .planned()
                .plan()
                .rows();

        assertThat(rows).allSatisfy(row -> assertThat(row.taxPercent()).isEqualByComparingTo("18.9"));
    }

    @Test
    void what_is_too_little_for_its_tax_has_the_rate_that_the_order_tells() {
        var plan = Orders.exclusive()
                .with(new Lines(1).price("100.00", "108.25").tax("8.25"))
                .with(new Lines(2).price("0.0400", "0.0433").discounted("0.04").tax("0"))
                .with(new Lines(3).price("0.0400", "0.0400").discounted("0.04").tax("0"))
                .charge(ShopOrder.ChargeKind.FEE, "0.01", "0.01", "0", "8.25")
                .total("100.09", "108.34", "8.25")
                .planned()
                .plan();

        assertThat(plan.rows().get(1).taxPercent()).isEqualByComparingTo("8.25");
        assertThat(plan.rows().get(2).taxPercent()).as("equal prices: untaxed").isNull();
        assertThat(plan.fee().taxPercent()).isEqualByComparingTo("8.25");
    }

    @Test
    void what_would_have_shown_a_tax_and_has_none_is_untaxed() {
        var plan = Orders.exclusive()
                .with(new Lines(1).price("100.00", "108.25").tax("8.25"))
                .with(new Lines(2).price("0.1000", "0.1083").discounted("0.10").tax("0"))
                .charge(ShopOrder.ChargeKind.FEE, "0.10", "0.10", "0", "8.25")
                .total("100.20", "108.45", "8.25")
                .planned()
                .plan();

        assertThat(plan.rows().get(1).taxPercent()).isNull();
        assertThat(plan.fee().taxPercent()).isNull();
    }

    @Test
    void a_cent_of_an_order_without_tax_is_not_explained_by_the_rounding_of_a_tax() {
        Orders order = Orders.exclusive()
                .with(new Lines(1).price("10", "10").share("10.01"))
                .with(new Lines(2).price("5", "5"))
                .discount("10.01")
                .total("4.99", "4.99", "0");

        Held held = (Held) order.plan(Orders.RULES);

        assertThat(held.cause()).isEqualTo("unexplained-difference");
        assertThat(held.sentence()).contains("0.01 EUR");
    }

    @Test
    void a_charge_that_is_the_sum_of_many_may_miss_a_cent_for_each() {
        Orders order = Orders.exclusive().with(new Lines(1).price("10", "10")).total("10.60", "10.80", "0.20");
        order.charges.add(new ShopOrder.Charge(
                "wrapping",
                ChargeKind.WRAPPING,
                "Wrapping",
                Orders.n("0.60"),
                Orders.n("0.80"),
                Orders.n("0.20"),
                Orders.layers("19"),
                20));

        Receipt receipt = order.planned().receipt();

        assertThat(receipt.difference()).isEqualByComparingTo("-0.09");
        assertThat(receipt.explained()).isEqualByComparingTo("-0.09");
    }

    @Test
    void rows_that_miss_what_was_charged_by_more_than_rounding_are_held() {
        ShopOrder order = Orders.exclusive()
                .with(new Lines(1).price("10", "10").share("15"))
                .total("-5", "-5", "0")
                .build();
        MinorUnit cents = new MinorUnit(2);
        var found = new ReadAmounts(order, cents).find(); // a row cannot follow its line below 0

        var problem = PlanMoney.of(order, Orders.RULES, found, cents).problem();

        assertThat(problem).hasValueSatisfying(held -> {
            assertThat(held.cause()).isEqualTo("unexplained-difference");
            assertThat(held.sentence()).contains("5.00 EUR").contains("more than rounding can explain");
        });
    }
}
