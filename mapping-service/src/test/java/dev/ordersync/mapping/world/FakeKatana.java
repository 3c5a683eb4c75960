package dev.ordersync.mapping.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersync.events.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A small Katana for tests: it keeps what is posted, answers the filters we use, writes a journal, and fails on command.
 * One account per API key.
 */
public final class FakeKatana {
    private static final AtomicLong IDS = new AtomicLong(1000);

    private final HttpServer server;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** One call. */
    public record Call(String method, String path, String query, JsonNode body, int status) {
        public boolean isWrite() {
            return !method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status;
        }
    }

    /** When a call that fails takes effect. */
    private enum Effect {
        NEVER,
        BEFORE,
        LATE
    }

    /** A failure of the next call that fits. */
    private record Fault(String call, Effect effect, int status, String body) {}

    /** What one account holds. */
    public static final class Account {
        private final Map<String, Map<Long, ObjectNode>> things = new ConcurrentHashMap<>();
        private final List<Call> journal = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final List<Runnable> late = new ArrayList<>();

        /** False: variants do not show when their product was archived. */
        public volatile boolean tellsArchived = true;

        private Account() {
            ObjectNode factory = thing("/factory", 1);
            factory.put("default_so_delivery_time", "14")
                    .put("default_sales_location_id", 77)
                    .put("base_currency_code", "EUR");
        }

        public synchronized ObjectNode thing(String path, long id) {
            return things.computeIfAbsent(path, p -> new TreeMap<>())
                    .computeIfAbsent(id, i -> Codec.JSON.createObjectNode().put("id", i));
        }

        public synchronized List<ObjectNode> all(String path) {
            return new ArrayList<>(things.getOrDefault(path, Map.of()).values());
        }

        public synchronized List<ObjectNode> living(String path) {
            return all(path).stream()
                    .filter(t -> t.path("deleted_at").isMissingNode()
                            || t.path("deleted_at").isNull())
                    .toList();
        }

        public synchronized List<Call> journal() {
            return List.copyOf(journal);
        }

        public synchronized List<Call> calls(Predicate<Call> which) {
            return journal.stream().filter(which).toList();
        }

        public synchronized List<Call> writes() {
            return calls(Call::isWrite);
        }

        public synchronized void forgetJournal() {
            journal.clear();
        }

        /** The next call of this kind ({@code "POST /sales_orders"}) is answered so, without effect. */
        public synchronized void refuse(String call, int status, String body) {
            faults.add(new Fault(call, Effect.NEVER, status, body));
        }

        /** The next call of this kind has its effect, and is answered 500. */
        public synchronized void failAfter(String call) {
            faults.add(new Fault(call, Effect.BEFORE, 500, "{}"));
        }

        /** The next call of this kind is answered 503, and has its effect when {@link #takeEffect} is called. */
        public synchronized void holdBack(String call) {
            faults.add(new Fault(call, Effect.LATE, 503, "{}"));
        }

        /** What was held back has its effect now. */
        public synchronized void takeEffect() {
            late.forEach(Runnable::run);
            late.clear();
        }

        public synchronized ObjectNode variant(String sku) {
            long id = IDS.incrementAndGet();
            ObjectNode product = thing("/products", IDS.incrementAndGet())
                    .put("name", "Product " + sku)
                    .put("type", "product");
            product.putArray("configs");
            ObjectNode variant = thing("/variants", id)
                    .put("sku", sku)
                    .put("type", "product")
                    .put("product_id", product.path("id").asLong());
            variant.putObject("product_or_material")
                    .put("id", product.path("id").asLong())
                    .put("name", "Product " + sku)
                    .put("batch_tracked", false)
                    .putNull("archived_at");
            return variant;
        }

        public void delete(String path, long id) {
            thing(path, id)
                    .put("deleted_at", Instant.now().toString())
                    .put("updated_at", Instant.now().toString());
        }
    }

    public FakeKatana() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    public Account account(String apiKey) {
        return accounts.computeIfAbsent(apiKey, key -> new Account());
    }

    /** Another key of an account that is there. */
    public void alias(String apiKey, Account account) {
        accounts.put(apiKey, account);
    }

