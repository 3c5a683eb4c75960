package dev.ordersync.api;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param last whether the other side has no page after this one
 */
public record Page<T>(List<T> items, boolean last) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> f) {
        return new Page<R>(items.stream().<R>map(f).toList(), last);
    }
}
