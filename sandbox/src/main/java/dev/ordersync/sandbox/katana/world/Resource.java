package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.time.Duration;

/** The calls that one kind of object may offer; those it leaves out do not exist (null tells the router so). */
public interface Resource {

    /** @param lag objects younger than this are not listed yet (a fault; normally zero) */
    default Page list(Query query, Duration lag) {
        return null;
    }

    default JsonNode read(int id, Query query) {
        return null;
    }

    default JsonNode create(JsonNode body) {
        return null;
    }

    default JsonNode change(int id, JsonNode body) {
        return null;
    }

    /** False when the kind cannot be deleted. */
    default boolean remove(int id) {
        return false;
    }

    /** Custom fields are merged key by key; null clears them all. */
    static void mergeCustomFields(ObjectNode body, ObjectNode kept) {
        if (body.path("custom_fields").isObject() && kept.path("custom_fields").isObject()) {
            ObjectNode merged = kept.get("custom_fields").deepCopy();
            merged.setAll((ObjectNode) body.get("custom_fields"));
            body.set("custom_fields", merged);
        }
    }

    /** Copies the fields of a validated request over an object. */
    static void copy(ObjectNode from, ObjectNode to) {
        from.properties().forEach(e -> to.set(e.getKey(), e.getValue()));
    }
}
