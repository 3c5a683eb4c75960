package dev.ordersync.fulfillment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.fulfillment.domain.FifoAllocation.Allocated;
import dev.ordersync.fulfillment.domain.FifoAllocation.Batch;
import dev.ordersync.fulfillment.domain.FifoAllocation.Need;
import dev.ordersync.fulfillment.domain.FifoAllocation.Share;
import dev.ordersync.fulfillment.domain.FifoAllocation.Short;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FifoAllocationProperties {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Property
    void a_row_gets_all_it_wants_or_nothing_is_allocated(
            @ForAll("needs") List<Need> needs, @ForAll("batches") List<Batch> batches, @ForAll boolean unbatched) {
        var result = FifoAllocation.allocate(needs, batches, NOW, unbatched);
        if (result instanceof Allocated allocated)
            for (Need need : needs) {
                List<Share> shares = allocated.shares().get(need.rowId());
                assertThat(sum(shares)).isEqualByComparingTo(need.quantity());
                assertThat(shares).allMatch(share -> share.quantity().signum() > 0);
            }
        else {
            assertThat(unbatched).isFalse();
            assertThat(((Short) result).shortages()).isNotEmpty().allSatisfy(shortage -> {
                assertThat(shortage.wanted()).isGreaterThan(shortage.found());
                assertThat(shortage.found()).isNotNegative();
            });
        }
    }

    @Property
    void a_batch_never_gives_more_than_it_holds_and_only_at_its_place(
            @ForAll("needs") List<Need> needs, @ForAll("batches") List<Batch> batches, @ForAll boolean unbatched) {
        if (!(FifoAllocation.allocate(needs, batches, NOW, unbatched) instanceof Allocated allocated)) return;
        Map<Long, BigDecimal> given = new HashMap<>();
        for (Need need : needs)
            for (Share share : allocated.shares().get(need.rowId())) {
                if (share.batchId() == null) continue;
                Batch batch = byId(batches, share.batchId());
                assertThat(batch.variantId()).isEqualTo(need.variantId());
                assertThat(batch.locationId()).isEqualTo(need.locationId());
                assertThat(batch.expiresAt() == null || batch.expiresAt().isAfter(NOW))
                        .isTrue();
                given.merge(batch.batchId(), share.quantity(), BigDecimal::add);
            }
        given.forEach((batchId, quantity) ->
                assertThat(quantity).isLessThanOrEqualTo(byId(batches, batchId).inStock()));
    }

    @Property
    void no_older_batch_with_stock_is_passed_over(
            @ForAll("needs") List<Need> needs, @ForAll("batches") List<Batch> batches, @ForAll boolean unbatched) {
        if (!(FifoAllocation.allocate(needs, batches, NOW, unbatched) instanceof Allocated allocated)) return;
        Map<Long, BigDecimal> given = new HashMap<>();
        allocated.shares().values().stream()
                .flatMap(List::stream)
                .filter(share -> share.batchId() != null)
                .forEach(share -> given.merge(share.batchId(), share.quantity(), BigDecimal::add));
        for (Batch taken : batches) {
            if (!given.containsKey(taken.batchId())) continue;
            for (Batch older : batches)
                if (sameShelf(older, taken) && usable(older) && isOlder(older, taken))
                    assertThat(given.getOrDefault(older.batchId(), BigDecimal.ZERO))
                            .as("%s before %s", older, taken)
                            .isEqualByComparingTo(older.inStock());
        }
        boolean fromNowhere =
                allocated.shares().values().stream().flatMap(List::stream).anyMatch(share -> share.batchId() == null);
        if (!unbatched) assertThat(fromNowhere).isFalse();
    }

    @Property
    void unbatched_stock_is_touched_only_when_the_batches_are_empty(
            @ForAll("needs") List<Need> needs, @ForAll("batches") List<Batch> batches) {
        var allocated = (Allocated) FifoAllocation.allocate(needs, batches, NOW, true);
        for (Need need : needs)
            if (allocated.shares().get(need.rowId()).stream().anyMatch(share -> share.batchId() == null))
                for (Batch batch : batches)
                    if (batch.variantId() == need.variantId()
                            && batch.locationId() == need.locationId()
                            && usable(batch))
                        assertThat(taken(allocated, batch.batchId())).isEqualByComparingTo(batch.inStock());
    }

    @Property
    void the_order_of_rows_and_batches_does_not_matter(
            @ForAll("needs") List<Need> needs,
            @ForAll("batches") List<Batch> batches,
            @ForAll boolean unbatched,
            @ForAll Random random) {
        var mixedNeeds = new ArrayList<>(needs);
        var mixedBatches = new ArrayList<>(batches);
        Collections.shuffle(mixedNeeds, random);
        Collections.shuffle(mixedBatches, random);
        assertThat(FifoAllocation.allocate(mixedNeeds, mixedBatches, NOW, unbatched)
                        .toString())
                .isEqualTo(
                        FifoAllocation.allocate(needs, batches, NOW, unbatched).toString());
    }

    @Property
    void a_batch_listed_twice_counts_once(@ForAll("needs") List<Need> needs, @ForAll("batches") List<Batch> batches) {
        var twice = new ArrayList<>(batches);
        twice.addAll(batches);
        assertThat(FifoAllocation.allocate(needs, twice, NOW, true).toString())
                .isEqualTo(FifoAllocation.allocate(needs, batches, NOW, true).toString());
    }

    @Example
    void the_worked_example_of_the_rules() {
        var batches = List.of(
                new Batch(31, 1, 10, Instant.parse("2026-03-01T00:00:00Z"), null, new BigDecimal("4")),
                new Batch(32, 1, 10, Instant.parse("2026-05-01T00:00:00Z"), null, new BigDecimal("5")),
                new Batch(33, 1, 10, Instant.parse("2026-02-01T00:00:00Z"), NOW.minusSeconds(86400), BigDecimal.ONE),
                new Batch(34, 1, 10, null, null, new BigDecimal("3")),
                new Batch(35, 1, 11, Instant.parse("2026-01-01T00:00:00Z"), null, new BigDecimal("50")));
        var first = new Need(1, 1, 10, "TEA", new BigDecimal("7"));

        var enough = FifoAllocation.allocate(
                List.of(first, new Need(2, 1, 10, "TEA", new BigDecimal("2.5"))), batches, NOW, false);
        var tooMuch = FifoAllocation.allocate(
                List.of(first, new Need(2, 1, 10, "TEA", new BigDecimal("6"))), batches, NOW, false);

        assertThat(enough)
                .isEqualTo(new Allocated(Map.of(
                        1L, List.of(share(31L, "4"), share(32L, "3")),
                        2L, List.of(share(32L, "2"), share(34L, "0.5")))));
        assertThat(tooMuch)
                .isEqualTo(new Short(
                        List.of(new FifoAllocation.Shortage("TEA", new BigDecimal("13"), new BigDecimal("12")))));
    }

    @Provide
    Arbitrary<List<Need>> needs() {
        Arbitrary<Need> need = Combinators.combine(
                        Arbitraries.longs().between(1, 2),
                        Arbitraries.longs().between(10, 11),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.001"), new BigDecimal("12"))
                                .ofScale(3))
                .as((variant, location, quantity) -> new Need(0, variant, location, "SKU-" + variant, quantity));
        return need.list().ofMinSize(1).ofMaxSize(5).map(list -> {
            List<Need> numbered = new ArrayList<>();
            for (Need n : list)
                numbered.add(new Need(numbered.size() + 1L, n.variantId(), n.locationId(), n.sku(), n.quantity()));
            return numbered;
        });
    }

    @Provide
    Arbitrary<List<Batch>> batches() {
        Arbitrary<Batch> batch = Combinators.combine(
                        Arbitraries.longs().between(1, 2),
                        Arbitraries.longs().between(10, 11),
                        Arbitraries.integers().between(0, 5).injectNull(0.2),
                        Arbitraries.integers().between(-2, 5).injectNull(0.6),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-1"), new BigDecimal("15"))
                                .ofScale(3))
                .as((variant, location, age, keeps, stock) -> new Batch(
                        0,
                        variant,
                        location,
                        age == null ? null : NOW.minus(age, ChronoUnit.DAYS),
                        keeps == null ? null : NOW.plus(keeps, ChronoUnit.DAYS),
                        stock));
        return batch.list().ofMaxSize(10).map(list -> {
            List<Batch> numbered = new ArrayList<>();
            for (Batch b : list)
                numbered.add(new Batch(
                        100L + numbered.size(),
                        b.variantId(),
                        b.locationId(),
                        b.createdAt(),
                        b.expiresAt(),
                        b.inStock()));
            return numbered;
        });
    }

    private static boolean usable(Batch batch) {
        return batch.inStock().signum() > 0
                && (batch.expiresAt() == null || batch.expiresAt().isAfter(NOW));
    }

    private static boolean sameShelf(Batch one, Batch other) {
        return one.variantId() == other.variantId() && one.locationId() == other.locationId();
    }

    private static boolean isOlder(Batch one, Batch other) {
        if (Objects.equals(one.createdAt(), other.createdAt())) return one.batchId() < other.batchId();
        if (one.createdAt() == null) return false;
        return other.createdAt() == null || one.createdAt().isBefore(other.createdAt());
    }

    private static BigDecimal taken(Allocated allocated, long batchId) {
        return sum(allocated.shares().values().stream()
                .flatMap(List::stream)
                .filter(share -> share.batchId() != null && share.batchId() == batchId)
                .toList());
    }

    private static Batch byId(List<Batch> batches, long batchId) {
        return batches.stream()
                .filter(batch -> batch.batchId() == batchId)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal sum(List<Share> shares) {
        return shares.stream().map(Share::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Share share(Long batchId, String quantity) {
        return new Share(batchId, new BigDecimal(quantity));
    }
}
