package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;

/**
 * One account's requests and the bodies of its answers.
 *
 * <p>When a good answer's body is not the record it should be: {@code Unreachable} for reads, {@code Uncertain} for
 * creates, since the record may be there. Patches and deletes need no body.
 */
final class Wire {
    private static final Dialect DIALECT = new KatanaDialect();

    private final Transport transport;
    private final URI base;
    private final Secret key;
    private final Gate gate;
    private final Duration timeout;

    Wire(Transport transport, URI base, Secret key, Gate gate, Duration timeout) {
        this.transport = transport;
        this.base = base;
        this.key = key;
        this.gate = gate;
        this.timeout = timeout;
    }

    /** Starts a URL below the base, which ends in {@code /v1}. */
    Query at(String path) {
        return Query.at(base).path(path);
    }

    /** One record. */
    <T> Answer<Read<T>> get(Query url, Class<T> type) {
        Call call = Call.get(url.uri(), headers(false), timeout);
        Answer<Reply> answer = transport.send(call, gate, DIALECT);
        return answer.isOk() ? record(call, answer.value(), type) : Answer.failed(answer.failure());
    }

    /** A page of a list as it came. */
    Answer<RawPage> list(Call call) {
        Answer<Reply> answer = transport.send(call, gate, DIALECT);
        if (!answer.isOk()) return Answer.failed(answer.failure());
        return RawPage.of(answer.value()).map(Answer::ok).orElseGet(() -> unreadable(call, "not a list"));
    }

    Call getting(Query url) {
        return Call.get(url.uri(), headers(false), timeout);
    }

    /** A POST that only reads, so it may be repeated. */
    Call searching(Query url, JsonNode body) {
        return new Call("POST", url.uri(), headers(true), KatanaJson.write(body), true, timeout);
    }

    /** POST that creates one record; Katana answers 200. */
    <T> Answer<Read<T>> create(Query url, Object body, Class<T> type) {
        Call call = Call.post(url.uri(), headers(true), KatanaJson.write(body), timeout);
        Answer<Reply> answer = transport.send(call, gate, DIALECT);
        return answer.isOk() ? record(call, answer.value(), type) : Answer.failed(answer.failure());
    }

    /** PATCH; gives the record when the answer holds it. */
    <T> Answer<Optional<Read<T>>> patch(Query url, Object body, Class<T> type) {
        Call call = Call.write("PATCH", url.uri(), headers(true), KatanaJson.write(body), timeout);
        return transport.send(call, gate, DIALECT).map(reply -> {
            Answer<Read<T>> record = record(call, reply, type);
            return record.isOk() ? Optional.of(record.value()) : Optional.empty();
        });
    }

    /** DELETE; {@code Missing} when it is gone already. */
    Answer<Void> delete(Query url) {
        Call call = Call.write("DELETE", url.uri(), headers(false), null, timeout);
        return transport.send(call, gate, DIALECT).map(reply -> null);
    }

    private static <T> Answer<Read<T>> record(Call call, Reply reply, Class<T> type) {
        JsonNode body = Json.read(reply.body()).orElse(null);
        if (body == null || !body.isObject()) return unreadable(call, "no record");
        if (!body.has("id") && body.path("data").isObject()) body = body.path("data");
        T value = KatanaJson.read(body, type).orElse(null);
        if (value == null || value instanceof Identified i && i.id() <= 0)
            return unreadable(call, "no readable " + type.getSimpleName());
        return Answer.ok(new Read<>(value, body));
    }

    static <T> Answer<T> unreadable(Call call, String why) {
        String reason = "answer to " + call.method() + " " + call.uri().getPath() + " is " + why;
        return Answer.failed(call.repeatable() ? new Failure.Unreachable(reason) : new Failure.Uncertain(reason));
    }

    private Map<String, String> headers(boolean withBody) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + key.reveal());
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "ordersync/0.1");
        if (withBody) headers.put("Content-Type", "application/json");
        return headers;
    }
}
