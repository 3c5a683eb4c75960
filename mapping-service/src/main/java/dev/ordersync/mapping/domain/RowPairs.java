package dev.ordersync.mapping.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Pairs the rows of a sales order that somebody else made with the lines of an order: by the key that a row carries, then
 * by SKU and quantity, then by SKU alone. Each row and each line is used once.
 *
 * <p>Example: rows CHAIR x 2 and TABLE x 1 are the lines TABLE x 1 and CHAIR x 3: the quantity is a difference to be
 * written. A row LAMP beside them is none of the order's, so nothing is paired.
 */
public final class RowPairs {

    /** A row of Katana's. @param key the one that it carries; null. @param sku of its variant; null when it has none */
    public record Held(long rowId, String key, String sku, BigDecimal quantity) {}

    /** A row of the plan's. @param sku null when it has none */
    public record Wanted(String key, String sku, BigDecimal quantity) {}

    /** Keys by row id; nothing when some row pairs with no line, or there is none. */
    public static Optional<Map<Long, String>> of(List<Held> rows, List<Wanted> lines) {
        Map<Long, String> pairs = new HashMap<>();
        List<Wanted> left = new ArrayList<>(lines);
        pair(rows, left, pairs, (row, line) -> line.key().equals(row.key()));
        pair(rows, left, pairs, (row, line) -> isSameSku(row, line) && isSame(row.quantity(), line.quantity()));
        pair(rows, left, pairs, RowPairs::isSameSku);
        return pairs.isEmpty() || pairs.size() < rows.size() ? Optional.empty() : Optional.of(pairs);
    }

    private static void pair(
            List<Held> rows, List<Wanted> left, Map<Long, String> pairs, BiPredicate<Held, Wanted> fits) {
        for (Held row : rows) {
            if (pairs.containsKey(row.rowId())) continue;
            Optional<Wanted> line =
                    left.stream().filter(some -> fits.test(row, some)).findFirst();
            line.ifPresent(found -> {
                pairs.put(row.rowId(), found.key());
                left.remove(found);
            });
        }
    }

    private static boolean isSameSku(Held row, Wanted line) {
        return row.key() == null && row.sku() != null && row.sku().equals(line.sku());
    }

    private static boolean isSame(BigDecimal a, BigDecimal b) {
        return a != null && b != null && a.compareTo(b) == 0;
    }

    private RowPairs() {}
}
