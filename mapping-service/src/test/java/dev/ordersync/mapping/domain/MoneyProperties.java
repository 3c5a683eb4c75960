package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.PlanResult.NothingToImport;
import dev.ordersync.mapping.domain.PlanResult.Planned;
import dev.ordersync.mapping.domain.Receipt.Step;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every order that BigCommerce reckons in its own way, to the cent. */
class MoneyProperties {
    private static final PlanRules EVERYTHING = new PlanRules("abc123", false, true, true, true, true, "", 14, null);
    private static final PlanRules SOMETHING = new PlanRules("abc123", false, false, false, false, true, "", 14, null);

    @Property(tries = 400)
    void every_order_is_planned_and_nothing_is_unexplained(@ForAll long seed) {
        ShopOrder order = new ShopWorld(seed).order();
        for (PlanRules rules : List.of(EVERYTHING, SOMETHING, Orders.RULES)) {
            PlanResult result = new PlanSalesOrder().plan(order, rules);
            if (result instanceof NothingToImport) continue;
            assertThat(result).isInstanceOf(Planned.class);
            Receipt receipt = ((Planned) result).receipt();
            assertThat(receipt.explained()).isEqualByComparingTo(receipt.difference());
            assertThat(receipt.bigcommerceTotal()).isEqualByComparingTo(order.totalIncTax());
        }
    }

