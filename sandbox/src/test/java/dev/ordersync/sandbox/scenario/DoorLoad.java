package dev.ordersync.sandbox.scenario;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Good webhooks of one store, as fast as told or as fast as they are answered. */
final class DoorLoad implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(10);
    /** Orders that exist, so that they are also read as real ones would be. */
    private static final int ORDERS = 100;

    private static final int FIRST = 100;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
    private final AtomicLong number = new AtomicLong();
    private final int port;
    private final String hash;
    private final String secret;

    record Result(double perSecond, List<Duration> latencies) {}

    DoorLoad(int port, String hash, String secret) {
        this.port = port;
        this.hash = hash;
        this.secret = secret;
    }

    Result atRate(int perSecond, Duration length) {
        Queue<Duration> answered = new ConcurrentLinkedQueue<>();
        int ticks = (int) (length.toMillis() / TICK.toMillis());
        int perTick = (int) (perSecond * TICK.toMillis() / 1000);
        CountDownLatch open = new CountDownLatch(ticks * perTick);
        long begun = System.nanoTime();
        Pace.every(TICK, ticks, tick -> {
            for (int i = 0; i < perTick; i++) knock(answered).onComplete(done -> open.countDown());
        });
        await(open);
        return result(answered, begun);
    }

    Result asFastAsPossible(int senders, Duration length) {
        Queue<Duration> answered = new ConcurrentLinkedQueue<>();
        CountDownLatch open = new CountDownLatch(senders);
        long begun = System.nanoTime();
        for (int i = 0; i < senders; i++) again(answered, begun + length.toNanos(), open);
        await(open);
        return result(answered, begun);
    }

    private void again(Queue<Duration> answered, long end, CountDownLatch open) {
        if (System.nanoTime() > end) open.countDown();
        else knock(answered).onComplete(done -> again(answered, end, open));
    }

    private static void await(CountDownLatch open) {
        try {
            if (!open.await(120, TimeUnit.SECONDS)) throw new IllegalStateException("webhooks without an answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result result(Queue<Duration> answered, long begun) {
        if (answered.isEmpty()) throw new IllegalStateException("no webhook was answered 200");
        return new Result(answered.size() * 1e9 / (System.nanoTime() - begun), List.copyOf(answered));
    }

    private Future<Void> knock(Queue<Duration> answered) {
        long n = number.incrementAndGet();
        Buffer body = Buffer.buffer("{\"scope\":\"store/order/updated\",\"data\":{\"type\":\"order\",\"id\":"
                + (FIRST + n % ORDERS) + "},\"hash\":\"" + n + "\",\"created_at\":1700000000,\"producer\":\"stores/"
                + hash + "\"}");
        long begun = System.nanoTime();
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost("localhost")
                        .setPort(port)
                        .setURI("/webhooks/bigcommerce/" + hash)
                        .putHeader("X-Sync-Secret", secret)
                        .putHeader("Content-Type", "application/json")
                        .setTimeout(30_000))
                .compose(request -> request.send(body))
                .compose(response -> response.end().map(ended -> response.statusCode()))
                .onSuccess(status -> {
                    if (status == 200) answered.add(Duration.ofNanos(System.nanoTime() - begun));
                })
                .mapEmpty();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
