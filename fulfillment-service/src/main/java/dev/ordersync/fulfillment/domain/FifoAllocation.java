package dev.ordersync.fulfillment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * First in, first out: takes what the rows of one sales order need from the oldest batches that hold stock where the row
 * ships from. Rules and examples are in {@code docs/rules/fifo.md}.
 */
public final class FifoAllocation {
    private static final Comparator<Batch> OLDEST_FIRST = Comparator.comparing(
                    Batch::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Batch::batchId);

    /**
     * Stock of one batch at one location.
     *
     * @param createdAt when the batch came to be; null when Katana does not know: such a batch goes last
     * @param expiresAt null when it keeps
     */
    public record Batch(
            long batchId, long variantId, long locationId, Instant createdAt, Instant expiresAt, BigDecimal inStock) {}

    /** What one sales order row needs. */
    public record Need(long rowId, long variantId, long locationId, String sku, BigDecimal quantity) {}

    /** A quantity taken from a batch; {@code batchId} null means stock that is in no batch. */
    public record Share(Long batchId, BigDecimal quantity) {}

    /** All rows of a SKU at a location together wanted more than the usable batches hold. */
    public record Shortage(String sku, BigDecimal wanted, BigDecimal found) {}

    /** All needs are met, or nothing is allocated at all. */
    public sealed interface Result {}

    /** Shares by row id; the shares of a row add up to its need exactly. */
    public record Allocated(Map<Long, List<Share>> shares) implements Result {}

    public record Short(List<Shortage> shortages) implements Result {}

    /** @param allowUnbatched take what the batches lack from stock in no batch, instead of reporting a shortage */
    public static Result allocate(
            Collection<Need> needs, Collection<Batch> batches, Instant now, boolean allowUnbatched) {
        Map<Long, List<Share>> shares = new TreeMap<>();
        List<Shortage> shortages = new ArrayList<>();
        Map<Shelf, List<Need>> byShelf = new TreeMap<>(SHELVES);
        needs.stream()
                .sorted(Comparator.comparingLong(Need::rowId))
                .forEach(need -> byShelf.computeIfAbsent(
                                new Shelf(need.variantId(), need.locationId()), shelf -> new ArrayList<>())
                        .add(need));
        byShelf.forEach((shelf, rows) -> {
            Stock stock = new Stock(usable(batches, shelf, now));
            BigDecimal wanted = rows.stream().map(Need::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (!allowUnbatched && stock.total().compareTo(wanted) < 0)
                shortages.add(new Shortage(rows.get(0).sku(), wanted, stock.total()));
            else rows.forEach(row -> shares.put(row.rowId(), stock.take(row.quantity())));
        });
        return shortages.isEmpty() ? new Allocated(shares) : new Short(List.copyOf(shortages));
    }

    private static List<Batch> usable(Collection<Batch> batches, Shelf shelf, Instant now) {
        return batches.stream()
                .filter(batch -> batch.variantId() == shelf.variantId() && batch.locationId() == shelf.locationId())
                .filter(batch -> batch.inStock().signum() > 0)
                .filter(batch -> batch.expiresAt() == null || batch.expiresAt().isAfter(now))
                .collect(Collectors.toMap(Batch::batchId, batch -> batch, FifoAllocation::lesser))
                .values()
                .stream()
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /** A batch that is listed twice (a page shifted while it was read) counts once. */
    private static Batch lesser(Batch one, Batch other) {
        return one.inStock().compareTo(other.inStock()) <= 0 ? one : other;
    }

    private static final Comparator<Shelf> SHELVES =
            Comparator.comparingLong(Shelf::variantId).thenComparingLong(Shelf::locationId);

    private record Shelf(long variantId, long locationId) {}

    /** What is left of a shelf while rows take from it. */
    private static final class Stock {
        private final List<Batch> batches;
        private final BigDecimal total;
        private int first;
        private BigDecimal leftOfFirst;

        Stock(List<Batch> batches) {
            this.batches = batches;
            this.total = batches.stream().map(Batch::inStock).reduce(BigDecimal.ZERO, BigDecimal::add);
            this.leftOfFirst =
                    batches.isEmpty() ? BigDecimal.ZERO : batches.get(0).inStock();
        }

        BigDecimal total() {
            return total;
        }

        List<Share> take(BigDecimal wanted) {
            List<Share> shares = new ArrayList<>();
            BigDecimal missing = wanted;
            while (missing.signum() > 0 && first < batches.size()) {
                BigDecimal part = missing.min(leftOfFirst);
                shares.add(new Share(batches.get(first).batchId(), part));
                missing = missing.subtract(part);
                leftOfFirst = leftOfFirst.subtract(part);
                if (leftOfFirst.signum() == 0 && ++first < batches.size())
                    leftOfFirst = batches.get(first).inStock();
            }
            if (missing.signum() > 0) shares.add(new Share(null, missing));
            return shares;
        }
    }

    private FifoAllocation() {}
}
