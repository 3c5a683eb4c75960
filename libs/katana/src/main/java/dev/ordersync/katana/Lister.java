package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Page;
import dev.ordersync.api.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads lists page by page. Katana ignores a filter that it does not know and gives everything, so every record is
 * tested against the filter again here.
 */
final class Lister {
    /** The most Katana gives per page; it lowers a larger limit without a word. */
    static final int LARGEST_PAGE = 250;

    private static final int MOST_PAGES = 1_000;

    private final Wire wire;

    Lister(Wire wire) {
        this.wire = wire;
    }

    /** One page, from 1. */
    <T> Answer<Page<Read<T>>> page(Query url, int page, Class<T> type, Predicate<T> wanted) {
        Answer<RawPage> answer =
                wire.list(wire.getting(url.with("limit", LARGEST_PAGE).with("page", page)));
        if (!answer.isOk()) return Answer.failed(answer.failure());
        return read(answer.value().items(), type, wanted)
                .map(items -> new Page<>(items, answer.value().isLast(page, LARGEST_PAGE)));
    }

    /** All pages. Pages shift while records arrive: what comes twice is taken once. */
    <T> Answer<List<Read<T>>> all(Supplier<Query> url, Class<T> type, Predicate<T> wanted) {
        List<Read<T>> all = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Answer<RawPage> answer =
                    wire.list(wire.getting(url.get().with("limit", LARGEST_PAGE).with("page", page)));
            if (!answer.isOk()) return Answer.failed(answer.failure());
            List<JsonNode> fresh = answer.value().items().stream()
                    .filter(node -> seen.add(key(node)))
                    .toList();
            Answer<List<Read<T>>> read = read(fresh, type, wanted);
            if (!read.isOk()) return read;
            all.addAll(read.value());
            // a page of known records only means that the page number is ignored
            if (answer.value().isLast(page, LARGEST_PAGE) || fresh.isEmpty()) return Answer.ok(all);
        }
        return Answer.failed(new Failure.Unreachable("list does not end"));
    }

    private static Object key(JsonNode node) {
        return node.hasNonNull("id") ? node.path("id").asText() : node;
    }

    /** A record that cannot be read makes the list unreadable: what is missing from a list would be created again. */
    static <T> Answer<List<Read<T>>> read(List<JsonNode> nodes, Class<T> type, Predicate<T> wanted) {
        List<Read<T>> records = new ArrayList<>();
        for (JsonNode node : nodes) {
            T value = KatanaJson.read(node, type).orElse(null);
            if (value == null || value instanceof Identified i && i.id() <= 0)
                return Answer.failed(
                        new Failure.Unreachable("a " + type.getSimpleName() + " in a list is not readable"));
            if (wanted.test(value)) records.add(new Read<>(value, node));
        }
        return Answer.ok(records);
    }

    static <T> List<T> values(List<Read<T>> records) {
        return records.stream().map(Read::value).toList();
    }
}
