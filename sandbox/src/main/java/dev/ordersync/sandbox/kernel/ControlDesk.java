package dev.ordersync.sandbox.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code /faults}, {@code /journal}, {@code /sandbox/clock}, {@code /sandbox/webhooks} and, per simulator,
 * {@code /sandbox/<side>/...}. A bad request is answered 400 with a sentence.
 */
final class ControlDesk {
    private final Kernel kernel;
    private final Routes<Kernel> routes = new Routes<>();

    ControlDesk(Kernel kernel) {
        this.kernel = kernel;
        routes.add(
                        "GET",
                        "/faults",
                        (k, request, path) ->
                                Reply.json(200, Json.array(k.faults().list(), Fault::json)))
                .add(
                        "POST",
                        "/faults",
                        (k, request, path) -> Reply.json(
                                201,
                                k.faults().add(Fault.Spec.read(request.json())).json()))
                .add("DELETE", "/faults", (k, request, path) -> {
                    k.faults().clear();
                    return Reply.empty(204);
                })
                .add(
                        "DELETE",
                        "/faults/{id}",
                        (k, request, path) ->
                                Reply.empty(k.faults().remove(Long.parseLong(path.get("id"))) ? 204 : 404))
                .add("GET", "/journal", (k, request, path) -> journal(request))
                .add("DELETE", "/journal", (k, request, path) -> {
                    k.journal().clear();
                    return Reply.empty(204);
                })
                .add("GET", "/sandbox/clock", (k, request, path) -> clock())
                .add("POST", "/sandbox/clock", (k, request, path) -> {
                    k.clock()
                            .advance(Duration.ofMillis(
                                    request.json().path("advanceMs").asLong()));
                    return clock();
                })
                .add("GET", "/sandbox/webhooks", (k, request, path) -> webhooks());
    }

    Optional<Reply> answer(Request request) {
        try {
            for (var simulator : kernel.simulators()) {
                var below = Wire.below(request, "/sandbox/" + simulator.side());
                if (below.isPresent()) {
                    return Optional.of(kernel.control(simulator, below.get()));
                }
            }
            return routes.answer(kernel, request.path(), request);
        } catch (IllegalArgumentException | Json.Malformed bad) {
            return Optional.of(Reply.json(400, Json.object().put("error", String.valueOf(bad.getMessage()))));
        }
    }

    private Reply clock() {
        return Reply.json(200, Json.object().put("millis", kernel.clock().millis()));
    }

    private Reply webhooks() {
        var counts = kernel.webhooks().counts();
        return Reply.json(
                200,
                Json.object()
                        .put("events", counts.events())
                        .put("attempts", counts.attempts())
                        .put("delivered", counts.delivered())
                        .put("failed", counts.failed())
                        .put("exhausted", counts.exhausted())
                        .put("dropped", counts.dropped())
                        .put("pending", kernel.webhooks().pending()));
    }

    /** {@code ?side=&store=&direction=&since=<epoch ms>&method=&path=<regex>&newest=<count>}; JSON array. */
    private Reply journal(Request request) {
        Predicate<Entry> wanted = equal(request, "side", Entry::side)
                .and(equal(request, "store", Entry::scope))
                .and(equal(request, "direction", Entry::direction))
                .and(equal(request, "method", Entry::method));
        var since = request.param("since").map(Long::parseLong).orElse(Long.MIN_VALUE);
        var path = request.param("path").map(Pattern::compile).orElse(Pattern.compile(""));
        wanted = wanted.and(
                entry -> entry.at() >= since && path.matcher(entry.path()).find());
        var newest = request.param("newest").map(Integer::parseInt);
        var chosen = wanted;
        var entries = newest.map(count -> kernel.journal().newest(count, chosen))
                .orElseGet(() -> kernel.journal().entries(chosen));
        return Reply.json(200, Json.array(entries, Entry::json));
    }

    private interface Field {
        String of(Entry entry);
    }

    private static Predicate<Entry> equal(Request request, String name, Field field) {
        var value = request.param(name).orElse("");
        return entry -> value.isEmpty() || value.equalsIgnoreCase(field.of(entry));
    }
}
