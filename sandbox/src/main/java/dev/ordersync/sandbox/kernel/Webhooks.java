package dev.ordersync.sandbox.kernel;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Delivers webhooks: at most so many at once, with the documented retries, in no promised order.
 *
 * <p>When a delivery fails (no 2xx, no answer in time): it is tried again after the webhook's next wait; after the last
 * one the simulator is told and switches the hook off.
 */
public final class Webhooks {
    private static final String USER_AGENT = "ordersync-sandbox";

    private final Loop loop;
    private final SandboxClock clock;
    private final Journal journal;
    private final Faults faults;
    private final KernelOptions options;
    private final HttpClient client;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Webhook> held = new ArrayList<>();
    private final Counts counts = new Counts();
    private int inFlight;
    private boolean muted;
    private boolean closed;

    /** How many of what, since the start. */
    public static final class Counts {
        long events;
        long attempts;
        long delivered;
        long failed;
        long exhausted;
        long dropped;

        /** Events handed to the sender. */
        public long events() {
            return events;
        }

        /** HTTP calls made. */
        public long attempts() {
            return attempts;
        }

        /** Attempts answered 2xx. */
        public long delivered() {
            return delivered;
        }

        /** Attempts answered otherwise or not at all. */
        public long failed() {
            return failed;
        }

        /** Events given up after the last retry. */
        public long exhausted() {
            return exhausted;
        }

        /** Events lost by a fault. */
        public long dropped() {
            return dropped;
        }
    }

    Webhooks(Loop loop, SandboxClock clock, Journal journal, Faults faults, KernelOptions options) {
        this.loop = loop;
        this.clock = clock;
        this.journal = journal;
        this.faults = faults;
        this.options = options;
        var pool = new PoolOptions().setHttp1MaxSize(options.webhookParallel());
        this.client = loop.vertx().createHttpClient(new HttpClientOptions().setTrustAll(true), pool);
    }

    /** While the past is done again nobody is told: they were, then. */
    void mute(boolean silent) {
        muted = silent;
    }

    /** Retries that still wait for their time are given up. */
    void close() {
        closed = true;
    }

    public Counts counts() {
        return counts;
    }

    /** Deliveries queued, in flight or held back by a fault; retries that wait for their time do not count. */
    public int pending() {
        return loop.call(() -> waiting.size() + inFlight + held.size());
    }

    /** Sends it as soon as possible, through the webhook faults in force. Called on the loop. */
    public void send(Webhook webhook) {
        if (muted) {
            return;
        }
        counts.events++;
        var fault = faults.forWebhook(webhook.side(), webhook.scope(), webhook.event());
        if (fault.isEmpty()) {
            enqueue(webhook, 0, "");
            return;
        }
        var wait = Duration.ofMillis(fault.get().spec().delayMillis());
        var name = fault.get().spec().kind();
        switch (name) {
            case "drop" -> drop(webhook);
            case "double" -> {
                enqueue(webhook, 0, name);
                loop.later(wait, () -> enqueue(webhook, 0, name));
            }
            case "delay" -> loop.later(wait, () -> enqueue(webhook, 0, name));
            case "reverse" -> holdToReverse(webhook, wait);
            default -> throw new IllegalStateException(name);
        }
    }

    private void drop(Webhook webhook) {
        counts.dropped++;
        record(webhook, journal.next(), clock.millis(), 0, "", "drop");
    }

    /** Collects from the first one for the fault's delay, then sends the last first. */
    private void holdToReverse(Webhook webhook, Duration wait) {
        held.add(webhook);
        if (held.size() == 1) {
            loop.later(wait, () -> {
                for (int i = held.size() - 1; i >= 0; i--) {
                    enqueue(held.get(i), 0, "reverse");
                }
                held.clear();
            });
        }
    }

    private void enqueue(Webhook webhook, int attempt, String fault) {
        waiting.addLast(() -> attempt(webhook, attempt, fault));
        pump();
    }

    private void pump() {
        while (inFlight < options.webhookParallel() && !waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private void attempt(Webhook webhook, int attempt, String fault) {
        var now = clock.millis();
        if (closed || !webhook.course().wanted()) {
            return;
        }
        if (webhook.course().blocked(now)) {
            retry(webhook, attempt, fault);
            return;
        }
        inFlight++;
        counts.attempts++;
        var number = journal.next();
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(webhook.url())
                .setTimeout(options.webhookTimeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", USER_AGENT);
        webhook.course().headers(attempt, now).forEach(request::putHeader);
        client.request(request)
                .compose(call -> call.send(Buffer.buffer(webhook.body())))
                .compose(answer -> answer.body().map(body -> answer.statusCode()))
                .onComplete(result -> {
                    inFlight--;
                    var status = result.succeeded() ? result.result() : 0;
                    var reply = result.succeeded() ? "" : String.valueOf(result.cause());
                    record(webhook, number, now, status, reply, fault);
                    ended(webhook, attempt, status, fault);
                    pump();
                });
    }

    private void ended(Webhook webhook, int attempt, int status, String fault) {
        webhook.course().attempted(attempt, status, clock.millis());
        if (status >= 200 && status < 300) {
            counts.delivered++;
        } else {
            counts.failed++;
            retry(webhook, attempt, fault);
        }
    }

    private void retry(Webhook webhook, int attempt, String fault) {
        if (attempt >= webhook.waits().size()) {
            counts.exhausted++;
            webhook.course().exhausted();
            return;
        }
        var real = webhook.waits().get(attempt).toMillis();
        var scaled = Math.max(1, Math.round(real * options.webhookTimeScale()));
        loop.later(Duration.ofMillis(scaled), () -> enqueue(webhook, attempt + 1, fault));
    }

    private void record(Webhook webhook, long number, long at, int status, String reply, String fault) {
        journal.add(new Entry(
                number,
                at,
                Entry.OUT,
                webhook.side(),
                webhook.scope(),
                "POST",
                webhook.url(),
                "",
                webhook.event(),
                status,
                Entry.cut(new String(webhook.body(), StandardCharsets.UTF_8), Entry.KEPT),
                Entry.cut(reply, Entry.REPLY_KEPT),
                clock.millis() - at,
                0,
                fault));
    }
}
