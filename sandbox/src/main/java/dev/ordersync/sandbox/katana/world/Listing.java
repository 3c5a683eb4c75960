package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Builds the answer of one list call from the filters that this list knows; what it does not ask for is ignored. Strings
 * compare exactly. Newest first.
 */
final class Listing {

    private final Query query;
    private final List<Predicate<ObjectNode>> filters = new ArrayList<>();
    private boolean withDeleted;

    private Listing(Query query) {
        this.query = query;
    }

    /** The filters that nearly all lists share: ids, created_at and updated_at bounds (inclusive), include_deleted. */
    static Listing of(Query query, Duration lag, Instant now) {
        Listing listing = new Listing(query);
        if (!query.wholes("ids").isEmpty()) {
            Set<Integer> ids = query.wholes("ids");
            listing.filters.add(doc -> ids.contains(doc.path("id").intValue()));
        }
        listing.dates("created_at", "created_at").dates("updated_at", "updated_at");
        listing.withDeleted = query.isSet("include_deleted");
        if (!lag.isZero()) {
            String seen = Json.instant(now.minus(lag));
            listing.filters.add(doc -> date(doc, "created_at").compareTo(seen) < 0);
        }
        return listing;
    }

    /** Both bounds inclusive; kept timestamps all have one form, so that they compare as texts. */
    Listing dates(String field, String prefix) {
        query.instant(prefix + "_min")
                .map(Json::instant)
                .ifPresent(min -> filters.add(doc -> date(doc, field).compareTo(min) >= 0));
        query.instant(prefix + "_max")
                .map(Json::instant)
                .ifPresent(max -> filters.add(doc -> date(doc, field).compareTo(max) <= 0));
        return this;
    }

    private static String date(ObjectNode doc, String field) {
        return doc.path(field).asText("");
    }

    Listing texts(String... names) {
        for (String name : names) {
            query.one(name).ifPresent(value -> filters.add(doc -> value.equals(Json.text(doc.get(name)))));
        }
        return this;
    }

    Listing wholes(String... names) {
        for (String name : names) {
            query.whole(name).ifPresent(value -> filters.add(doc -> value.equals(Json.whole(doc.get(name)))));
        }
        return this;
    }

    /** A repeated key that selects by another field. */
    Listing among(String name, String field) {
        Set<Integer> values = query.wholes(name);
        if (!values.isEmpty()) {
            filters.add(doc -> values.contains(doc.path(field).intValue()));
        }
        return this;
    }

    Listing textAmong(String name, String field) {
        Set<String> values = new HashSet<>(query.all(name));
        if (!values.isEmpty()) {
            filters.add(doc -> values.contains(Json.text(doc.get(field))));
        }
        return this;
    }

    Listing decimals(String... names) {
        for (String name : names) {
            query.decimal(name)
                    .ifPresent(value -> filters.add(doc -> !Json.absent(doc.get(name))
                            && Json.decimal(doc.get(name)).compareTo(value) == 0));
        }
        return this;
    }

    Listing flags(String... names) {
        for (String name : names) {
            flag(name, name);
        }
        return this;
    }

    Listing flag(String name, String field) {
        query.flag(name).ifPresent(value -> filters.add(doc -> doc.path(field).asBoolean() == value));
        return this;
    }

    Listing where(Predicate<ObjectNode> filter) {
        filters.add(filter);
        return this;
    }

    /** Compares what the drawing shows, for values that are computed and not kept. */
    Listing drawn(String name, Function<ObjectNode, String> value) {
        query.one(name).ifPresent(wanted -> filters.add(doc -> wanted.equals(value.apply(doc))));
        return this;
    }

    List<ObjectNode> found(Table table) {
        return candidates(table)
                .filter(doc -> withDeleted || Table.lives(doc))
                .filter(doc -> filters.stream().allMatch(f -> f.test(doc)))
                .toList();
    }

    /** Ids and the one indexed text lead straight to few; all other filters look at everything. */
    private Stream<ObjectNode> candidates(Table table) {
        Set<Integer> ids = query.wholes("ids");
        if (!ids.isEmpty()) {
            return ids.stream().sorted(Comparator.reverseOrder()).flatMap(id -> table.any(id).stream());
        }
        return query.one(Table.INDEXED).map(table::indexed).orElseGet(table::newestFirst);
    }

    Page page(Table table, UnaryOperator<JsonNode> drawing) {
        return Page.cut(found(table), query).with(drawing);
    }

    static Instant at(ObjectNode doc, String field) {
        return Json.instant(Json.text(doc.get(field))).orElse(Instant.MIN);
    }

    static BigDecimal decimal(ObjectNode doc, String field) {
        return Json.decimal(doc.get(field));
    }
}
