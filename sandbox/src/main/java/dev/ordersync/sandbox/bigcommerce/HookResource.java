package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v3/hooks} (reference 20.1). A client sees only the hooks of its own client id. Unlike the real system any
 * reachable {@code http} destination and port is taken, since everything here is local.
 */
final class HookResource {
    private static final Set<String> FIELDS =
            Set.of("scope", "destination", "is_active", "headers", "events_history_enabled");
    private static final int MOST_PER_SCOPE = 10;

    private final Events events;

    HookResource(Events events) {
        this.events = events;
    }

    void routes(Routes<Store> routes) {
        routes.add("GET", "/v3/hooks", (store, request, path) -> list(store, request))
                .add("POST", "/v3/hooks", (store, request, path) -> post(store, request))
                .add("GET", "/v3/hooks/admin", (store, request, path) -> admin(store, request))
                .add("PUT", "/v3/hooks/admin", (store, request, path) -> {
                    request.json().path("emails").forEach(mail -> store.emails.put(mail.asText(), 1));
                    return Reply.empty(204);
                })
                .add("GET", "/v3/hooks/{id}", one((store, hook, request) -> Query.v3(hook.json())))
                .add("PUT", "/v3/hooks/{id}", one(this::put))
                .add("DELETE", "/v3/hooks/{id}", one((store, hook, request) -> {
                    store.hooks.remove(hook.id);
                    return Query.v3(hook.json());
                }));
    }

    private interface HookHandler {
        Reply answer(Store store, Hook hook, Request request);
    }

    private static Routes.Handler<Store> one(HookHandler handler) {
        return (store, request, path) -> own(store, request).stream()
                .filter(hook -> path.get("id").equals("" + hook.id))
                .findFirst()
                .map(hook -> handler.answer(store, hook, request))
                .orElseGet(() -> Failures.v3(404, "Hook not found"));
    }

    private static String clientId(Store store, Request request) {
        return store.accounts.get(request.header("X-Auth-Token").orElse("")).clientId();
    }

    private static List<Hook> own(Store store, Request request) {
        var client = clientId(store, request);
        return store.hooks.values().stream()
                .filter(hook -> hook.clientId.equals(client))
                .toList();
    }

    private static Reply list(Store store, Request request) {
        var query = new Query(request);
        var hooks = new ArrayList<>(own(store, request));
        query.text("is_active")
                .ifPresent(wanted -> hooks.removeIf(hook -> hook.active != Boolean.parseBoolean(wanted)));
        query.text("scope").ifPresent(wanted -> hooks.removeIf(hook -> !hook.scope.equals(wanted)));
        query.text("destination").ifPresent(wanted -> hooks.removeIf(hook -> !hook.destination.equals(wanted)));
        return query.v3(hooks, Hook::json);
    }

    private Reply admin(Store store, Request request) {
        var hooks = new ArrayList<>(own(store, request));
        new Query(request)
                .text("is_active")
                .ifPresent(wanted -> hooks.removeIf(hook -> hook.active != Boolean.parseBoolean(wanted)));
        var data = Json.object();
        var emails = data.putArray("emails");
        store.emails.keySet().forEach(emails::add);
        data.set("hooks_list", Json.array(hooks, Hook::adminJson));
        data.set("blocked_domains", events.block().json(clientId(store, request), request.at()));
        return Query.v3(data);
    }

    private Reply post(Store store, Request request) {
        var body = request.json();
        var refused = refused(body, true);
        if (refused.isPresent()) {
            return refused.get();
        }
        var hook = new Hook(++store.ids.hook, clientId(store, request), store.hash(), store.clock.millis());
        hook.active = body.path("is_active").asBoolean(true);
        apply(hook, body);
        var own = own(store, request);
        if (own.stream()
                .anyMatch(other -> other.scope.equals(hook.scope) && other.destination.equals(hook.destination))) {
            return Failures.v3(422, "A hook with this scope and destination exists already");
        }
        if (own.stream().filter(other -> other.scope.equals(hook.scope)).count() >= MOST_PER_SCOPE) {
            return Failures.v3(422, "No more than 10 hooks with this scope are allowed");
        }
        store.hooks.put(hook.id, hook);
        return Query.v3(hook.json());
    }

    private Reply put(Store store, Hook hook, Request request) {
        var body = request.json();
        if (body.isEmpty()) {
            return Failures.v3(422, "Update webhook request should not be empty");
        }
        var refused = refused(body, false);
        if (refused.isPresent()) {
            return refused.get();
        }
        apply(hook, body);
        hook.updatedAt = store.clock.millis();
        return Query.v3(hook.json());
    }

    private static void apply(Hook hook, JsonNode body) {
        hook.scope = body.path("scope").asText(hook.scope);
        hook.destination = body.path("destination").asText(hook.destination);
        if (body.has("is_active")) {
            hook.active = body.path("is_active").asBoolean();
            hook.deactivated = hook.deactivated && !hook.active;
        }
        if (body.path("headers").isObject()) {
            var headers = new LinkedHashMap<String, String>();
            body.path("headers")
                    .fields()
                    .forEachRemaining(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            hook.headers = headers;
        } else if (body.has("headers")) {
            hook.headers = null;
        }
    }

    private static Optional<Reply> refused(JsonNode body, boolean creating) {
        if (!body.isObject()) {
            return Optional.of(Failures.v3(400, "Input is invalid"));
        }
        for (var field : (Iterable<String>) body::fieldNames) {
            if (!FIELDS.contains(field)) {
                return Optional.of(Failures.v3(400, "Unknown property: " + field));
            }
        }
        var errors = Json.object();
        Map.of("scope", "store/", "destination", "http").forEach((field, start) -> {
            if ((creating || body.has(field)) && !body.path(field).asText("").startsWith(start)) {
                errors.put(field, "error.invalid");
            }
        });
        if (errors.isEmpty()
                && body.has("destination")
                && host(body.path("destination").asText()) == null) {
            errors.put("destination", "error.invalid");
        }
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(Failures.v3(422, "JSON data is missing or invalid", errors));
    }

    private static String host(String destination) {
        try {
            return URI.create(destination).getHost();
        } catch (IllegalArgumentException bad) {
            return null;
        }
    }
}
