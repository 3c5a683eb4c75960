package dev.ordersync.ingest.observe;

import dev.ordersync.katana.SalesOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * Compares when a sales order was changed, as Katana dates it at different places. One place may cut off fractions of a
 * second that another shows: then only what both show is compared. Without a date nothing is older and nothing later.
 */
final class UpdatedAt {
    /** As it is kept; empty when there is none. */
    static String of(SalesOrder order) {
        return order.updatedAt() == null ? "" : order.updatedAt().toString();
    }

    static boolean isOlder(String date, String other) {
        return compare(date, other).orElse(0) < 0;
    }

    static boolean isLater(String date, String other) {
        return compare(date, other).orElse(0) > 0;
    }

    private static OptionalInt compare(String date, String other) {
        if (date.isEmpty() || other.isEmpty()) return OptionalInt.empty();
        ChronoUnit unit = coarser(unit(date), unit(other));
        return OptionalInt.of(Instant.parse(date)
                .truncatedTo(unit)
                .compareTo(Instant.parse(other).truncatedTo(unit)));
    }

    private static ChronoUnit coarser(ChronoUnit one, ChronoUnit other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static ChronoUnit unit(String date) {
        int point = date.indexOf('.');
        int digits = point < 0 ? 0 : date.indexOf('Z') - point - 1;
        if (digits == 0) return ChronoUnit.SECONDS;
        return digits <= 3 ? ChronoUnit.MILLIS : digits <= 6 ? ChronoUnit.MICROS : ChronoUnit.NANOS;
    }

    private UpdatedAt() {}
}
