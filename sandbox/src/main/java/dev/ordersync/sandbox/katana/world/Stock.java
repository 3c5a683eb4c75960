package dev.ordersync.sandbox.katana.world;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What lies where: a quantity per variant, location and batch. The batch null is unbatched stock, the only one that may
 * become negative.
 */
public final class Stock {

    /** One heap of goods; batch is null for unbatched stock. */
    public record Heap(int variant, int location, Integer batch) {}

    /** Hears of each movement, with the variant's quantity over all places. */
    interface Ear {
        void moved(int variant, BigDecimal before, BigDecimal after);
    }

    private final Map<Integer, Map<Heap, BigDecimal>> heaps = new HashMap<>();
    private final Map<Heap, Instant> givenBack = new HashMap<>();
    private final Supplier<Instant> clock;
    private Ear ear = (variant, before, after) -> {};

    Stock(Supplier<Instant> clock) {
        this.clock = clock;
    }

    void onMove(Ear listener) {
        ear = listener;
    }

    public BigDecimal in(Heap heap) {
        return of(heap.variant()).getOrDefault(heap, BigDecimal.ZERO);
    }

    public BigDecimal in(int variant, int location) {
        return of(variant).entrySet().stream()
                .filter(e -> e.getKey().location() == location)
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal in(int variant) {
        return of(variant).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The variant's heaps, also empty ones, in the order they were first touched. */
    public Map<Heap, BigDecimal> of(int variant) {
        return heaps.getOrDefault(variant, Map.of());
    }

    /** Whether something came back to the heap since then, as when a delivery is undone. */
    boolean gotBackSince(Heap heap, Instant since) {
        Instant last = givenBack.get(heap);
        return last != null && last.isAfter(since);
    }

    void move(Heap heap, BigDecimal change) {
        if (change.signum() == 0) {
            return;
        }
        if (change.signum() > 0 && of(heap.variant()).containsKey(heap)) givenBack.put(heap, clock.get());
        BigDecimal before = in(heap.variant());
        heaps.computeIfAbsent(heap.variant(), v -> new LinkedHashMap<>()).merge(heap, change, BigDecimal::add);
        ear.moved(heap.variant(), before, before.add(change));
    }
}
