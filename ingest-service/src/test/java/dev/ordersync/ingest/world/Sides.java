package dev.ordersync.ingest.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersync.api.Json;
import dev.ordersync.api.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A small stand-in for both outside systems, as far as ingest talks to them. It is set by requests below {@code /_}, since
 * the tests may live in another class loader.
 */
final class Sides implements AutoCloseable {
    private final Map<String, ObjectNode> orders = new TreeMap<>();
    private final Map<String, ObjectNode> listed = new TreeMap<>();
    private final Map<Long, ObjectNode> hooks = new TreeMap<>();
    private final Map<Long, ObjectNode> salesOrders = new TreeMap<>();
    private final Map<Long, ObjectNode> webhooks = new TreeMap<>();
    private final Map<String, ArrayNode> below = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private final List<ObjectNode> faults = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong(1000);
    private final HttpServer server;
    private final Map<String, Runnable> switches;

    Sides(Map<String, Runnable> switches) throws IOException {
        this.switches = switches;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        JsonNode body = Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .orElse(null);
        Answer answer;
        try {
            synchronized (this) {
                if (path.startsWith("/_")) {
                    answer = control(exchange.getRequestMethod(), path, body);
                } else {
                    journal.add(exchange.getRequestMethod() + " " + path + (query == null ? "" : "?" + query));
                    answer = fault(exchange.getRequestMethod(), path);
                    if (answer == null) answer = side(exchange.getRequestMethod(), path, parameters(query), body);
                }
            }
        } catch (RuntimeException e) {
            answer = new Answer(599, Json.TREE.createObjectNode().put("bug", String.valueOf(e)));
        }
        byte[] bytes =
                answer.body() == null ? new byte[0] : answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Answer(int status, JsonNode body) {
        static Answer ok(JsonNode body) {
            return new Answer(200, body);
        }
    }

    private Answer control(String method, String path, JsonNode body) {
        if (path.startsWith("/_switch/")) {
            switches.get(path.substring("/_switch/".length())).run();
            return new Answer(204, null);
        }
        if (path.equals("/_journal")) {
            ArrayNode list = Json.TREE.createArrayNode();
            journal.forEach(list::add);
            if (method.equals("DELETE")) journal.clear();
            return Answer.ok(list);
        }
        if (path.equals("/_fault")) {
            faults.add((ObjectNode) body);
            return new Answer(204, null);
        }
        if (path.equals("/_calm")) {
            faults.clear();
            return new Answer(204, null);
        }
        if (path.startsWith("/_order/")) {
            String key = path.substring("/_order/".length());
            if (method.equals("DELETE")) orders.remove(key);
            else orders.put(key, (ObjectNode) body);
            return new Answer(204, null);
        }
        if (path.startsWith("/_listed/")) {
            listed.put(path.substring("/_listed/".length()), (ObjectNode) body);
            return new Answer(204, null);
        }
        if (path.startsWith("/_below/")) {
            below.put(path.substring("/_below/".length()), (ArrayNode) body);
            return new Answer(204, null);
        }
        if (path.startsWith("/_sales_order/")) {
            salesOrders.put(Long.parseLong(path.substring("/_sales_order/".length())), (ObjectNode) body);
            return new Answer(204, null);
        }
        if (path.equals("/_hooks")) return list(hooks);
        if (path.equals("/_webhooks")) return list(webhooks);
        if (path.startsWith("/_hooks/")) {
            long id = Long.parseLong(path.substring("/_hooks/".length()));
            if (method.equals("DELETE")) hooks.remove(id);
            else hooks.get(id).setAll((ObjectNode) body);
            return new Answer(204, null);
        }
        if (path.startsWith("/_webhooks/")) {
            webhooks.computeIfAbsent(
                            Long.parseLong(path.substring("/_webhooks/".length())), id -> Json.TREE.createObjectNode())
                    .setAll((ObjectNode) body);
            return new Answer(204, null);
        }
        return new Answer(404, null);
    }

    private Answer fault(String method, String path) {
        for (ObjectNode fault : faults) {
            if (!(method + " " + path).matches(fault.path("match").asText())) continue;
            int left = fault.path("times").asInt(1);
            if (left <= 0) continue;
            fault.put("times", left - 1);
            return new Answer(fault.path("status").asInt(), fault.get("body"));
        }
        return null;
    }

    private Answer side(String method, String path, Map<String, List<String>> query, JsonNode body) {
        String[] part = path.substring(1).split("/");
        return part[0].equals("bigcommerce")
                ? bigcommerce(method, part[2], path.substring(path.indexOf("/v", 1)), query, body)
                : katana(method, path.substring("/katana/v1".length()), query, body);
    }

    private Answer bigcommerce(
            String method, String store, String path, Map<String, List<String>> query, JsonNode body) {
        if (path.equals("/v2/time"))
            return Answer.ok(
                    Json.TREE.createObjectNode().put("time", Instant.now().getEpochSecond()));
        if (path.startsWith("/v3/hooks")) return hooks(method, store, path, body);
        if (path.equals("/v2/orders")) return orders(store, query);
        if (path.equals("/v2/orders/count")) return counts(store);
        String[] part = path.split("/");
        String key = store + "/" + part[3];
        if (!orders.containsKey(key)) return new Answer(404, Json.TREE.createArrayNode());
        if (part.length == 4) return Answer.ok(orders.get(key));
        ArrayNode list = below.get(key + "/" + part[4]);
        return list == null || list.isEmpty() ? new Answer(204, null) : Answer.ok(list);
    }

    private Answer counts(String store) {
        Map<Integer, Integer> counts = new TreeMap<>();
        orders.forEach((key, order) -> {
            if (key.startsWith(store + "/"))
                counts.merge(order.path("status_id").asInt(), 1, Integer::sum);
        });
        ObjectNode answer = Json.TREE.createObjectNode();
        ArrayNode statuses = answer.putArray("statuses");
        counts.forEach((id, count) -> statuses.addObject().put("id", id).put("count", count));
        return Answer.ok(answer);
    }

    private Answer orders(String store, Map<String, List<String>> query) {
        int limit = Integer.parseInt(first(query, "limit", "50"));
        int page = Integer.parseInt(first(query, "page", "1"));
        boolean byChange = first(query, "sort", "").startsWith("date_modified");
        long minId = Long.parseLong(first(query, "min_id", "0"));
        String status = first(query, "status_id", "");
        Instant since = Times.read(first(query, "min_date_modified", "")).orElse(Instant.EPOCH);
        Comparator<ObjectNode> sort = byChange
                ? Comparator.comparing(Sides::modified)
                        .thenComparing(order -> order.path("id").asLong())
                : Comparator.comparing(order -> order.path("id").asLong());
        List<ObjectNode> found = orders.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(store + "/"))
                .map(entry -> listed.getOrDefault(entry.getKey(), entry.getValue()))
                .filter(order -> order.path("id").asLong() >= minId)
                .filter(order ->
                        status.isEmpty() || order.path("status_id").asText().equals(status))
                .filter(order -> !modified(order).isBefore(since))
                .sorted(sort)
                .skip((long) (page - 1) * limit)
                .limit(limit)
                .toList();
        if (found.isEmpty()) return new Answer(204, null);
        ArrayNode list = Json.TREE.createArrayNode();
        found.forEach(list::add);
        return Answer.ok(list);
    }

