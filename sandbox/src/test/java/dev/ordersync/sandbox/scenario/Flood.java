package dev.ordersync.sandbox.scenario;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bad webhooks of every kind against the doors of this machine, at a given rate; the same seed pours the same ones. */
final class Flood implements AutoCloseable {
    private static final int MOST_OPEN = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final byte[] OVERSIZED = "x".repeat(1_200_000).getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(48));
    private final Random random;
    private final int port;
    private String hash;
    private String secret;
    private String clientSecret;
    private String katanaDoor;

    /** @param answers how often each status was answered; 0 for a connection that was cut, -1 for no answer in time */
    record Result(long sent, double perSecond, Map<Integer, Long> answers) {
        @Override
        public String toString() {
            return sent + " bad webhooks, " + Math.round(perSecond) + "/s, answered " + answers;
        }
    }

    Flood(int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
    }

    void aim(String storeHash, String doorSecret, String signingSecret, String katana) {
        hash = storeHash;
        secret = doorSecret;
        clientSecret = signingSecret;
        katanaDoor = katana;
    }

    /** @param eachSecond what happens besides, once a second */
    Result pour(int perSecond, Duration length, IntConsumer eachSecond) {
        Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
        Semaphore open = new Semaphore(MOST_OPEN);
        LongAdder sent = new LongAdder();
        int ticks = (int) (length.toMillis() / TICK.toMillis());
        int perTick = (int) (perSecond * TICK.toMillis() / 1000);
        long begun = System.nanoTime();
        Pace.every(TICK, ticks, tick -> {
            if (tick % (1000 / TICK.toMillis()) == 0) eachSecond.accept((int) (tick * TICK.toMillis() / 1000));
            for (int i = 0; i < perTick; i++) send(open, answers, sent);
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!acquireAll(open)) throw new IllegalStateException("the door has left webhooks without an answer");
        Map<Integer, Long> counts = new TreeMap<>();
        answers.forEach((status, count) -> counts.put(status, count.sum()));
        return new Result(sent.sum(), sent.sum() / seconds, counts);
    }

    private static boolean acquireAll(Semaphore open) {
        try {
            return open.tryAcquire(MOST_OPEN, 60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send(Semaphore open, Map<Integer, LongAdder> answers, LongAdder sent) {
        open.acquireUninterruptibly();
        sent.increment();
        int kind = random.nextInt(200);
        if (kind == 0) post(open, answers, door(), Map.of("X-Sync-Secret", secret), Buffer.buffer(OVERSIZED));
        else if (kind < 40) post(open, answers, door(), Map.of("X-Sync-Secret", secret), garbage());
        else if (kind < 80) post(open, answers, door(), Map.of("X-Sync-Secret", secret), event().slice(0, 40));
        else if (kind < 120) post(open, answers, door(), Map.of("X-Sync-Secret", "guess" + kind), event());
        else if (kind < 150) post(open, answers, door(), stale(), event());
        else if (kind < 180) post(open, answers, katanaDoor, Map.of("x-sha2-signature", "00ff" + kind), event());
        else post(open, answers, "/webhooks/bigcommerce/stranger" + kind, Map.of("X-Sync-Secret", secret), event());
    }

    private String door() {
        return "/webhooks/bigcommerce/" + hash;
    }

    private Buffer garbage() {
        byte[] bytes = new byte[1 + random.nextInt(2000)];
        random.nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    /** A real-looking event of an order that does not exist. */
    private Buffer event() {
        return Buffer.buffer(
                "{\"scope\":\"store/order/updated\",\"store_id\":\"1\",\"data\":{\"type\":\"order\",\"id\":"
                        + (1_000_000 + random.nextInt(1_000_000)) + "},\"hash\":\"" + random.nextLong()
                        + "\",\"created_at\":1700000000,\"producer\":\"stores/" + hash + "\"}");
    }

    /** Rightly signed, an hour ago: what somebody recorded and plays again. */
    private Map<String, String> stale() {
        String id = "msg_" + random.nextLong();
        String at = String.valueOf(Instant.now().minusSeconds(3600).getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(clientSecret), "HmacSHA256"));
            String signature = Base64.getEncoder()
                    .encodeToString(mac.doFinal((id + "." + at + ".").getBytes(StandardCharsets.UTF_8)));
            return Map.of(
                    "X-Sync-Secret",
                    secret,
                    "webhook-id",
                    id,
                    "webhook-timestamp",
                    at,
                    "webhook-signature",
                    "v1," + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void post(
            Semaphore open, Map<Integer, LongAdder> answers, String path, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("localhost")
                .setPort(port)
                .setURI(path)
                .putHeader("Content-Type", "application/json")
                .setTimeout(PATIENCE.toMillis() / 2);
        headers.forEach(options::putHeader);
        AtomicReference<String> reached = new AtomicReference<>("waits for a connection");
        http.request(options)
                .compose(request -> {
                    reached.set("was sent");
                    return request.send(body);
                })
                .map(HttpClientResponse::statusCode) // nobody reads the body: its handler may come after its end
                .timeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .otherwise(failure -> {
                    if (!(failure instanceof TimeoutException)) return 0;
                    System.out.println("no answer: " + body.length() + " bytes to " + path + ", which " + reached);
                    return -1;
                })
                .onSuccess(status ->
                        answers.computeIfAbsent(status, any -> new LongAdder()).increment())
                .onComplete(done -> open.release());
    }

    @Override
    public void close() {
        vertx.close();
    }
}
