package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.Orders.Lines;
import dev.ordersync.mapping.domain.SalesOrderPlan.Attribute;
import dev.ordersync.mapping.domain.SalesOrderPlan.Flag;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.ShopOrder.ShipTo;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanSalesOrderTest {

    @Test
    void the_header_follows_the_order() {
        Orders order = order();
        order.purchaseOrder = "PO 7781";
        PlanRules rules = new PlanRules("abc123", false, false, true, false, true, "BC-", 10, null);

        SalesOrderPlan plan = order.planned(rules).plan();

        assertThat(plan.orderNo()).isEqualTo("BC-100");
        assertThat(plan.orderCreatedAt()).isEqualTo(Instant.parse("2026-07-20T09:14:03Z"));
        assertThat(plan.deliveryDate()).isEqualTo(Instant.parse("2026-07-30T09:14:03Z"));
        assertThat(plan.currency()).isEqualTo("EUR");
        assertThat(plan.customerRef()).isEqualTo("PO 7781");
        assertThat(plan.additionalInfo()).isEmpty();
        assertThat(plan.customer())
                .isEqualTo(new CustomerIdentity(
                        7, "bc:abc123:7", "Ada Byron", "Ada", "Byron", null, "ada@example.com", "+372 5550"));
    }

    @Test
    void without_a_shipping_address_it_ships_to_the_billing_address() {
        SalesOrderPlan plan = order().planned().plan();

        assertThat(plan.shipTo()).isEqualTo(Orders.BILLING).isEqualTo(plan.billTo());
        assertThat(plan.flags()).isEmpty();
    }

    @Test
    void further_addresses_are_named_in_a_note_after_the_comments() {
        Lines first = new Lines(1).price("10", "10");
        first.address = 1;
        Lines second = new Lines(2).price("5", "5").times(2);
        second.address = 2;
        Orders order = Orders.exclusive().with(first).with(second).total("20", "20", "0");
        order.shipTo.add(new ShipTo(1, Orders.BILLING));
        order.shipTo.add(new ShipTo(2, Orders.OTHER));
        order.comments = "Ring twice\r\nplease";

        SalesOrderPlan plan = order.planned().plan();

        assertThat(plan.shipTo()).isEqualTo(Orders.BILLING);
        assertThat(plan.flags()).containsExactly(Flag.SEVERAL_ADDRESSES);
        assertThat(plan.additionalInfo())
                .isEqualTo("Ring twice\nplease\nAlso ships to: 2 x SKU-2 to Luke Hill, Hill Ltd, Main 1, Flat 2, "
                        + "78108 Austin, Texas, United States");
    }

    @Test
    void an_address_to_which_nothing_of_the_sales_order_goes_is_none_of_it() {
        Orders order = Orders.exclusive()
                .with(to(1, new Lines(1).price("10", "10").refunded(1)))
                .with(to(2, new Lines(2).price("5", "5")))
                .with(to(3, new Lines(3).custom().price("5", "5")))
                .total("20", "20", "0");
        order.shipTo.add(new ShipTo(1, Orders.BILLING));
        order.shipTo.add(new ShipTo(2, Orders.OTHER));
        order.shipTo.add(new ShipTo(3, Orders.BILLING));

        SalesOrderPlan plan = order.planned().plan();

        assertThat(plan.shipTo()).isEqualTo(Orders.OTHER);
        assertThat(plan.flags()).isEmpty();
        assertThat(plan.additionalInfo()).isEmpty();
    }

    @Test
    void the_note_of_further_addresses_names_no_goods_that_are_left_out() {
        Orders order = Orders.exclusive()
                .with(to(1, new Lines(1).price("10", "10")))
                .with(to(2, new Lines(2).price("5", "5")))
                .with(to(2, new Lines(3).custom().price("5", "5")))
                .total("20", "20", "0");
        order.shipTo.add(new ShipTo(1, Orders.BILLING));
        order.shipTo.add(new ShipTo(2, Orders.OTHER));

        assertThat(order.planned().plan().additionalInfo()).startsWith("Also ships to: 1 x SKU-2 to Luke Hill");
    }

    @Test
    void where_no_row_tells_its_address_it_ships_to_the_first_one() {
        Orders order = order();
        order.shipTo.add(new ShipTo(1, Orders.OTHER));
        order.shipTo.add(new ShipTo(2, Orders.BILLING));

        SalesOrderPlan plan = order.planned().plan();

        assertThat(plan.shipTo()).isEqualTo(Orders.OTHER);
        assertThat(plan.flags()).containsExactly(Flag.SEVERAL_ADDRESSES);
    }

    private static Lines to(long address, Lines line) {
        line.address = address;
        return line;
    }

    @Test
    void a_charge_that_is_the_sum_of_many_rounded_ones_keeps_its_rate() {
        // six wrapped lines at 8.25 %: 0.02 of tax was lost in six roundings, and the whole alone would tell 8.15 %
        Orders order = Orders.exclusive().with(new Lines(1).price("10", "10")).total("31.00", "32.71", "1.71");
        order.charges.add(new Charge(
                "wrapping",
                ChargeKind.WRAPPING,
                "Gift wrapping",
                new BigDecimal("21.00"),
                new BigDecimal("22.71"),
                new BigDecimal("1.71"),
                List.of(new TaxLayer(new BigDecimal("8.25"), 0)),
                6));

        assertThat(order.planned().plan().fee().taxPercent()).isEqualByComparingTo("8.25");
    }

    @Test
    void a_rows_attributes_hold_the_line_id_and_each_option() {
        Lines line = new Lines(331).price("10", "10");
        line.options.add(new Option("Size", "M"));
        line.options.add(new Option("Size", "Wide"));
        line.options.add(new Option(null, "Blue"));
        line.options.add(new Option("Engraving", " "));

        Row row = row(line);

        assertThat(row.key()).isEqualTo("331");
        assertThat(row.attributes())
                .containsExactly(
                        new Attribute("bc_line_id", "331"),
                        new Attribute("Size", "M"),
                        new Attribute("Size (2)", "Wide"),
                        new Attribute("Option", "Blue"));
    }

    @Test
    void a_dash_is_a_value_of_an_option_like_any_other() {
        Lines line = new Lines(331).price("10", "10");
        line.options.add(new Option("Stitching", "-"));

        assertThat(row(line).attributes())
                .containsExactly(new Attribute("bc_line_id", "331"), new Attribute("Stitching", "-"));
    }

    @Test
    void an_engraving_is_in_the_rows_attributes_and_no_option_of_the_variant() {
        Lines line = new Lines(331).price("10", "10");
        line.options.add(new Option("Size", "S"));
        line.options.add(new Option("Engraving", "Anna", true));

        Row row = row(line);

        assertThat(((Item.Catalogue) row.item()).options()).containsExactly(new Option("Size", "S"));
        assertThat(row.attributes())
                .containsExactly(
                        new Attribute("bc_line_id", "331"),
                        new Attribute("Size", "S"),
                        new Attribute("Engraving", "Anna"));
    }

    @Test
    void a_new_products_price_is_in_the_stores_own_currency() {
        Orders order = Orders.exclusive().with(new Lines(5).price("110", "110")).total("110", "110", "0");
        order.storeCurrency = "GBP";
        order.storeRate = new BigDecimal("1.1000000000");

        assertThat(order.planned().plan().rows().get(0).item().salesPrice()).isEqualByComparingTo("100");

        order.storeRate = null;
        assertThat(order.planned().plan().rows().get(0).item().salesPrice())
                .as("a rate that is not told")
                .isNull();
        order.storeCurrency = "EUR";
        assertThat(order.planned().plan().rows().get(0).item().salesPrice()).isEqualByComparingTo("110");
    }

    @Test
    void what_a_sales_order_was_made_with_is_not_left_out_of_it_afterwards() {
        Orders order = Orders.exclusive()
                .with(new Lines(1).price("10", "10"))
                .with(new Lines(2).custom().price("20", "20"))
                .with(new Lines(3).kind(Kind.DIGITAL).price("30", "30"))
                .charge(ChargeKind.SHIPPING, "5", "5", "0")
                .total("65", "65", "0");
        PlanRules all = new PlanRules("abc123", false, true, true, true, true, "", 14, null);
        PlanRules none = new PlanRules("abc123", false, false, false, false, true, "", 14, null);
        SalesOrderPlan made = order.planned(all).plan();
        SalesOrderPlan little = order.planned(none).plan();

        PlanRules agreed = none.keeping(order.build(), Applied.of(made, Map.of(), 0, 0, 0));

        assertThat(order.planned(agreed).plan().hash()).isEqualTo(made.hash());
        assertThat(none.keeping(order.build(), Applied.of(little, Map.of(), 0, 0, 0)))
                .isEqualTo(none);
    }

    @Test
    void a_custom_item_is_never_a_catalogue_item_even_with_a_sku() {
        PlanRules rules = new PlanRules("abc123", false, true, true, false, true, "", 14, null);

        Row row = Orders.exclusive()
                .with(new Lines(5).custom().price("10", "10"))
                .total("10", "10", "0")
                .planned(rules)
                .plan()
                .rows()
                .get(0);

        assertThat(row.item()).isEqualTo(new Item.Custom(100, 5, "Shirt", new BigDecimal("10.00")));
    }

    @Test
    void a_digital_line_becomes_a_service_when_the_store_wishes() {
        PlanRules rules = new PlanRules("abc123", false, false, true, true, true, "", 14, null);

        Row row = Orders.exclusive()
                .with(new Lines(5).kind(Kind.DIGITAL).price("10", "10"))
                .total("10", "10", "0")
                .planned(rules)
                .plan()
                .rows()
                .get(0);

        assertThat(row.item()).isEqualTo(new Item.Service("sku:SKU-5", "SKU-5", "Shirt", new BigDecimal("10.00")));
    }

    @Test
    void all_gift_certificates_are_one_service_with_a_name_of_its_own() {
        PlanRules rules = new PlanRules("abc123", false, false, true, true, true, "", 14, null);
        Lines sold = new Lines(5).kind(Kind.GIFT_CERTIFICATE).price("10", "10");
        sold.sku = null;
        sold.name = "10.00 Gift Certificate for Ada";

        Row row = Orders.exclusive()
                .with(sold)
                .total("10", "10", "0")
                .planned(rules)
                .plan()
                .rows()
                .get(0);

        assertThat(row.item())
                .isEqualTo(new Item.Service("gift-certificate", null, "Gift certificate", BigDecimal.ZERO));
    }

    @Test
    void a_new_products_price_is_less_the_default_tax() {
        PlanRules rules = new PlanRules("abc123", false, false, true, false, true, "", 14, new BigDecimal("20"));

        Row row = Orders.exclusive()
                .with(new Lines(5).price("100", "100"))
                .total("100", "100", "0")
                .planned(rules)
                .plan()
                .rows()
                .get(0);

        assertThat(row.item().salesPrice()).isEqualByComparingTo("83.33");
    }

    @Test
    void a_bundles_parts_are_rows_at_price_0() {
        SalesOrderPlan plan =
                order().with(new Lines(2).price("0", "0")).planned().plan();

        assertThat(plan.rows()).hasSize(2);
        assertThat(plan.rows().get(1).pricePerUnit()).isEqualByComparingTo("0");
    }

    @Test
    void a_discount_on_a_line_that_was_refunded_in_part_shrinks_with_it() {
        Row row = Orders.exclusive()
                .with(new Lines(1).price("10", "10").times(5).share("5").refunded(2))
                .discount("5")
                .total("45", "45", "0")
                .planned()
                .plan()
                .rows()
                .get(0);

        assertThat(row.quantity()).isEqualByComparingTo("3");
        assertThat(row.totalDiscount()).isEqualByComparingTo("3");
    }

    @Test
    void a_discounts_share_on_a_left_out_line_goes_with_the_line() {
        var planned = Orders.exclusive()
                .with(new Lines(1).price("60", "60"))
                .with(new Lines(2).custom().price("40", "40"))
                .discount("10")
                .total("90", "90", "0")
                .planned();

        assertThat(planned.plan().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.totalDiscount()).isEqualByComparingTo("6"));
        assertThat(planned.receipt().difference()).isEqualByComparingTo("-36");
    }

    @Test
    void the_fee_names_its_parts_and_a_customer_reference_is_cut_at_255() {
        Orders order = order();
        order.charges.clear();
        order.charge(ChargeKind.SHIPPING, "4", "4", "0")
                .charge(ChargeKind.WRAPPING, "2", "2", "0")
                .total("16", "16", "0");
        order.purchaseOrder = "x".repeat(300);

        SalesOrderPlan plan = order.planned().plan();

        assertThat(plan.fee().description()).isEqualTo("Shipping + Wrapping");
        assertThat(plan.fee().amount()).isEqualByComparingTo("6");
        assertThat(plan.customerRef()).hasSize(255);
    }

    @Test
    void a_reference_is_not_cut_within_a_character() {
        Orders order = order();
        order.purchaseOrder = "x".repeat(254) + "\uD83D\uDE00";

        assertThat(order.planned().plan().customerRef()).isEqualTo("x".repeat(254));
    }

    @Test
    void shares_that_their_rounding_left_short_are_made_whole_where_tax_comes_on_top() {
        var planned = tens("8.00", "1.33", "8.00", "1.33", "8.00", "1.33", "3.33")
                .total("20.01", "24.00", "3.99")
                .planned();

        assertThat(discounts(planned)).containsExactly("3.34", "3.33", "3.33");
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("24.00");
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    @Test
    void what_the_lines_were_charged_tells_whose_share_is_short() {
        var planned = tens("8.00", "1.33", "7.99", "1.33", "8.00", "1.33", "3.33")
                .total("20.00", "23.99", "3.99")
                .planned();

        assertThat(discounts(planned)).containsExactly("3.33", "3.34", "3.33");
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("24.00");
    }

    @Test
    void shares_of_four_decimals_add_up_too() {
        var planned = tens("8.00", "1.33", "8.00", "1.33", "8.00", "1.33", "3.3333")
                .total("20.01", "24.00", "3.99")
                .planned();

        assertThat(discounts(planned)).containsExactly("3.3334", "3.3333", "3.3333");
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    @Test
    void many_shares_that_were_rounded_up_take_no_more_than_the_orders_discount() {
        Orders order = Orders.exclusive().discount("15.00").total("185.00", "222.00", "37.00");
        for (int id = 1; id <= 200; id++)
            order.with(new Lines(id)
                    .price("1.00", "1.20")
                    .tax(id <= 100 ? "0.18" : "0.19", "20")
                    .share("0.08")
                    .discounted(id <= 100 ? "1.10" : "1.12"));

        var planned = order.planned();

        assertThat(discounts(planned)).filteredOn("0.08"::equals).hasSize(100);
        assertThat(discounts(planned)).filteredOn("0.07"::equals).hasSize(100);
        assertThat(planned.receipt().katanaTotal()).isEqualByComparingTo("222.00");
        assertThat(planned.receipt().difference()).isEqualByComparingTo("0");
    }

    @Test
    void a_share_that_is_short_is_made_whole_on_a_line_that_shows_one() {
        Orders order = tens("8.00", "1.33", "8.00", "1.33", "8.00", "1.33", "3.33");
        order.with(new Lines(4).price("1000", "1200").tax("200", "20").discounted("1200"))
                .total("1020.01", "1224.00", "203.99");

        assertThat(discounts(order.planned())).containsExactly("3.34", "3.33", "3.33", "0");
    }

    @Test
    void an_untaxed_lines_share_is_what_it_was_charged_and_the_others_take_the_rest() {
        Orders order = Orders.exclusive().discount("10.00").total("20.01", "22.67", "2.66");
        order.with(new Lines(1).price("10", "10").share("3.33").discounted("6.67"));
        for (int id = 2; id <= 3; id++)
            order.with(new Lines(id)
                    .price("10", "12")
                    .tax("1.33", "20")
                    .share("3.33")
                    .discounted("8.00"));

        assertThat(discounts(order.planned())).containsExactly("3.33", "3.34", "3.33");
    }

    @Test
    void a_customer_always_has_a_name() {
        assertThat(named(0, "-", "-", null, null)).isEqualTo("Guest of order 100");
        assertThat(named(0, null, null, null, "a@example.com")).isEqualTo("a@example.com");
        assertThat(named(0, " ", null, "Hill Ltd", "a@example.com")).isEqualTo("Hill Ltd");
        assertThat(named(7, null, null, null, null)).isEqualTo("Customer 7");
        assertThat(named(7, null, "Byron", null, null)).isEqualTo("Byron");
    }

    @Test
    void delivery_days_are_the_settings_then_katanas_then_14() {
        assertThat(DeliveryDays.of(3, "20")).isEqualTo(3);
        assertThat(DeliveryDays.of(null, "20")).isEqualTo(20);
        assertThat(DeliveryDays.of(null, " 7 ")).isEqualTo(7);
        assertThat(DeliveryDays.of(null, null)).isEqualTo(14);
        assertThat(DeliveryDays.of(null, "2022-01-28T23:59:59.000Z")).isEqualTo(14);
        assertThat(DeliveryDays.of(0, "20")).isEqualTo(0);
        assertThat(DeliveryDays.of(null, "")).isEqualTo(14);
    }

    private static String named(long id, String first, String last, String company, String email) {
        Orders order = order();
        order.customer = new ShopOrder.Customer(id, email, first, last, company, null);
        return order.planned().plan().customer().name();
    }

    /** 10.00 off three lines of 10.00 at 20 %: what each was charged and its tax, then the share that each shows. */
    private static Orders tens(String... amounts) {
        Orders order = Orders.exclusive().discount("10.00");
        for (int i = 0; i < 3; i++)
            order.with(new Lines(i + 1)
                    .price("10", "12")
                    .tax(amounts[2 * i + 1], "20")
                    .share(amounts[6])
                    .discounted(amounts[2 * i]));
        return order;
    }

    private static List<String> discounts(PlanResult.Planned planned) {
        return planned.plan().rows().stream()
                .map(row -> row.totalDiscount().stripTrailingZeros().toPlainString())
                .toList();
    }

    private static Orders order() {
        return Orders.exclusive().with(new Lines(1).price("10", "10")).total("10", "10", "0");
    }

    /** Of an order of this line alone, which costs 10. */
    private static Row row(Lines line) {
        return Orders.exclusive()
                .with(line)
                .total("10", "10", "0")
                .planned()
                .plan()
                .rows()
                .get(0);
    }
}
