package dev.ordersync.mapping.push;

import dev.ordersync.katana.Attribute;
import dev.ordersync.katana.SalesOrderRow;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of Katana's rows is which of the plan's: by the key in their attributes, never by position. */
final class RowMatch {

    /** Katana's rows by row key; a key that no row carries is absent. */
    static Map<String, SalesOrderRow> byKey(List<SalesOrderRow> rows, SalesOrderPlan plan) {
        Map<String, SalesOrderRow> found = new HashMap<>();
        for (SalesOrderPlan.Row planned : plan.rows())
            find(rows, planned.key(), name(planned)).ifPresent(row -> found.put(planned.key(), row));
        return found;
    }

    static Optional<SalesOrderRow> find(List<SalesOrderRow> rows, SalesOrderPlan.Row planned) {
        return find(rows, planned.key(), name(planned));
    }

    private static Optional<SalesOrderRow> find(List<SalesOrderRow> rows, String key, String name) {
        return rows.stream()
                .filter(row -> row.attributes().stream()
                        .anyMatch(a -> key.equals(a.value()) && (name == null || name.equals(a.key()))))
                .findFirst();
    }

    /** Which of Katana's rows carries which key of the plan's, by row id; rows that carry none are absent. */
    static Map<Long, String> keys(List<SalesOrderRow> rows, SalesOrderPlan plan) {
        Set<String> names = plan.rows().stream()
                .map(RowMatch::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<Long, String> keys = new HashMap<>();
        for (SalesOrderRow row : rows) {
            String key = keyOf(row, names);
            if (key != null) keys.put(row.id(), key);
        }
        return keys;
    }

    /** The key that a row of Katana carries; null when it is not ours. */
    static String key(SalesOrderRow row) {
        return keyOf(row, Set.of(SalesOrderPlan.Row.KEY_NAME));
    }

    /** Under which attribute a row carries its key. */
    static String name(SalesOrderPlan.Row planned) {
        return planned.attributes().stream()
                .filter(attribute -> attribute.value().equals(planned.key()))
                .map(SalesOrderPlan.Attribute::key)
                .findFirst()
                .orElse(null);
    }

    /** The key that a row of Katana carries under one of these attributes; null when it is not ours. */
    private static String keyOf(SalesOrderRow row, Set<String> names) {
        return row.attributes().stream()
                .filter(attribute -> names.contains(attribute.key()))
                .map(Attribute::value)
                .findFirst()
                .orElse(null);
    }

    private RowMatch() {}
}
