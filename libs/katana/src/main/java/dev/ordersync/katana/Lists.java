package dev.ordersync.katana;

import java.util.List;
import java.util.Objects;

/** Lists in records: absent is empty, and nulls within are dropped. */
final class Lists {
    static <T> List<T> of(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    private Lists() {}
}