    @Property(tries = 400)
    void katanas_total_is_what_the_sent_numbers_make(@ForAll long seed) {
        ShopWorld world = new ShopWorld(seed);
        ShopOrder order = world.order();
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;

        BigDecimal total = planned.plan().rows().stream()
                .map(row -> taxed(
                        row.pricePerUnit().multiply(row.quantity()).subtract(row.totalDiscount()), row.taxPercent()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        SalesOrderPlan.Fee fee = planned.plan().fee();
        if (fee != null) total = total.add(taxed(fee.amount(), fee.taxPercent()));

        assertThat(planned.receipt().katanaTotal())
                .isEqualByComparingTo(total.setScale(world.unit.decimals(), RoundingMode.HALF_UP));
    }

    @Property(tries = 400)
    void no_row_is_negative_and_every_number_fits_katana(@ForAll long seed) {
        ShopOrder order = new ShopWorld(seed).order();
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;

        for (Row row : planned.plan().rows()) {
            assertThat(row.quantity()).isPositive();
            assertThat(row.pricePerUnit()).isNotNegative();
            assertThat(row.totalDiscount()).isNotNegative();
            assertThat(row.totalDiscount())
                    .isLessThanOrEqualTo(row.pricePerUnit().multiply(row.quantity()));
            assertThat(row.pricePerUnit().scale()).isBetween(0, 10);
            assertThat(row.totalDiscount().scale()).isBetween(0, 10);
            if (row.taxPercent() != null) assertThat(row.taxPercent().scale()).isBetween(0, 3);
        }
        if (planned.plan().fee() != null) {
            assertThat(planned.plan().fee().amount()).isNotNegative();
            assertThat(planned.plan().fee().amount().scale()).isBetween(0, 10);
        }
    }

    @Property(tries = 400)
    void a_tax_inclusive_order_that_is_imported_whole_has_no_difference(@ForAll long seed) {
        ShopWorld world = new ShopWorld(seed);
        ShopOrder order = world.order();
        if (!world.inclusive || world.finerRates || refunded(order)) return;
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;

        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    @Property(tries = 400)
    void what_tax_rounding_explains_stays_within_its_bound(@ForAll long seed) {
        ShopWorld world = new ShopWorld(seed);
        ShopOrder order = world.order();
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;
        long taxed = order.lines().stream()
                        .filter(line -> line.totalTax().signum() != 0)
                        .count()
                + order.charges().stream()
                        .filter(charge -> charge.tax().signum() != 0)
                        .mapToInt(ShopOrder.Charge::amounts)
                        .sum()
                + order.lines().size(); // a tax may have been rounded to nothing
        BigDecimal bound =
                world.unit.half().multiply(BigDecimal.valueOf(taxed + 1)).add(world.unit.amount());

        BigDecimal rounding = of(planned.receipt(), "rounding");

        assertThat(rounding.abs()).isLessThanOrEqualTo(bound);
    }

    @Property(tries = 400)
    void discounts_add_up_to_what_the_order_says(@ForAll long seed) {
        ShopWorld world = new ShopWorld(seed);
        ShopOrder order = world.order();
        if (refunded(order)) return;
        Reading reading = new ReadAmounts(order, world.unit).find().reading();

        BigDecimal taken = order.lines().stream().map(reading::takenOff).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(taken).isEqualByComparingTo(order.discountAmount().add(order.couponDiscount()));
        order.lines().stream()
                .filter(line -> line.price().signum() == 0)
                .forEach(line -> assertThat(reading.share(line)).isEqualByComparingTo("0"));
    }

    /** Those of the rows: what is sent. */
    @Property(tries = 400)
    void the_rows_discounts_are_the_orders_where_tax_comes_on_top(@ForAll long seed) {
        ShopWorld world = new ShopWorld(seed);
        ShopOrder order = world.order();
        if (world.inclusive || refunded(order)) return;
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;

        BigDecimal sent =
                planned.plan().rows().stream().map(Row::totalDiscount).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sent).isEqualByComparingTo(order.discountAmount().add(order.couponDiscount()));
    }

    @Property(tries = 200)
    void the_order_of_the_lines_changes_no_row(@ForAll long seed) {
        ShopOrder order = new ShopWorld(seed).order();
        List<Line> shuffled = new ArrayList<>(order.lines());
        Collections.shuffle(shuffled, new Random(seed));
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;

        Planned other = (Planned) new PlanSalesOrder().plan(withLines(order, shuffled), EVERYTHING);

        assertThat(other.plan().rows())
                .containsExactlyInAnyOrderElementsOf(planned.plan().rows());
        assertThat(other.receipt().difference())
                .isEqualByComparingTo(planned.receipt().difference());
    }

    @Property(tries = 150)
    void a_plan_that_was_written_whole_needs_no_change(@ForAll long seed) {
        ShopOrder order = new ShopWorld(seed).order();
        if (!(new PlanSalesOrder().plan(order, EVERYTHING) instanceof Planned planned)) return;

        Applied applied = Applied.of(planned.plan(), Map.of(), 1, 2, 3);

        assertThat(Difference.between(applied, planned.plan())).isEmpty();
        assertThat(((Planned) new PlanSalesOrder().plan(order, EVERYTHING))
                        .plan()
                        .hash())
                .isEqualTo(planned.plan().hash());
    }

    @Property(tries = 400)
    void what_is_left_out_is_named_with_its_whole_amount(@ForAll long seed) {
        ShopWorld world = new ShopWorld(seed);
        ShopOrder order = world.order();
        if (refunded(order)) return;
        if (!(new PlanSalesOrder().plan(order, SOMETHING) instanceof Planned some)) return;
        Planned all = (Planned) new PlanSalesOrder().plan(order, EVERYTHING);

        BigDecimal less = all.receipt().katanaTotal().subtract(some.receipt().katanaTotal());

        // both totals are rounded, and each left-out tax was rounded once
        int charged =
                order.charges().stream().mapToInt(ShopOrder.Charge::amounts).sum();
        BigDecimal slack = world.unit.half(order.lines().size() + charged + 4);
        if (world.finerRates) slack = slack.add(order.totalIncTax().movePointLeft(5));
        assertThat(of(some.receipt(), "left-out").add(less).abs()).isLessThanOrEqualTo(slack);
    }

    private static boolean refunded(ShopOrder order) {
        return order.lines().stream().anyMatch(line -> line.refunded().signum() != 0);
    }

    private static BigDecimal of(Receipt receipt, String kind) {
        return receipt.steps().stream()
                .filter(step -> step.kind().equals(kind) && step.explains())
                .map(Step::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal taxed(BigDecimal net, BigDecimal percent) {
        return percent == null ? net : net.add(net.multiply(percent).movePointLeft(2));
    }

    private static ShopOrder withLines(ShopOrder o, List<Line> lines) {
        return new ShopOrder(
                o.orderId(),
                o.statusId(),
                o.archived(),
                o.createdAt(),
                o.currency(),
                o.storeCurrency(),
                o.storeRate(),
                o.taxInclusive(),
                o.customer(),
                o.billing(),
                o.shipTo(),
                lines,
                o.itemsTotal(),
                o.charges(),
                o.discountAmount(),
                o.couponDiscount(),
                o.storeCredit(),
                o.giftCertificates(),
                o.totalExTax(),
                o.totalIncTax(),
                o.totalTax(),
                o.comments(),
                o.purchaseOrder());
    }
}
