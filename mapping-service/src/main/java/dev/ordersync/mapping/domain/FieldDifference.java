package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.Change.ChangeRow;
import dev.ordersync.mapping.domain.Change.RowField;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * A difference for people to read, field by field. Of a customer, an address or a note it tells only that it changed. A
 * row 331 whose quantity goes from 2 to 3 is {@code row 331 quantity: 2 → 3}.
 */
public final class FieldDifference {
    /** What stands for a value that may be somebody's name, address or words. */
    public static final String PERSONAL = "(personal)";

    /** One field; "" for nothing. */
    public record Field(String name, String before, String after) {}

    public static List<Field> of(Applied applied, List<Change> changes) {
        List<Field> fields = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof ChangeRow row) fields.addAll(row(held(applied, row), row));
            else if (isPersonal(change))
                fields.add(new Field(change.field(), masked(change.before()), masked(change.after())));
            else fields.add(new Field(change.field(), orEmpty(change.before()), orEmpty(change.after())));
        }
        return List.copyOf(fields);
    }

    public static boolean isPersonal(Change change) {
        return change instanceof Change.SetAddress
                || change instanceof Change.ChangeCustomer
                || change instanceof Change.SetHeader header
                        && (header.header() == Change.HeaderField.ADDITIONAL_INFO
                                || header.header() == Change.HeaderField.CUSTOMER_REF);
    }

    private static List<Field> row(AppliedRow before, ChangeRow change) {
        List<Field> fields = new ArrayList<>();
        for (RowField field : EnumSet.allOf(RowField.class))
            if (change.fields().contains(field))
                fields.add(new Field(
                        change.field() + " " + field.name().toLowerCase(Locale.ROOT),
                        held(field, before),
                        planned(field, change.row())));
        return fields;
    }

    private static AppliedRow held(Applied applied, ChangeRow change) {
        return applied.rows().stream()
                .filter(row -> change.row().key().equals(row.key()))
                .findFirst()
                .orElseThrow();
    }

    private static String held(RowField field, AppliedRow row) {
        return switch (field) {
            case ITEM -> orEmpty(row.itemIdentity());
            case QUANTITY -> number(row.quantity());
            case PRICE_PER_UNIT -> number(row.pricePerUnit());
            case TOTAL_DISCOUNT -> number(row.totalDiscount());
            case TAX -> number(row.taxPercent());
            case ATTRIBUTES -> row.attributes().isEmpty() ? "" : PERSONAL; // an engraving is somebody's words
        };
    }

    private static String planned(RowField field, Row row) {
        return switch (field) {
            case ITEM -> row.item().identity();
            case QUANTITY -> number(row.quantity());
            case PRICE_PER_UNIT -> number(row.pricePerUnit());
            case TOTAL_DISCOUNT -> number(row.totalDiscount());
            case TAX -> number(row.taxPercent());
            case ATTRIBUTES -> row.attributes().isEmpty() ? "" : PERSONAL;
        };
    }

    private static String number(BigDecimal value) {
        return Words.number(value == null ? BigDecimal.ZERO : value);
    }

    private static String masked(String value) {
        return value == null || value.isBlank() ? "" : PERSONAL;
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }

    private FieldDifference() {}
}
