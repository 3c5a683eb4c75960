package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Query parameters as V2 and V3 read them; paging with 50 a page by default and 250 at most. */
final class Query {
    private static final int USUAL = 50;
    private static final int MOST = 250;

    private final Request request;

    Query(Request request) {
        this.request = request;
    }

    /** V2 refuses what it does not know. */
    Query only(String... names) {
        var known = new HashSet<>(Arrays.asList(names));
        known.addAll(Set.of("page", "limit"));
        for (var name : request.query().keySet()) {
            if (!known.contains(name)) {
                throw new Failures.Refused(Failures.notSupported(name));
            }
        }
        return this;
    }

    Optional<String> text(String name) {
        return request.param(name).filter(value -> !value.isEmpty());
    }

    Optional<Integer> number(String name) {
        return text(name).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException bad) {
                throw new Failures.Refused(Failures.invalid(name));
            }
        });
    }

    Optional<BigDecimal> decimal(String name) {
        return text(name).map(value -> {
            try {
                return new BigDecimal(value);
            } catch (NumberFormatException bad) {
                throw new Failures.Refused(Failures.invalid(name));
            }
        });
    }

    Optional<Long> date(String name) {
        return text(name)
                .map(value -> Dates.read(value).orElseThrow(() -> new Failures.Refused(Failures.invalid(name))));
    }

    /** A comma-separated list; empty when absent. */
    List<String> list(String name) {
        return text(name).map(value -> List.of(value.split(","))).orElse(List.of());
    }

    boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    private int page() {
        return Math.max(1, number("page").orElse(1));
    }

    private int limit() {
        return Math.max(1, Math.min(MOST, number("limit").orElse(USUAL)));
    }

    private <T> List<T> slice(List<T> all) {
        var from = Math.min((long) all.size(), (page() - 1L) * limit());
        return all.subList((int) from, (int) Math.min(all.size(), from + limit()));
    }

    /** A bare array, or 204 without a body when the page is empty. */
    <T> Reply v2(List<T> all, Function<T, ? extends JsonNode> wording) {
        var slice = slice(all);
        return slice.isEmpty() ? Reply.empty(204) : Reply.json(200, Json.array(slice, wording));
    }

    /** The envelope with {@code data} and {@code meta.pagination}. */
    <T> Reply v3(List<T> all, Function<T, ? extends JsonNode> wording) {
        var slice = slice(all);
        var json = Json.object();
        json.set("data", Json.array(slice, wording));
        var pages = Math.max(1, (all.size() + limit() - 1) / limit());
        var pagination = json.putObject("meta")
                .putObject("pagination")
                .put("total", all.size())
                .put("count", slice.size())
                .put("per_page", limit())
                .put("current_page", page())
                .put("total_pages", pages);
        var links = pagination.putObject("links");
        if (page() > 1) {
            links.put("previous", "?page=" + (page() - 1) + "&limit=" + limit());
        }
        links.put("current", "?page=" + page() + "&limit=" + limit());
        if (page() < pages) {
            links.put("next", "?page=" + (page() + 1) + "&limit=" + limit());
        }
        return Reply.json(200, json);
    }

    static Reply v3(JsonNode data) {
        var json = Json.object();
        json.set("data", data);
        json.putObject("meta");
        return Reply.json(200, json);
    }

    static List<Integer> integers(List<String> texts) {
        var numbers = new ArrayList<Integer>();
        for (var text : texts) {
            numbers.add(Integer.valueOf(text.trim()));
        }
        return numbers;
    }
}
