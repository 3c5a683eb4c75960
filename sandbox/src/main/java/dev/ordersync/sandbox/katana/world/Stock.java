package dev.ordersync.sandbox.katana.world;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private final Map<Heap, Long> givenBack = new HashMap<>();
    private final Map<Heap, Long> shown = new HashMap<>();
    private long happened;
    private Ear ear = (variant, before, after) -> {};

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

    /** Somebody is told what lies in the heap. */
    void show(Heap heap) {
        shown.put(heap, ++happened);
    }

    /** Whether something came back to the heap after it was last shown, as when a delivery is undone: nobody can know. */
    boolean isUnseenReturn(Heap heap) {
        Long back = givenBack.get(heap);
        Long seen = shown.get(heap);
        return back != null && seen != null && back > seen;
    }

    void move(Heap heap, BigDecimal change) {
        if (change.signum() == 0) {
            return;
        }
        if (change.signum() > 0 && of(heap.variant()).containsKey(heap)) givenBack.put(heap, ++happened);
        BigDecimal before = in(heap.variant());
        heaps.computeIfAbsent(heap.variant(), v -> new LinkedHashMap<>()).merge(heap, change, BigDecimal::add);
        ear.moved(heap.variant(), before, before.add(change));
    }
}
