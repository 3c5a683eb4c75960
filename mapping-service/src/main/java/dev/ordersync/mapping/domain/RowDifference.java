package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.Change.AddRow;
import dev.ordersync.mapping.domain.Change.ChangeRow;
import dev.ordersync.mapping.domain.Change.RemoveRow;
import dev.ordersync.mapping.domain.Change.RowField;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows by their key: changed, added, then removed. A second row under one key is one too many. */
final class RowDifference {

    static List<Change> between(List<AppliedRow> applied, List<Row> planned) {
        Map<String, AppliedRow> held = new LinkedHashMap<>();
        List<AppliedRow> surplus = new ArrayList<>();
        for (AppliedRow row : applied) {
            if (row.key() == null) continue; // a person's own row
            if (held.putIfAbsent(row.key(), row) != null) surplus.add(row);
        }
        List<Change> changes = new ArrayList<>();
        for (Row row : planned) {
            AppliedRow before = held.remove(row.key());
            if (before == null) {
                changes.add(new AddRow(row, "", text(row)));
                continue;
            }
            Set<RowField> fields = differing(before, row);
            if (!fields.isEmpty()) changes.add(new ChangeRow(before.rowId(), row, fields, text(before), text(row)));
        }
        surplus.addAll(held.values());
        surplus.forEach(row -> changes.add(new RemoveRow(row.key(), row.rowId(), text(row), "")));
        return changes;
    }

    static Set<RowField> differing(AppliedRow before, Row after) {
        Set<RowField> fields = EnumSet.noneOf(RowField.class);
        if (before.itemIdentity() != null
                && !before.itemIdentity().equals(after.item().identity())) fields.add(RowField.ITEM);
        if (!sameNumber(before.quantity(), after.quantity())) fields.add(RowField.QUANTITY);
        if (!sameNumber(before.pricePerUnit(), after.pricePerUnit())) fields.add(RowField.PRICE_PER_UNIT);
        if (!sameNumber(before.totalDiscount(), after.totalDiscount())) fields.add(RowField.TOTAL_DISCOUNT);
        if (!sameNumber(before.taxPercent(), after.taxPercent())) fields.add(RowField.TAX);
        if (!new HashSet<>(before.attributes()).equals(new HashSet<>(after.attributes())))
            fields.add(RowField.ATTRIBUTES);
        return fields;
    }

    /** By value; none counts as 0. */
    static boolean sameNumber(BigDecimal a, BigDecimal b) {
        return orZero(a).compareTo(orZero(b)) == 0;
    }

    static String tax(BigDecimal percent) {
        return percent == null || percent.signum() == 0 ? "" : ", " + Words.number(percent) + " % tax";
    }

    private static String text(Row row) {
        return text(row.quantity(), row.pricePerUnit(), row.totalDiscount(), row.taxPercent()) + " ("
                + Words.name(row.item().name()) + ")";
    }

    private static String text(AppliedRow row) {
        return text(row.quantity(), row.pricePerUnit(), row.totalDiscount(), row.taxPercent());
    }

    private static String text(BigDecimal quantity, BigDecimal price, BigDecimal discount, BigDecimal tax) {
        return Words.number(orZero(quantity)) + " at " + Words.number(orZero(price))
                + (orZero(discount).signum() == 0 ? "" : ", less " + Words.number(discount)) + tax(tax);
    }

    private static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    private RowDifference() {}
}