    public void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
            Account account = account(key);
            String path = exchange.getRequestURI().getPath().substring("/v1".length());
            String query = exchange.getRequestURI().getRawQuery() == null
                    ? ""
                    : exchange.getRequestURI().getRawQuery();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body = sent.length == 0 ? null : Codec.JSON.readTree(sent);
            Answered answered = answer(account, exchange.getRequestMethod(), path, query, body);
            byte[] bytes = answered.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Ratelimit-Limit", "6000");
            if (answered.pages())
                exchange.getResponseHeaders()
                        .set("X-Pagination", "{\"page\":\"1\",\"total_pages\":\"1\",\"last_page\":\"true\"}");
            exchange.sendResponseHeaders(answered.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Answered(int status, String body, boolean pages) {}

    private Answered answer(Account account, String method, String path, String query, JsonNode body) {
        synchronized (account) {
            Answered answered = faulty(account, method, path, query, body);
            account.journal.add(new Call(method, path, query, body, answered.status()));
            return answered;
        }
    }

    private Answered faulty(Account account, String method, String path, String query, JsonNode body) {
        for (Fault fault : List.copyOf(account.faults)) {
            if (!fault.call().equals(method + " " + path)) continue;
            account.faults.remove(fault);
            if (fault.effect() == Effect.BEFORE) effect(account, method, path, query, body);
            if (fault.effect() == Effect.LATE) account.late.add(() -> effect(account, method, path, query, body));
            return new Answered(fault.status(), fault.body(), false);
        }
        return effect(account, method, path, query, body);
    }

    private Answered effect(Account account, String method, String path, String query, JsonNode body) {
        if (path.equals("/factory"))
            return new Answered(200, account.thing("/factory", 1).toString(), false);
        String[] parts = path.substring(1).split("/");
        String list = "/" + parts[0];
        if (method.equals("GET") && parts.length == 1) return list(account, list, query);
        if (method.equals("POST")) return create(account, list, (ObjectNode) body);
        long id = Long.parseLong(parts[1]);
        ObjectNode thing = account.things.getOrDefault(list, Map.of()).get(id);
        if (thing == null || thing.hasNonNull("deleted_at"))
            return new Answered(
                    404, "{\"statusCode\":404,\"name\":\"NotFoundError\",\"message\":\"not found\"}", false);
        if (method.equals("PATCH")) thing.setAll((ObjectNode) body);
        if (method.equals("DELETE")) account.delete(list, id);
        if (!method.equals("GET")) thing.put("updated_at", Instant.now().toString());
        return method.equals("DELETE")
                ? new Answered(204, "", false)
                : new Answered(200, whole(account, list, thing).toString(), false);
    }

    private static Answered list(Account account, String list, String query) {
        ArrayNode data = Codec.JSON.createArrayNode();
        for (ObjectNode thing : account.all(list)) {
            if (!query.contains("include_deleted=true") && thing.hasNonNull("deleted_at")) continue;
            if (!query.contains("include_archived=true")
                    && thing.path("product_or_material").hasNonNull("archived_at")) continue;
            if (!matches(thing, query)) continue;
            JsonNode whole = whole(account, list, thing).deepCopy();
            if (!account.tellsArchived && whole.path("product_or_material") instanceof ObjectNode of)
                of.remove("archived_at");
            data.add(whole);
        }
        return new Answered(200, Codec.JSON.createObjectNode().set("data", data).toString(), true);
    }

    /** Several values of one filter are alternatives; different filters all hold. */
    private static boolean matches(ObjectNode thing, String query) {
        Map<String, List<String>> filters = new TreeMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String name =
                    parts[0].equals("ids") ? "id" : parts[0].equals("sales_order_ids") ? "sales_order_id" : parts[0];
            if (parts.length < 2
                    || List.of("limit", "page", "include_deleted", "include_archived", "extend")
                            .contains(name)) continue;
            filters.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        List<String> since = filters.remove("updated_at_min");
        if (since != null && thing.path("updated_at").asText("9").compareTo(since.get(0)) < 0) return false;
        return filters.entrySet().stream()
                .allMatch(filter ->
                        filter.getValue().contains(thing.path(filter.getKey()).asText()));
    }

    private static Answered create(Account account, String list, ObjectNode body) {
        long id = IDS.incrementAndGet();
        ObjectNode thing = account.thing(list, id);
        thing.setAll(body);
        String now = Instant.now().toString();
        thing.put("created_at", now).put("updated_at", now);
        if (list.equals("/sales_orders")) salesOrder(account, thing);
        if (list.equals("/products") || list.equals("/services")) variants(account, list, thing);
        return new Answered(200, whole(account, list, thing).toString(), false);
    }

    private static void salesOrder(Account account, ObjectNode order) {
        if (!order.has("status")) order.put("status", "NOT_SHIPPED");
        for (JsonNode row : order.withArray("/sales_order_rows"))
            account.thing("/sales_order_rows", IDS.incrementAndGet())
                    .put("sales_order_id", order.path("id").asLong())
                    .setAll((ObjectNode) row);
        for (JsonNode address : order.withArray("/addresses")) {
            long id = IDS.incrementAndGet();
            account.thing("/sales_order_addresses", id)
                    .put("sales_order_id", order.path("id").asLong())
                    .setAll((ObjectNode) address);
            order.put(address.path("entity_type").asText() + "_address_id", id);
        }
        order.remove(List.of("sales_order_rows", "addresses"));
    }

    private static void variants(Account account, String list, ObjectNode product) {
        boolean service = list.equals("/services");
        product.put("type", service ? "service" : "product");
        ArrayNode made = Codec.JSON.createArrayNode();
        for (JsonNode variant : product.withArray("/variants")) {
            ObjectNode kept = account.thing("/variants", IDS.incrementAndGet());
            kept.setAll((ObjectNode) variant);
            kept.put("type", service ? "service" : "product");
            if (!service) {
                kept.put("product_id", product.path("id").asLong());
                kept.putObject("product_or_material")
                        .put("id", product.path("id").asLong())
                        .put("name", product.path("name").asText())
                        .put("batch_tracked", false)
                        .putNull("archived_at");
            }
            made.add(kept.deepCopy());
        }
        product.set("variants", made);
        product.put("batch_tracked", false);
    }

    /** A sales order with its rows and its fee, as Katana embeds them; amounts as text with ten decimals. */
    private static JsonNode whole(Account account, String list, ObjectNode thing) {
        if (!list.equals("/sales_orders")) return thing;
        ObjectNode whole = thing.deepCopy();
        ArrayNode rows = whole.putArray("sales_order_rows");
        long id = thing.path("id").asLong();
        for (ObjectNode row : account.living("/sales_order_rows"))
            if (row.path("sales_order_id").asLong() == id) rows.insert(0, row);
        for (ObjectNode fee : account.living("/sales_order_shipping_fee"))
            if (fee.path("sales_order_id").asLong() == id) whole.set("shipping_fee", fee);
        return whole;
    }
}
