package dev.ordersync.sandbox.katana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.RateLimit.Verdict;
import dev.ordersync.sandbox.katana.wire.Refusal;
import dev.ordersync.sandbox.katana.world.Options;
import dev.ordersync.sandbox.katana.world.Resource;
import dev.ordersync.sandbox.katana.world.World;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One HTTP call: key, quota, route, answer. A create is answered 200, like everything that is not deleted. */
final class KatanaApi {

    private static final Options DEFAULTS = new Options();

    private final KatanaSandbox sandbox;

    KatanaApi(KatanaSandbox sandbox) {
        this.sandbox = sandbox;
    }

    Reply answer(Request request) {
        Optional<KatanaSandbox.Seat> seat = sandbox.seat(request);
        if (seat.isEmpty()) {
            return refused(Refusal.unauthorized(), DEFAULTS);
        }
        World world = seat.get().world();
        Options options = world.account().options();
        Verdict verdict = seat.get()
                .quota()
                .enter(
                        Instant.ofEpochMilli(request.at()),
                        options.rateLimit,
                        Duration.ofMillis(options.rateWindowMillis),
                        options.rateSliding);
        if (!verdict.allowed() && sandbox.counts()) {
            return refused(Refusal.tooMany(), options)
                    .with(headers(verdict))
                    .with("Retry-After", Long.toString(seconds(verdict.pause().toMillis())));
        }
        try {
            return route(world, request).with(headers(verdict));
        } catch (Refusal refusal) {
            return refused(refusal, options).with(headers(verdict));
        }
    }

    /** The answer of an injected fault. It uses no quota. */
    Reply failure(Request request, int status, long waitMillis) {
        Options options = sandbox.seat(request)
                .map(seat -> seat.world().account().options())
                .orElse(DEFAULTS);
        if (status == 401) {
            return refused(Refusal.unauthorized(), options);
        }
        if (status != 429) {
            return refused(Refusal.broken(status), options);
        }
        Instant reset = Instant.ofEpochMilli(request.at() + waitMillis);
        return refused(Refusal.tooMany(), options)
                .with(headers(new Verdict(false, options.rateLimit, 0, reset, null)))
                .with("Retry-After", Long.toString(seconds(waitMillis)));
    }

    private static Reply refused(Refusal refusal, Options options) {
        return Reply.json(refusal.status(), refusal.body(options.wrappedErrors));
    }

    private static long seconds(long millis) {
        return Math.max(1, (millis + 999) / 1000);
    }

    /** The reset is an instant in epoch milliseconds. */
    private static Map<String, String> headers(Verdict verdict) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Ratelimit-Limit", Integer.toString(verdict.limit()));
        headers.put("X-Ratelimit-Remaining", Integer.toString(verdict.remaining()));
        headers.put("X-Ratelimit-Reset", Long.toString(verdict.reset().toEpochMilli()));
        return headers;
    }

    private static Reply route(World world, Request request) {
        String[] parts = request.path().replaceFirst("^/", "").split("/");
        String method = request.method();
        Query query = new Query(request.query());
        String whole = method + " " + String.join("/", parts);
        switch (whole) {
            case "GET factory":
                return Reply.json(200, world.factory());
            case "GET user_info":
                return Reply.json(200, world.keyOwner());
            case "POST sales_orders/search":
                return list(world.searchOrders(body(request), request.searchLag()));
            case "POST sales_order_rows/search":
                return list(world.searchRows(body(request), request.searchLag()));
            default:
                break;
        }
        Optional<Integer> id = parts.length > 1 ? number(parts[1]) : Optional.empty();
        if (parts.length == 3 && id.isPresent() && whole.matches("GET sales_orders/\\d+/returnable_items")) {
            return Reply.json(200, world.returnable(id.get()));
        }
        Resource resource = world.resource(parts[0]);
        Reply reply = resource == null || parts.length > 2 || parts.length == 2 && id.isEmpty()
                ? null
                : id.isPresent() ? one(world, resource, id.get(), request, query) : many(resource, request, query);
        if (reply == null) {
            throw Refusal.noSuchEndpoint(method, request.path());
        }
        return reply;
    }

    private static Reply many(Resource resource, Request request, Query query) {
        switch (request.method()) {
            case "GET":
                Page page = resource.list(query, request.searchLag());
                return page == null ? null : list(page);
            case "POST":
                return object(resource.create(body(request)));
            default:
                return null;
        }
    }

    private static Reply one(World world, Resource resource, int id, Request request, Query query) {
        Options options = world.account().options();
        switch (request.method()) {
            case "GET":
                return object(resource.read(id, query));
            case "PATCH":
                Reply changed = object(resource.change(id, body(request)));
                return changed != null && options.emptyPatchBodies ? Reply.empty(200) : changed;
            case "DELETE":
                return resource.remove(id) ? Reply.empty(options.deleteAnswers204 ? 204 : 200) : null;
            default:
                return null;
        }
    }

    private static Reply object(JsonNode node) {
        return node == null ? null : Reply.json(200, node);
    }

    private static Reply list(Page page) {
        return Reply.json(200, page.body()).with("X-Pagination", page.header());
    }

    private static JsonNode body(Request request) {
        try {
            JsonNode body = Json.parse(request.body());
            if (body.isMissingNode()) {
                throw Refusal.malformed("The request body is empty");
            }
            return body;
        } catch (IOException e) {
            throw Refusal.malformed("The request body is not valid JSON");
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}|1\\d{9}|20\\d{8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
