package dev.ordersync.fulfillment.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersync.api.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Both outside systems, as small as this service needs them: BigCommerce under {@code /bc/stores/{hash}}, Katana under
 * {@code /katana/v1}. Everything asked is in the journal.
 */
public final class World {
    private static final AtomicLong IDS = new AtomicLong(1000);
    private static World running;

    final Map<String, FakeShop> shops = new ConcurrentHashMap<>();
    final Map<String, FakeKatana> accounts = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final String url;

    private World() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/bc/stores/", exchange -> answer(exchange, this::bigcommerce));
        server.createContext("/katana/v1/", exchange -> answer(exchange, this::katana));
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public static synchronized World running() {
        try {
            if (running == null) running = new World();
            return running;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static long nextId() {
        return IDS.incrementAndGet();
    }

    public String bigcommerceUrl() {
        return url + "/bc";
    }

    public String katanaUrl() {
        return url + "/katana/v1";
    }

    public FakeShop shop(String hash) {
        return shops.computeIfAbsent(hash, h -> new FakeShop());
    }

    public FakeKatana account(String key) {
        return accounts.computeIfAbsent(key, k -> new FakeKatana());
    }

    /** Another API key of the same account. */
    public void key(String key, FakeKatana account) {
        accounts.put(key, account);
    }

    /** What a system answered; null body for no answer at all. */
    record Answer(int status, JsonNode body) {
        static Answer ok(JsonNode body) {
            return new Answer(200, body);
        }

        static Answer refused(String message) {
            ObjectNode body = Json.TREE.createObjectNode();
            body.putObject("error")
                    .put("statusCode", 422)
                    .put("name", "UnprocessableEntityError")
                    .put("message", message);
            return new Answer(422, body);
        }

        static Answer list(List<? extends JsonNode> data) {
            ObjectNode body = Json.TREE.createObjectNode();
            body.putArray("data").addAll(data);
            return ok(body);
        }

        static Answer missing() {
            return new Answer(404, Json.TREE.createObjectNode());
        }
    }

    /** What goes wrong with the next call of its kind. */
    public enum Fault {
        FAILS_BEFORE,
        FAILS_AFTER,
        LATE,
        FORBIDDEN
    }

    /** The calls of one outside account. */
    static class Desk {
        private final List<String> journal = new CopyOnWriteArrayList<>();
        private final Map<String, Fault> faults = new ConcurrentHashMap<>();
        private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();

        public List<String> journal() {
            return List.copyOf(journal);
        }

        /** Calls whose method and path start so. */
        public List<String> calls(String start) {
            return journal.stream().filter(call -> call.startsWith(start)).toList();
        }

        public List<String> writes() {
            return journal.stream().filter(call -> !call.startsWith("GET ")).toList();
        }

        /** The next call that starts so fails in this way. */
        public void failNext(String start, Fault fault) {
            faults.put(start, fault);
        }

        /** While the next call that starts so is being answered, this happens. */
        public void during(String start, Runnable what) {
            happenings.put(start, what);
        }

        /** The next call that starts so takes this long. */
        public void slowNext(String start, Duration time) {
            during(start, () -> {
                try {
                    Thread.sleep(time.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        Fault take(String call) {
            journal.add(call);
            for (String start : happenings.keySet())
                if (call.startsWith(start)) happenings.remove(start).run();
            for (String start : faults.keySet()) if (call.startsWith(start)) return faults.remove(start);
            return null;
        }
    }

    private interface System {
        Answer handle(String method, String path, Map<String, List<String>> query, JsonNode body, String token);
    }

    private Answer bigcommerce(
            String method, String path, Map<String, List<String>> query, JsonNode body, String token) {
        String[] parts = path.substring("/bc/stores/".length()).split("/", 2);
        FakeShop shop = shop(parts[0]);
        return withFault(shop, method + " /" + parts[1], () -> shop.handle(method, parts[1], body));
    }

    private Answer katana(String method, String path, Map<String, List<String>> query, JsonNode body, String token) {
        FakeKatana account = account(token.replace("Bearer ", ""));
        String resource = path.substring("/katana/v1".length());
        return withFault(account, method + " " + resource, () -> account.handle(method, resource, query, body));
    }

    private static Answer withFault(Desk desk, String call, java.util.function.Supplier<Answer> handle) {
        Fault fault = desk.take(call);
        if (fault == Fault.FAILS_BEFORE) return new Answer(500, Json.TREE.createObjectNode());
        if (fault == Fault.FORBIDDEN) return new Answer(403, Json.TREE.createObjectNode());
        if (fault == Fault.LATE) {
            Thread late = new Thread(() -> {
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                    return;
                }
                handle.get();
            });
            late.start();
            return new Answer(504, Json.TREE.createObjectNode());
        }
        Answer answer = handle.get();
        return fault == Fault.FAILS_AFTER ? new Answer(500, Json.TREE.createObjectNode()) : answer;
    }

    private static void answer(HttpExchange exchange, System system) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            Answer answer;
            try {
                answer = system.handle(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        Queries.parse(exchange.getRequestURI().getRawQuery()),
                        text.isEmpty() ? null : Json.read(text).orElseThrow(),
                        token == null ? "" : token);
            } catch (RuntimeException e) {
                e.printStackTrace();
                answer = new Answer(599, Json.TREE.createObjectNode());
            }
            byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