    private Answer hooks(String method, String store, String path, JsonNode body) {
        if (method.equals("GET")) {
            ArrayNode list = Json.TREE.createArrayNode();
            hooks.values().stream()
                    .filter(hook -> hook.path("store_hash").asText().equals(store))
                    .forEach(list::add);
            ObjectNode answer = Json.TREE.createObjectNode();
            answer.set("data", list);
            answer.putObject("meta").putObject("pagination").put("total_pages", 1);
            return Answer.ok(answer);
        }
        if (method.equals("POST")) {
            ObjectNode hook = ((ObjectNode) body).deepCopy();
            long id = ids.incrementAndGet();
            hook.put("id", id).put("store_hash", store);
            hooks.put(id, hook);
            return Answer.ok(Json.TREE.createObjectNode().set("data", hook));
        }
        long id = Long.parseLong(path.substring("/v3/hooks/".length()));
        if (!hooks.containsKey(id)) return new Answer(404, null);
        if (method.equals("PUT")) hooks.get(id).setAll((ObjectNode) body);
        ObjectNode answer = Json.TREE.createObjectNode();
        answer.set("data", method.equals("DELETE") ? hooks.remove(id) : hooks.get(id));
        return Answer.ok(answer);
    }

    private Answer katana(String method, String path, Map<String, List<String>> query, JsonNode body) {
        if (path.equals("/factory"))
            return Answer.ok(Json.TREE.createObjectNode().put("default_sales_location_id", 1));
        if (path.equals("/locations/1"))
            return Answer.ok(Json.TREE.createObjectNode().put("id", 1).put("sales_allowed", true));
        if (path.equals("/locations/2"))
            return Answer.ok(Json.TREE.createObjectNode().put("id", 2).put("sales_allowed", false));
        if (path.startsWith("/webhooks")) return webhooks(method, path, body);
        if (path.equals("/sales_orders")) {
            List<String> wanted = query.get("ids");
            Instant since = Times.read(first(query, "updated_at_min", "")).orElse(Instant.EPOCH);
            return data(salesOrders.values().stream()
                    .filter(order ->
                            wanted == null || wanted.contains(order.path("id").asText()))
                    .filter(order -> !Times.read(order.path("updated_at").asText())
                            .orElse(Instant.EPOCH)
                            .isBefore(since))
                    .toList());
        }
        if (path.startsWith("/sales_orders/")) {
            ObjectNode order = salesOrders.get(Long.parseLong(path.substring("/sales_orders/".length())));
            return order == null ? new Answer(404, null) : Answer.ok(order);
        }
        if (path.equals("/sales_order_fulfillments")) {
            String of = first(query, "sales_order_id", "");
            ArrayNode list = of.isEmpty() ? Json.TREE.createArrayNode() : below.get("fulfillments/" + of);
            if (of.isEmpty())
                below.forEach((key, some) -> {
                    if (key.startsWith("fulfillments/")) some.forEach(list::add);
                });
            ObjectNode answer = Json.TREE.createObjectNode();
            answer.set("data", list == null ? Json.TREE.createArrayNode() : list);
            return Answer.ok(answer);
        }
        return new Answer(404, null);
    }

