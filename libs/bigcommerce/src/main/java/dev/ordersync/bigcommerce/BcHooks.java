package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import dev.ordersync.api.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Webhooks V3. Only the hooks of the calling API account are seen. List first, then create what is missing. */
public final class BcHooks {
    /** The header in which every callback brings our secret. */
    public static final String SECRET_HEADER = "X-Sync-Secret";

    private static final int PAGE = 250;
    private static final int MOST_PAGES = 20;

    private final Wire wire;

    BcHooks(Wire wire) {
        this.wire = wire;
    }

    /** All hooks of this API account. */
    public Answer<List<BcHook>> list() {
        Map<Long, BcHook> all = new LinkedHashMap<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Answer<JsonNode> answer =
                    wire.object(wire.at("/v3/hooks").with("page", page).with("limit", PAGE));
            if (!answer.isOk()) return Answer.failed(answer.failure());
            int before = all.size();
            answer.value().path("data").forEach(hook -> {
                if (hook.path("id").asLong() > 0)
                    all.putIfAbsent(hook.path("id").asLong(), read(hook));
            });
            if (V3.isLast(answer.value(), page, PAGE) || all.size() == before) break;
        }
        return Answer.ok(List.copyOf(all.values()));
    }

    /** Registers a hook, switched on. {@code Refused} when the same scope and destination is registered already. */
    public Answer<BcHook> create(String scope, String destination, Secret secret) {
        return wire.create(wire.at("/v3/hooks"), body(scope, destination, secret), BcHooks::unwrap, BcHook::id);
    }

    /** Sets scope, destination and secret anew and switches the hook on again. */
    public Answer<BcHook> update(long hookId, String scope, String destination, Secret secret) {
        return wire.put(wire.at("/v3/hooks").id(hookId), body(scope, destination, secret))
                .map(BcHooks::unwrap);
    }

    /** Removes a hook; one that is gone already is removed. */
    public Answer<Void> delete(long hookId) {
        return wire.delete(wire.at("/v3/hooks").id(hookId));
    }

    /** What the platform says of our hooks: deactivated ones, blocked hosts. */
    public Answer<HooksAdmin> admin() {
        return wire.object(wire.at("/v3/hooks/admin")).map(body -> {
            JsonNode node = body.has("data") ? body.path("data") : body;
            Fields f = Fields.lenient(node);
            return new HooksAdmin(
                    f.list(
                            "hooks_list",
                            h -> new HooksAdmin.HookState(
                                    h.id("id"), h.text("scope"), h.text("destination"), h.text("status"))),
                    f.list(
                            "blocked_domains",
                            d -> new HooksAdmin.BlockedDomain(
                                    d.text("destination"), Duration.ofSeconds(d.count("time_left")))));
        });
    }

    private static ObjectNode body(String scope, String destination, Secret secret) {
        ObjectNode body = Json.TREE
                .createObjectNode()
                .put("scope", scope)
                .put("destination", destination)
                .put("is_active", true); // older API versions create it switched off
        body.putObject("headers").put(SECRET_HEADER, secret.reveal());
        return body;
    }

    private static BcHook unwrap(JsonNode body) {
        return read(body.has("data") ? body.path("data") : body);
    }

    private static BcHook read(JsonNode hook) {
        return new BcHook(
                hook.path("id").asLong(),
                hook.path("scope").asText(""),
                hook.path("destination").asText(""),
                Fields.lenient(hook).flag("is_active"),
                headers(hook.path("headers")));
    }

    private static Map<String, String> headers(JsonNode told) {
        if (!told.isObject() || told.isEmpty()) return null;
        Map<String, String> headers = new LinkedHashMap<>();
        told.fields().forEachRemaining(h -> headers.put(h.getKey(), h.getValue().asText("")));
        return headers;
    }
}
