package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Call;
import dev.ordersync.api.Dialect;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Json;
import dev.ordersync.api.Query;
import dev.ordersync.api.Reply;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One store's requests and the bodies of its answers.
 *
 * <p>When a good answer's body is not the JSON it should be: {@code Unreachable} for calls that can be repeated,
 * {@code Uncertain} for creates, since the record may be there. An empty body (204) is an empty list where a list is
 * due.
 */
final class Wire {
    private static final Dialect DIALECT = new BigCommerceDialect();

    private final Transport transport;
    private final URI store;
    private final Secret token;
    private final Gate gate;
    private final Duration timeout;

    Wire(Transport transport, URI store, Secret token, Gate gate, Duration timeout) {
        this.transport = transport;
        this.store = store;
        this.token = token;
        this.gate = gate;
        this.timeout = timeout;
    }

    /** Starts a URL below {@code .../stores/{hash}}. */
    Query at(String path) {
        return Query.at(store).path(path);
    }

    Answer<JsonNode> object(Query url) {
        return object(Call.get(url.uri(), headers(false), timeout));
    }

    Answer<JsonNode> put(Query url, JsonNode body) {
        return object(Call.write("PUT", url.uri(), headers(true), body.toString(), timeout));
    }

    /** POST that creates one record. An answer without an id says nothing of what happened: {@code Uncertain}. */
    <T> Answer<T> create(Query url, JsonNode body, Function<JsonNode, T> read, ToLongFunction<T> id) {
        Call call = Call.post(url.uri(), headers(true), body.toString(), timeout);
        Answer<T> created = object(call).map(read);
        return created.isOk() && id.applyAsLong(created.value()) <= 0 ? unreadable(call, "without an id") : created;
    }

    /** DELETE; already gone is as good as deleted. */
    Answer<Void> delete(Query url) {
        Answer<Reply> answer =
                transport.send(Call.write("DELETE", url.uri(), headers(false), null, timeout), gate, DIALECT);
        if (!answer.isOk() && answer.failure() instanceof Failure.Missing) return Answer.ok(null);
        return answer.map(reply -> null);
    }

    /** A V2 list: a bare array, or no body at all. */
    Answer<ArrayNode> list(Query url) {
        return list(url, "");
    }

    /** @param wrapper the field that holds the list where it is not bare */
    Answer<ArrayNode> list(Query url, String wrapper) {
        Call call = Call.get(url.uri(), headers(false), timeout);
        Answer<Reply> answer = transport.send(call, gate, DIALECT);
        if (!answer.isOk()) return Answer.failed(answer.failure());
        if (answer.value().body().isBlank()) return Answer.ok(Json.TREE.createArrayNode());
        JsonNode body = Json.read(answer.value().body()).orElse(null);
        if (body instanceof ArrayNode array) return Answer.ok(array);
        if (body != null && body.path(wrapper) instanceof ArrayNode array) return Answer.ok(array);
        return unreadable(call, "not a list");
    }

    private Answer<JsonNode> object(Call call) {
        Answer<Reply> answer = transport.send(call, gate, DIALECT);
        if (!answer.isOk()) return Answer.failed(answer.failure());
        if (answer.value().body().isBlank()) return unreadable(call, "empty");
        JsonNode body = Json.read(answer.value().body()).orElse(null);
        if (body == null || !body.isObject()) return unreadable(call, "not an object");
        return Answer.ok(body);
    }

    private static <T> Answer<T> unreadable(Call call, String why) {
        String reason = "answer to " + call.method() + " is " + why;
        return Answer.failed(call.repeatable() ? new Failure.Unreachable(reason) : new Failure.Uncertain(reason));
    }

    private Map<String, String> headers(boolean withBody) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Auth-Token", token.reveal());
        headers.put("Accept", "application/json"); // V2 may answer XML without it
        headers.put("User-Agent", "ordersync/0.1");
        if (withBody) headers.put("Content-Type", "application/json");
        return headers;
    }
}
