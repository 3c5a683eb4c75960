package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All objects of one kind, also deleted ones: a deleted object keeps its place with {@code deleted_at} set and
 * {@code updated_at} moved, so that an incremental read sees it go.
 */
public final class Table {

    /** The one field that is searched by text among very many and never changes. */
    static final String INDEXED = "ecommerce_order_id";

    private final String what;
    private final String parent;
    private final Supplier<Instant> clock;
    private final TreeMap<Integer, ObjectNode> byId = new TreeMap<>();
    private final Map<Integer, List<ObjectNode>> byParent = new HashMap<>();
    private final Map<String, List<ObjectNode>> byIndexed = new HashMap<>();
    private int lastId;

    /**
     * @param what the kind's name in "... 5 not found"
     * @param parent the field by which children are found, or null
     */
    Table(String what, String parent, int firstId, Supplier<Instant> clock) {
        this.what = what;
        this.parent = parent;
        this.lastId = firstId;
        this.clock = clock;
    }

    int nextId() {
        return ++lastId;
    }

    int lastId() {
        return lastId;
    }

    ObjectNode add(ObjectNode doc) {
        String now = Json.instant(clock.get());
        int id = nextId();
        doc.put("id", id).put("created_at", now).put("updated_at", now).putNull("deleted_at");
        byId.put(id, doc);
        if (parent != null) {
            byParent.computeIfAbsent(doc.path(parent).intValue(), p -> new ArrayList<>())
                    .add(doc);
        }
        if (doc.path(INDEXED).isTextual()) {
            byIndexed
                    .computeIfAbsent(doc.path(INDEXED).textValue(), v -> new ArrayList<>())
                    .add(0, doc);
        }
        return doc;
    }

    /** Newest first; in a table whose objects have no such field, everything. */
    Stream<ObjectNode> indexed(String value) {
        return byIndexed.isEmpty() ? newestFirst() : byIndexed.getOrDefault(value, List.of()).stream();
    }

    Optional<ObjectNode> living(int id) {
        return Optional.ofNullable(byId.get(id)).filter(Table::lives);
    }

    /** The living object, else 404. */
    ObjectNode need(int id) {
        return living(id).orElseThrow(() -> Refusal.missing(what, id));
    }

    Optional<ObjectNode> any(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Living children in the order of their creation. */
    List<ObjectNode> of(int parentId) {
        return ofAny(parentId).stream().filter(Table::lives).toList();
    }

    List<ObjectNode> ofAny(int parentId) {
        return byParent.getOrDefault(parentId, List.of());
    }

    Stream<ObjectNode> newestFirst() {
        return byId.descendingMap().values().stream();
    }

    Stream<ObjectNode> living() {
        return newestFirst().filter(Table::lives);
    }

    void touch(ObjectNode doc) {
        doc.put("updated_at", Json.instant(clock.get()));
    }

    void bury(ObjectNode doc) {
        String now = Json.instant(clock.get());
        doc.put("deleted_at", now).put("updated_at", now);
    }

    static boolean lives(ObjectNode doc) {
        return Json.absent(doc.get("deleted_at"));
    }
}
