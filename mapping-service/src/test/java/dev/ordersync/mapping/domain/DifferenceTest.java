package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.Applied.AppliedAddress;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.Change.AddRow;
import dev.ordersync.mapping.domain.Change.ChangeCustomer;
import dev.ordersync.mapping.domain.Change.ChangeRow;
import dev.ordersync.mapping.domain.Change.RemoveFee;
import dev.ordersync.mapping.domain.Change.RemoveRow;
import dev.ordersync.mapping.domain.Change.RowField;
import dev.ordersync.mapping.domain.Change.SetAddress;
import dev.ordersync.mapping.domain.Change.SetFee;
import dev.ordersync.mapping.domain.Change.SetHeader;
import dev.ordersync.mapping.domain.Orders.Lines;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final Map<String, Long> IDS = Map.of("1", 901L, "2", 902L);

    @Test
    void numbers_are_compared_by_value() {
        SalesOrderPlan plan = order().planned().plan();
        AppliedRow row = applied(plan).rows().get(0);
        AppliedRow padded = new AppliedRow(
                row.key(),
                row.rowId(),
                row.itemIdentity(),
                Orders.n("1.00000"),
                row.pricePerUnit().setScale(10),
                Orders.n("0.0000000000"),
                Orders.n("0.000"),
                row.attributes());

        List<Change> changes = Difference.between(
                withRows(applied(plan), List.of(padded, applied(plan).rows().get(1))), plan);

        assertThat(changes).isEmpty();
    }

    @Test
    void a_changed_quantity_is_one_change_of_one_field() {
        Applied before = applied(order().planned().plan());
        SalesOrderPlan after = Orders.exclusive()
                .with(new Lines(1).price("10", "10").times(3))
                .with(new Lines(2).price("5", "5"))
                .charge(ChargeKind.SHIPPING, "4", "4", "0")
                .total("39", "39", "0")
                .planned()
                .plan();

        List<Change> changes = Difference.between(before, after);

        assertThat(changes).singleElement().isInstanceOfSatisfying(ChangeRow.class, change -> {
            assertThat(change.rowId()).isEqualTo(901);
            assertThat(change.fields()).isEqualTo(Set.of(RowField.QUANTITY));
            assertThat(change.field()).isEqualTo("row 1");
            assertThat(change.before()).startsWith("1 at 10");
            assertThat(change.after()).startsWith("3 at 10");
        });
    }

    @Test
    void added_rows_come_before_removed_ones() {
        Applied before = applied(order().planned().plan());
        SalesOrderPlan after = Orders.exclusive()
                .with(new Lines(3).price("10", "10"))
                .charge(ChargeKind.SHIPPING, "4", "4", "0")
                .total("14", "14", "0")
                .planned()
                .plan();

        assertThat(Difference.between(before, after))
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("AddRow", "RemoveRow", "RemoveRow");
        assertThat(Difference.between(before, after).get(0)).isInstanceOf(AddRow.class);
    }

    @Test
    void a_line_that_sells_something_else_changes_its_item() {
        Applied before = applied(order().planned().plan());
        Lines other = new Lines(1).price("10", "10");
        other.sku = "OTHER";
        SalesOrderPlan after = Orders.exclusive()
                .with(other)
                .with(new Lines(2).price("5", "5"))
                .charge(ChargeKind.SHIPPING, "4", "4", "0")
                .total("19", "19", "0")
                .planned()
                .plan();

        assertThat(Difference.between(before, after))
                .singleElement()
                .isInstanceOfSatisfying(
                        ChangeRow.class, change -> assertThat(change.fields()).isEqualTo(Set.of(RowField.ITEM)));
    }

    @Test
    void a_persons_own_row_is_never_touched_and_a_twin_is_removed() {
        SalesOrderPlan plan = order().planned().plan();
        List<AppliedRow> rows = new ArrayList<>(applied(plan).rows());
        AppliedRow first = rows.get(0);
        rows.add(new AppliedRow(null, 77, null, Orders.n("9"), Orders.n("9"), null, null, List.of()));
        rows.add(new AppliedRow(
                first.key(),
                78,
                null,
                first.quantity(),
                first.pricePerUnit(),
                first.totalDiscount(),
                first.taxPercent(),
                first.attributes()));

        assertThat(Difference.between(withRows(applied(plan), rows), plan))
                .singleElement()
                .isInstanceOfSatisfying(
                        RemoveRow.class, change -> assertThat(change.rowId()).isEqualTo(78));
    }

    @Test
    void a_delivery_date_that_only_katana_moved_is_left_alone() {
        SalesOrderPlan plan = order().planned().plan();
        Applied unknown = new Applied(
                null,
                null,
                null,
                null,
                null,
                applied(plan).billTo(),
                applied(plan).shipTo(),
                applied(plan).rows(),
                applied(plan).fee(),
                null,
                null);

        assertThat(Difference.between(unknown, plan)).isEmpty();
    }

    @Test
    void a_new_comment_address_and_customer_are_told_apart() {
        Applied before = applied(order().planned().plan());
        Orders moved = order();
        moved.comments = "Ring twice";
        moved.purchaseOrder = "PO 7";
        moved.customer = new ShopOrder.Customer(7, "new@example.com", "Ada", "Byron", null, null);
        moved.shipTo.add(new ShopOrder.ShipTo(1, Orders.OTHER));

        List<Change> changes = Difference.between(before, moved.planned().plan());

        assertThat(changes)
                .extracting(Change::field)
                .containsExactly("additional_info", "customer_ref", "customer", "shipping_address");
        assertThat(changes.get(0)).isInstanceOf(SetHeader.class);
        assertThat(changes.get(2)).isInstanceOf(ChangeCustomer.class);
        assertThat(((SetAddress) changes.get(3)).addressId()).isEqualTo(12);
    }

    @Test
    void blank_fields_of_an_address_are_the_same_as_none() {
        SalesOrderPlan plan = order().planned().plan();
        Address b = plan.billTo();
        Address blanks = new Address(
                b.firstName(), b.lastName(), "", b.phone(), b.line1(), "", b.city(), "", b.zip(), b.country());
        Applied applied = applied(plan);
        Applied held = new Applied(
                applied.orderNo(),
                applied.orderCreatedAt(),
                applied.deliveryDate(),
                applied.currency(),
                applied.customer(),
                new AppliedAddress(11, blanks),
                applied.shipTo(),
                applied.rows(),
                applied.fee(),
                applied.additionalInfo(),
                applied.customerRef());

        assertThat(Difference.between(held, plan)).isEmpty();
    }

    @Test
    void a_fee_is_set_changed_and_removed() {
        SalesOrderPlan with = order().planned().plan();
        SalesOrderPlan without = Orders.exclusive()
                .with(new Lines(1).price("10", "10"))
                .with(new Lines(2).price("5", "5"))
                .total("15", "15", "0")
                .planned()
                .plan();
        Applied cheaper = withFee(applied(with), new AppliedFee(13, new Fee("Shipping", Orders.n("3.9"), null)));

        assertThat(Difference.between(applied(with), without)).singleElement().isInstanceOf(RemoveFee.class);
        assertThat(Difference.between(applied(without), with)).singleElement().isInstanceOf(SetFee.class);
        assertThat(Difference.between(cheaper, with))
                .singleElement()
                .isInstanceOfSatisfying(
                        SetFee.class, change -> assertThat(change.feeId()).isEqualTo(13));
    }

    @Test
    void the_hash_tells_plans_apart_and_does_not_see_padding() {
        SalesOrderPlan plan = order().planned().plan();
        Orders other = order();
        other.comments = "Ring twice";

        assertThat(plan.hash())
                .startsWith(PlanHash.VERSION + ":")
                .isEqualTo(order().planned().plan().hash());
        assertThat(other.planned().plan().hash()).isNotEqualTo(plan.hash());
        assertThat(padded().planned().plan().hash()).isEqualTo(plan.hash());
        assertThat(withQuantity(plan, "1.000").hash())
                .isEqualTo(withQuantity(plan, "1").hash());
        assertThat(withQuantity(plan, "2").hash()).isNotEqualTo(plan.hash());
    }

    private static SalesOrderPlan withQuantity(SalesOrderPlan p, String quantity) {
        SalesOrderPlan.Row r = p.rows().get(0);
        SalesOrderPlan.Row row = new SalesOrderPlan.Row(
                r.key(),
                r.lineId(),
                r.item(),
                Orders.n(quantity),
                r.pricePerUnit(),
                r.totalDiscount(),
                r.taxPercent(),
                r.attributes());
        return new SalesOrderPlan(
                p.orderId(),
                p.orderNo(),
                p.orderCreatedAt(),
                p.deliveryDate(),
                p.currency(),
                p.customer(),
                p.billTo(),
                p.shipTo(),
                List.of(row, p.rows().get(1)),
                p.fee(),
                p.additionalInfo(),
                p.customerRef(),
                p.flags());
    }

    private static Orders order() {
        return Orders.exclusive()
                .with(new Lines(1).price("10", "10"))
                .with(new Lines(2).price("5", "5"))
                .charge(ChargeKind.SHIPPING, "4", "4", "0")
                .total("19", "19", "0");
    }

    private static Orders padded() {
        return Orders.exclusive()
                .with(new Lines(1).price("10.0000", "10.0000"))
                .with(new Lines(2).price("5.0000", "5.0000"))
                .charge(ChargeKind.SHIPPING, "4.0000", "4.0000", "0.0000")
                .total("19.0000", "19.0000", "0.0000");
    }

    private static Applied applied(SalesOrderPlan plan) {
        return Applied.of(plan, IDS, 11, 12, 13);
    }

    private static Applied withRows(Applied a, List<AppliedRow> rows) {
        return new Applied(
                a.orderNo(),
                a.orderCreatedAt(),
                a.deliveryDate(),
                a.currency(),
                a.customer(),
                a.billTo(),
                a.shipTo(),
                rows,
                a.fee(),
                a.additionalInfo(),
                a.customerRef());
    }

    private static Applied withFee(Applied a, AppliedFee fee) {
        return new Applied(
                a.orderNo(),
                a.orderCreatedAt(),
                a.deliveryDate(),
                a.currency(),
                a.customer(),
                a.billTo(),
                a.shipTo(),
                a.rows(),
                fee,
                a.additionalInfo(),
                a.customerRef());
    }
}
