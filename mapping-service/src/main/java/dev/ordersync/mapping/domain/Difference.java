package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.Applied.AppliedAddress;
import dev.ordersync.mapping.domain.Change.AddressKind;
import dev.ordersync.mapping.domain.Change.ChangeCustomer;
import dev.ordersync.mapping.domain.Change.HeaderField;
import dev.ordersync.mapping.domain.Change.RemoveFee;
import dev.ordersync.mapping.domain.Change.SetAddress;
import dev.ordersync.mapping.domain.Change.SetFee;
import dev.ordersync.mapping.domain.Change.SetHeader;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The smallest list of writes from what Katana holds to the plan. Numbers are compared by value, blank texts count as
 * none. A field that the plan does not own is never named (docs/rules/ownership.md).
 */
public final class Difference {
    private final Applied applied;
    private final SalesOrderPlan plan;
    private final List<Change> changes = new ArrayList<>();

    private Difference(Applied applied, SalesOrderPlan plan) {
        this.applied = applied;
        this.plan = plan;
    }

    /** Empty when Katana holds the plan. Rows are removed last, so that a sales order never loses its last row first. */
    public static List<Change> between(Applied applied, SalesOrderPlan plan) {
        Difference difference = new Difference(applied, plan);
        difference.header();
        difference.addresses();
        difference.changes.addAll(RowDifference.between(applied.rows(), plan.rows()));
        difference.fee();
        return List.copyOf(difference.changes);
    }

    private void header() {
        known(HeaderField.ORDER_NO, applied.orderNo(), plan.orderNo());
        known(HeaderField.ORDER_CREATED_DATE, applied.orderCreatedAt(), plan.orderCreatedAt());
        known(HeaderField.DELIVERY_DATE, applied.deliveryDate(), plan.deliveryDate());
        known(HeaderField.CURRENCY, applied.currency(), plan.currency());
        known(HeaderField.ADDITIONAL_INFO, applied.additionalInfo(), plan.additionalInfo());
        if (!Objects.equals(blankToNull(applied.customerRef()), blankToNull(plan.customerRef())))
            set(HeaderField.CUSTOMER_REF, applied.customerRef(), plan.customerRef());
        CustomerIdentity before = applied.customer();
        if (before != null && !before.equals(plan.customer()))
            changes.add(new ChangeCustomer(
                    plan.customer(), before.name(), plan.customer().name()));
    }

    private void known(HeaderField field, Object before, Object after) {
        if (before != null && !before.equals(after)) set(field, before, after);
    }

    private void set(HeaderField field, Object before, Object after) {
        changes.add(new SetHeader(field, after, text(before), text(after)));
    }

    private void addresses() {
        address(AddressKind.BILLING, applied.billTo(), plan.billTo());
        address(AddressKind.SHIPPING, applied.shipTo(), plan.shipTo());
    }

    private void address(AddressKind kind, AppliedAddress before, Address after) {
        Address held = before == null ? null : before.address();
        if (Objects.equals(AddressText.fields(held), AddressText.fields(after))) return;
        changes.add(new SetAddress(
                kind, before == null ? 0 : before.id(), after, AddressText.of(held), AddressText.of(after)));
    }

    private void fee() {
        Fee before = applied.fee() == null ? null : applied.fee().fee();
        long id = applied.fee() == null ? 0 : applied.fee().id();
        Fee after = plan.fee();
        if (before == null && after == null) return;
        if (after == null) changes.add(new RemoveFee(id, text(before), ""));
        else if (before == null || !same(before, after)) changes.add(new SetFee(id, after, text(before), text(after)));
    }

    /** Whether Katana holds this row as it is planned. */
    public static boolean same(Applied.AppliedRow held, SalesOrderPlan.Row planned) {
        return RowDifference.differing(held, planned).isEmpty();
    }

    public static boolean same(Fee a, Fee b) {
        return Objects.equals(blankToNull(a.description()), blankToNull(b.description()))
                && a.amount().compareTo(b.amount()) == 0
                && RowDifference.sameNumber(a.taxPercent(), b.taxPercent());
    }

    private static String text(Object value) {
        if (value instanceof Fee fee)
            return fee.description() + ": " + Words.number(fee.amount()) + RowDifference.tax(fee.taxPercent());
        return value == null ? "" : value.toString();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
