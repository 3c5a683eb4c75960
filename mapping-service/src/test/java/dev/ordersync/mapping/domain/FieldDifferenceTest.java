package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.FieldDifference.Field;
import dev.ordersync.mapping.domain.Orders.Lines;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldDifferenceTest {

    @Test
    void a_row_is_told_field_by_field() {
        assertThat(fields(order(2, "10"), order(3, "12")))
                .contains(new Field("row 1 quantity", "2", "3"), new Field("row 1 price_per_unit", "10", "12"));
    }

    @Test
    void another_prefix_is_one_field() {
        PlanRules rules = new PlanRules("abc123", false, false, true, false, true, "W-", 14, null);

        assertThat(difference(
                        order(2, "10").planned().plan(),
                        order(2, "10").planned(rules).plan()))
                .containsExactly(new Field("order_no", "100", "W-100"));
    }

    @Test
    void a_fee_that_is_not_wanted_any_more_is_one_field() {
        PlanRules rules = new PlanRules("abc123", false, false, false, false, true, "", 14, null);
        Orders orders =
                order(2, "10").charge(ChargeKind.SHIPPING, "4", "4", "0").total("24", "24", "0");

        assertThat(difference(orders.planned().plan(), orders.planned(rules).plan()))
                .containsExactly(new Field("shipping_fee", "Shipping: 4", ""));
    }

    @Test
    void of_people_it_tells_only_that_something_changed() {
        Orders moved = order(2, "10");
        moved.customer = new ShopOrder.Customer(7, "lovelace@example.com", "Augusta", "King", null, "1");
        moved.comments = "ring twice, ask for Augusta";
        moved.shipTo.add(new ShopOrder.ShipTo(1, Orders.OTHER));

        List<Field> fields = fields(order(2, "10"), moved);

        assertThat(fields)
                .contains(
                        new Field("customer", "(personal)", "(personal)"),
                        new Field("shipping_address", "(personal)", "(personal)"),
                        new Field("additional_info", "", "(personal)"));
        assertThat(fields.toString()).doesNotContain("Augusta", "Hill", "Austin", "lovelace", "Ada", "Peetri");
    }

    private static Orders order(int quantity, String price) {
        String total = Integer.toString(quantity * Integer.parseInt(price));
        return Orders.exclusive()
                .with(new Lines(1).price(price, price).times(quantity))
                .total(total, total, "0");
    }

    private static List<Field> fields(Orders before, Orders after) {
        return difference(before.planned().plan(), after.planned().plan());
    }

    private static List<Field> difference(SalesOrderPlan before, SalesOrderPlan after) {
        Applied applied = Applied.of(before, Map.of("1", 901L), 1, 2, 3);
        return FieldDifference.of(applied, Difference.between(applied, after));
    }
}
