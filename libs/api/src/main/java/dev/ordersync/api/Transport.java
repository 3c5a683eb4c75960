package dev.ordersync.api;

import dev.ordersync.api.Answer.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one call through a {@link Gate} and sorts the reply. It never repeats a call by itself: who may repeat what, and
 * when, is the work queue's business.
 *
 * <p>When the other side fails: 429 shuts the gate and is {@code Throttled}; I/O errors and 5xx are {@code Unreachable}
 * for repeatable calls and {@code Uncertain} for the rest, except that a connection that was never made is always
 * {@code Unreachable}, and that 501 is a refusal: the other side is there and will not do such a thing.
 */
public final class Transport {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int TOO_MANY = 429;

    static {
        // a pooled connection that the server is just closing would make a POST's outcome unknown for nothing
        unlessSet("jdk.httpclient.keepalive.timeout", "4");
        // the JDK's client sends a GET again by itself when its connection ends unanswered: a call that no gate counted
        unlessSet("jdk.httpclient.redirects.retrylimit", "1");
        unlessSet("jdk.httpclient.disableRetryConnect", "true");
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    private final HttpClient http;
    private final Clock clock;
    private final CallListener listener;
    private final Duration longest;

    public Transport(Executor executor, Clock clock) {
        this(executor, clock, CallListener.NONE);
    }

    public Transport(Executor executor, Clock clock, CallListener listener) {
        this(client(executor), clock, listener, null);
    }

    /** @param longest null for as long as each call says */
    private Transport(HttpClient http, Clock clock, CallListener listener, Duration longest) {
        this.http = http;
        this.clock = clock;
        this.listener = listener;
        this.longest = longest;
    }

    private static HttpClient client(Executor executor) {
        // HTTP/1.1: no upgrade handshake, and one request's failure is not another's
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (executor != null) builder.executor(executor);
        return builder.build();
    }

    /** The same for a person who waits for the answer: no call takes longer than this. */
    public Transport within(Duration most) {
        return new Transport(http, clock, listener, most);
    }

    /** Sends the call; a 2xx reply of any kind is {@code Ok}, its body not yet read. */
    public Answer<Reply> send(Call call, Gate gate, Dialect dialect) {
        Optional<Duration> closed = gate.enter();
        if (closed.isPresent()) return Answer.failed(new Failure.Throttled(closed.get()));
        long begun = System.nanoTime();
        try (Trace.Span span = Trace.begin(name(call), Map.of("system", dialect.system()))) {
            Answer<Reply> answer = pass(call, gate, dialect);
            String word = word(answer);
            span.tell("outcome", word);
            listener.ended(dialect.system(), call.method(), word, Duration.ofNanos(System.nanoTime() - begun));
            return answer;
        }
    }

    /** Without ids and without the query, which may hold an e-mail address. */
    private static String name(Call call) {
        return call.method() + " " + call.uri().getPath().replaceAll("/[0-9]+(?=/|$)", "/{id}");
    }

    private static String word(Answer<Reply> answer) {
        return answer.isOk()
                ? "ok"
                : answer.failure().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Answer<Reply> pass(Call call, Gate gate, Dialect dialect) {
        Reply reply;
        try {
            reply = exchange(call);
        } catch (IOException e) {
            gate.failed();
            if (neverConnected(e))
                return Answer.failed(
                        new Failure.Unreachable("no connection to " + call.uri().getHost()));
            if (e instanceof HttpTimeoutException) tellLate(call, gate);
            return lost(call, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            tellLate(call, gate);
            Thread.currentThread().interrupt();
            return lost(call, "interrupted");
        }
        Instant now = clock.instant();
        // first of all, since others call meanwhile
        if (reply.status() == TOO_MANY) shut(reply, gate, dialect, theirs(reply, now));
        Gate.Quota quota = dialect.quota(reply, now);
        if (isBroken(reply.status())) {
            if (quota != null) gate.told(quota);
            gate.failed();
        } else gate.answered(quota);
        return sort(call, reply, dialect, now);
    }

    private static void shut(Reply reply, Gate gate, Dialect dialect, Instant theirs) {
        Duration wait = dialect.wait(reply, theirs);
        if (dialect.saysWait(reply, theirs)) gate.shut(wait);
        else gate.shutUnsaid(wait);
    }

    private static void tellLate(Call call, Gate gate) {
        boolean search = call.method().equals("POST") && call.repeatable();
        if (!call.method().equals("GET") && !search) gate.late();
    }

    /** Nothing was sent, so nothing can have happened. */
    private static boolean neverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException) return true;
        return false;
    }

    private static Answer<Reply> sort(Call call, Reply reply, Dialect dialect, Instant now) {
        int status = reply.status();
        if (reply.isSuccess()) return Answer.ok(reply);
        if (status == TOO_MANY) return Answer.failed(new Failure.Throttled(dialect.wait(reply, theirs(reply, now))));
        if (status == 401 || status == 403)
            return Answer.failed(
                    new Failure.Denied(status, dialect.refusal(reply).message()));
        if (status == 404) return Answer.failed(new Failure.Missing(missing(call, dialect.refusal(reply))));
        if (status == 408 || status == 423 || isBroken(status)) return lost(call, "HTTP " + status);
        // it was moved, or a proxy is in between: nobody's order is at fault
        if (status >= 300 && status < 400 && call.repeatable())
            return Answer.failed(new Failure.Unreachable("HTTP " + status));
        return Answer.failed(dialect.refusal(reply));
    }

    /** By the clock that a date in the reply's {@code Retry-After} was read from; ours may differ by minutes. */
    private static Instant theirs(Reply reply, Instant ours) {
        return reply.header("date").flatMap(Times::read).orElse(ours);
    }

    private static boolean isBroken(int status) {
        return status >= 500 && status != 501;
    }

    /** The path, and what the reply says of it: a create may name a record that is gone. */
    private static String missing(Call call, Failure.Refused said) {
        return call.uri().getPath() + (said.message().isBlank() ? "" : " (" + said.message() + ")");
    }

    private static Answer<Reply> lost(Call call, String reason) {
        return Answer.failed(call.repeatable() ? new Failure.Unreachable(reason) : new Failure.Uncertain(reason));
    }

    private Reply exchange(Call call) throws IOException, InterruptedException {
        Duration timeout = longest == null || call.timeout().compareTo(longest) < 0 ? call.timeout() : longest;
        var request = HttpRequest.newBuilder(call.uri()).timeout(timeout);
        call.headers().forEach(request::header);
        request.method(
                call.method(),
                call.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call.body(), StandardCharsets.UTF_8));
        HttpResponse<String> response = answer(timeout, request.build());
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Reply(response.statusCode(), headers, response.body());
    }

    /** The client's own timeout ends with the headers; a body that stops coming must not hold a worker for ever. */
    private HttpResponse<String> answer(Duration timeout, HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(timeout.toMillis() + 100, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("answer not complete in time");
        } finally {
            answer.cancel(true); // closes the connection when the answer is not wanted any more
        }
    }
}
