package dev.ordersync.mapping.push;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far the import of customers is in BigCommerce's pages, which have no key to page by.
 *
 * @param page the one that is being handled
 * @param total how many there were when it was last asked; -1 before that
 * @param shrunk whether customers were deleted meanwhile, so that others slipped onto earlier pages
 * @param second whether this is another way through all pages for that reason
 * @param ids those of the page that are handled
 */
record CustomerCursor(int page, long total, boolean shrunk, boolean second, List<Long> ids) {
    private static final CustomerCursor START = new CustomerCursor(1, -1, false, false, List.of());

    CustomerCursor {
        ids = List.copyOf(ids);
    }

    static CustomerCursor read(String text) {
        if (text.isEmpty()) return START;
        String[] parts = text.split(";", -1);
        return new CustomerCursor(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                parts[2].contains("shrunk"),
                parts[2].contains("second"),
                Arrays.stream(parts[3].split(","))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .toList());
    }

    String text() {
        String flags = (shrunk ? "shrunk" : "") + (second ? "second" : "");
        return page + ";" + total + ";" + flags + ";"
                + ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    CustomerCursor told(long now) {
        return new CustomerCursor(page, now, shrunk || now >= 0 && now < total, second, ids);
    }

    boolean handled(long id) {
        return ids.contains(id);
    }

    CustomerCursor and(long id) {
        List<Long> more = new ArrayList<>(ids);
        more.add(id);
        return new CustomerCursor(page, total, shrunk, second, more);
    }

    CustomerCursor nextPage() {
        return new CustomerCursor(page + 1, total, shrunk, second, List.of());
    }

    /** From the start once more, when that is needed. */
    Optional<CustomerCursor> again() {
        return shrunk ? Optional.of(new CustomerCursor(1, total, false, true, List.of())) : Optional.empty();
    }
}