    private Answer webhooks(String method, String path, JsonNode body) {
        if (method.equals("GET")) return data(List.copyOf(webhooks.values()));
        if (method.equals("POST")) {
            ObjectNode hook = ((ObjectNode) body).deepCopy();
            long id = ids.incrementAndGet();
            hook.put("id", id).put("token", "0123456789abcde" + id % 10);
            webhooks.put(id, hook);
            return Answer.ok(hook);
        }
        long id = Long.parseLong(path.substring("/webhooks/".length()));
        if (method.equals("DELETE")) webhooks.remove(id);
        else webhooks.get(id).setAll((ObjectNode) body);
        return method.equals("DELETE") ? new Answer(204, null) : Answer.ok(webhooks.get(id));
    }

    private static Answer data(List<ObjectNode> items) {
        ObjectNode answer = Json.TREE.createObjectNode();
        ArrayNode list = answer.putArray("data");
        items.forEach(list::add);
        return Answer.ok(answer);
    }

    private static Answer list(Map<Long, ObjectNode> items) {
        ArrayNode list = Json.TREE.createArrayNode();
        items.values().forEach(list::add);
        return Answer.ok(list);
    }

    private static Instant modified(ObjectNode order) {
        return Times.read(order.path("date_modified").asText()).orElse(Instant.EPOCH);
    }

    private static String first(Map<String, List<String>> query, String name, String otherwise) {
        List<String> values = query.get(name);
        return values == null ? otherwise : values.get(0);
    }

    private static Map<String, List<String>> parameters(String query) {
        if (query == null) return Map.of();
        return List.of(query.split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0],
                        Collectors.mapping(
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), Collectors.toList())));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
