package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.domain.TaxQuotient;
import dev.ordersync.mapping.domain.Orders.Lines;
import dev.ordersync.mapping.domain.PlanResult.Planned;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/rules/tax.md and docs/rules/discount.md. */
class RuleTablesTest {

    static Stream<RuleTable.Row> lines() {
        return RuleTable.rows("tax.md", "One line");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void one_line(RuleTable.Row row) {
        boolean inclusive = row.get("shop").equals("inclusive");
        String tax = row.get("charged tax");
        BigDecimal list = n(row.get("price")).multiply(n(row.get("quantity")));
        BigDecimal amount = list.subtract(n(row.get("share")));
        BigDecimal gross = inclusive ? amount : amount.add(n(tax));
        Lines line = new Lines(1)
                .price(row.get("price"), row.get("price"))
                .times(Integer.parseInt(row.get("quantity")))
                .tax(
                        tax,
                        row.get("rates").equals("?")
                                ? new String[0]
                                : row.get("rates").split(" "))
                .share(row.get("share"))
                .discounted(gross.toPlainString());
        Orders order = inclusive ? Orders.inclusive() : Orders.exclusive();
        order.with(line)
                .discount(row.get("share"))
                .total(gross.subtract(n(tax)).toPlainString(), gross.toPlainString(), tax);

        Planned planned = order.planned();

        Row planned1 = planned.plan().rows().get(0);
        assertThat(planned1.pricePerUnit()).isEqualByComparingTo(row.get("price per unit"));
        assertThat(planned1.totalDiscount()).isEqualByComparingTo(row.get("discount"));
        if (row.get("percent").equals("-")) assertThat(planned1.taxPercent()).isNull();
        else assertThat(planned1.taxPercent()).isEqualByComparingTo(row.get("percent"));
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo(row.get("total"));
    }

    static Stream<RuleTable.Row> givenAway() {
        return RuleTable.rows("tax.md", "What the prices tell of a line given away");
    }

    @ParameterizedTest
    @MethodSource("givenAway")
    void a_line_given_away(RuleTable.Row row) {
        boolean inclusive = row.get("shop").equals("inclusive");
        String entered = row.get(inclusive ? "price with tax" : "price before tax");
        String share = n(entered).multiply(n(row.get("quantity"))).toPlainString();
        Lines line = new Lines(1)
                .price(row.get("price before tax"), row.get("price with tax"))
                .times(Integer.parseInt(row.get("quantity")))
                .share(share)
                .discounted("0.00");
        Orders order = inclusive ? Orders.inclusive() : Orders.exclusive();

        Planned planned = order.with(line).discount(share).total("0", "0", "0").planned();

        Row free = planned.plan().rows().get(0);
        assertThat(free.pricePerUnit()).isEqualByComparingTo(row.get("price per unit"));
        assertThat(free.totalDiscount()).isEqualByComparingTo(row.get("discount"));
        if (row.get("percent").equals("-")) assertThat(free.taxPercent()).isNull();
        else assertThat(free.taxPercent()).isEqualByComparingTo(row.get("percent"));
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("0");
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    static Stream<RuleTable.Row> quotients() {
        return RuleTable.rows("tax.md", "What the amounts tell");
    }

    @ParameterizedTest
    @MethodSource("quotients")
    void what_the_amounts_tell(RuleTable.Row row) {
        MinorUnit unit = new MinorUnit(Integer.parseInt(row.get("decimals")));
        BigDecimal amount = n(row.get("amount"));
        BigDecimal tax = n(row.get("tax"));
        TaxQuotient quotient = row.get("shop").equals("inclusive")
                ? TaxQuotient.ofGross(amount, tax, unit.half())
                : TaxQuotient.ofNet(amount, tax, unit.half());
        List<BigDecimal> known = row.get("known").isEmpty() ? List.of() : List.of(n(row.get("known")));

        assertThat(quotient.snap(known)).isEqualByComparingTo(row.get("rate"));
    }

    static Stream<RuleTable.Row> plain() {
        return RuleTable.rows("tax.md", "When the shop must be asked");
    }

    @ParameterizedTest
    @MethodSource("plain")
    void when_the_shop_must_be_asked(RuleTable.Row row) {
        MinorUnit unit = new MinorUnit(Integer.parseInt(row.get("decimals")));

        assertThat(TaxQuotient.isPlain(n(row.get("gross")), n(row.get("tax")), unit.half()))
                .isEqualTo(row.get("plain").equals("yes"));
    }

    static Stream<RuleTable.Row> spreads() {
        return RuleTable.rows("discount.md", "Spreading");
    }

    @ParameterizedTest
    @MethodSource("spreads")
    void spreading(RuleTable.Row row) {
        MinorUnit unit = new MinorUnit(Integer.parseInt(row.get("decimals")));
        List<Line> lines = new ArrayList<>();
        Map<Long, BigDecimal> none = new LinkedHashMap<>();
        for (String total : row.get("lines").split(" ")) {
            long id = lines.size() + 1L;
            lines.add(new Lines(id).price(total, total).build());
            none.put(id, BigDecimal.ZERO);
        }

        Map<Long, BigDecimal> shares = new SpreadDiscount(lines, true, unit)
                .spread(none, n(row.get("discount")))
                .orElseThrow();

        assertThat(shares.values())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(Stream.of(row.get("shares").split(" "))
                        .map(RuleTablesTest::n)
                        .toList());
    }

    static Stream<RuleTable.Row> charges() {
        return RuleTable.rows("discount.md", "Charges");
    }

    @ParameterizedTest
    @MethodSource("charges")
    void charges(RuleTable.Row row) {
        Orders order = Orders.exclusive().with(new Lines(1).price("10", "10"));
        BigDecimal total = n("10");
        BigDecimal taxes = BigDecimal.ZERO;
        for (String charge : row.get("charges").split(", ")) {
            String[] words = charge.split(" ");
            BigDecimal net = n(words[1]);
            BigDecimal tax = net.multiply(n(words[3])).movePointLeft(2);
            total = total.add(net).add(tax);
            taxes = taxes.add(tax);
            order.charge(
                    ChargeKind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                    words[1],
                    net.add(tax).toPlainString(),
                    tax.toPlainString(),
                    words[3]);
        }
        order.total(total.subtract(taxes).toPlainString(), total.toPlainString(), taxes.toPlainString());

        Planned planned = order.planned();

        SalesOrderPlan.Fee fee = planned.plan().fee();
        assertThat(at(fee.amount(), fee.taxPercent())).isEqualTo(row.get("fee"));
        String rows = planned.plan().rows().stream()
                .skip(1)
                .map(charge ->
                        charge.key().replace("charge:", "") + " " + at(charge.pricePerUnit(), charge.taxPercent()))
                .collect(Collectors.joining(", "));
        assertThat(rows).isEqualTo(row.get("rows"));
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    private static String at(BigDecimal amount, BigDecimal percent) {
        return amount.setScale(2).toPlainString() + " at " + (percent == null ? "0" : percent.toPlainString());
    }

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }
}
