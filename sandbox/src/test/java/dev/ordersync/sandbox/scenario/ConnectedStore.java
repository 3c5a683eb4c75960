package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Hook;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.run.JsonApi;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A store and its Katana account in a scenario's hand, and what can be seen of them from outside. */
final class ConnectedStore {
    /** Generous: the machine may be slow; what is asserted is that it happens, the benchmark measures how fast. */
    static final Duration SOON = Duration.ofSeconds(120);

    private final WholeSystem system;
    private final Shop shop;
    private final String account;
    private final String key;

    ConnectedStore(WholeSystem system, Shop shop, String account, String key) {
        this.system = system;
        this.shop = shop;
        this.account = account;
        this.key = key;
    }

    Shop shop() {
        return shop;
    }

    String hash() {
        return shop.hash();
    }

    String account() {
        return account;
    }

    String path(String below) {
        return "/api/stores/" + hash() + below;
    }

    JsonApi.Reply put(Consumer<ObjectNode> settings) {
        JsonApi.Reply reply = system.api().put(path(""), body(shop.token(), key, settings));
        assertThat(reply.status()).as("PUT %s: %s", path(""), reply.body()).isIn(200, 201);
        return reply;
    }

    JsonApi.Reply put(Consumer<ObjectNode> settings, String clientSecret) {
        ObjectNode body = body(shop.token(), key, settings);
        ((ObjectNode) body.get("bigcommerce")).put("clientSecret", clientSecret);
        JsonApi.Reply reply = system.api().put(path(""), body);
        assertThat(reply.status()).as("PUT %s: %s", path(""), reply.body()).isIn(200, 201);
        return reply;
    }

    static ObjectNode body(String token, String key, Consumer<ObjectNode> settings) {
        ObjectNode body = WholeSystem.object().put("name", "Scenario store");
        body.putObject("bigcommerce").put("accessToken", token);
        body.putObject("katana").put("apiKey", key);
        settings.accept(body.putObject("settings"));
        return body;
    }

    void activate() {
        JsonApi.Reply reply = system.api().post(path("/activate"), null);
        assertThat(reply.status()).as("activate: %s", reply.body()).isEqualTo(202);
    }

    /** Living sales orders under this order's hidden identity. */
    List<Snapshot.Order> salesOrders(int orderId) {
        return system.sandbox().katana().snapshot(account).orders().stream()
                .filter(Snapshot.Order::lives)
                .filter(order -> hash().equals(order.ecommerceStore())
                        && String.valueOf(orderId).equals(order.ecommerceOrderId()))
                .toList();
    }

    /** How many living sales orders stand for orders of this store. */
    long living() {
        return system.sandbox().katana().snapshot(account).orders().stream()
                .filter(order -> order.lives() && hash().equals(order.ecommerceStore()))
                .count();
    }

    /** From each order's placing to its sales order, by the clock of the two systems. */
    List<Duration> latencies(Collection<Integer> orderIds) {
        Map<Integer, Snapshot.Order> made = new HashMap<>();
        system.sandbox().katana().snapshot(account).orders().stream()
                .filter(order -> order.lives() && hash().equals(order.ecommerceStore()))
                .forEach(order -> made.put(Integer.parseInt(order.ecommerceOrderId()), order));
        return orderIds.stream()
                .map(id -> Duration.ofMillis(made.get(id).createdAt().toEpochMilli()
                        - shop.read(store -> store.order(id).orElseThrow().createdAt())))
                .toList();
    }

    /** Waits until the order has its one sales order. */
    Snapshot.Order awaitSalesOrder(int orderId) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(salesOrders(orderId))
                        .as(() -> "sales orders of " + orderId + "; our view: " + view(orderId))
                        .hasSize(1));
        return salesOrders(orderId).get(0);
    }

    /** Our own view of the order through the API. */
    JsonNode view(int orderId) {
        return system.api().get(path("/orders/" + orderId)).body();
    }

    JsonNode awaitState(int orderId, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(view(orderId).path("state").asText())
                        .as(() -> "state of " + orderId + ": " + view(orderId))
                        .isEqualTo(state));
        return view(orderId);
    }

    /** Imports all open orders once more, to the end. */
    void backfillAndWait() {
        JsonApi.Reply reply = system.api().post(path("/backfill"), null);
        assertThat(reply.status()).as("backfill: %s", reply.body()).isEqualTo(202);
        await().atMost(SOON.multipliedBy(6)).untilAsserted(() -> {
            assertThat(progress().path("phase").asText()).as("%s", progress()).isEqualTo("live");
            assertNoneWaits();
        });
    }

    /** No order waits for its turn or for an answer; those that do are named. */
    void assertNoneWaits() {
        assertThat(progress().path("waiting").asInt())
                .as(() -> progress() + " "
                        + system.api().get(path("/orders?state=waiting")).body())
                .isZero();
    }

    JsonNode progress() {
        return system.api().get(path("/progress")).body();
    }

    /** Calls to this account's Katana since the journal's entry number. */
    List<Entry> katanaCalls(long sinceNumber) {
        return system.sandbox()
                .journal()
                .entries(entry -> entry.direction().equals(Entry.IN)
                        && entry.side().equals("katana")
                        && entry.scope().equals(account)
                        && entry.number() > sinceNumber);
    }

    /** Calls to this store since the journal's entry number. */
    List<Entry> shopCalls(long sinceNumber) {
        return system.sandbox()
                .journal()
                .entries(entry -> entry.direction().equals(Entry.IN)
                        && entry.side().equals("bigcommerce")
                        && entry.scope().equals(hash())
                        && entry.number() > sinceNumber);
    }

    /** The secret that our hooks carry, as BigCommerce knows it. */
    String doorSecret() {
        await().atMost(SOON).until(() -> shopCalls(0).stream().anyMatch(ConnectedStore::createsHook));
        return shopCalls(0).stream()
                .filter(ConnectedStore::createsHook)
                .map(call -> WholeSystem.read(call.request())
                        .path("headers")
                        .path("X-Sync-Secret")
                        .asText())
                .findFirst()
                .orElseThrow();
    }

    /** How many of our webhooks the platform has switched on. */
    int activeHooks() {
        return shop.read(
                store -> (int) store.hooks().stream().filter(Hook::active).count());
    }

    int shipments(int orderId) {
        return shop.read(store -> store.order(orderId).orElseThrow().shipments().size());
    }

    private static boolean createsHook(Entry call) {
        return call.method().equals("POST") && call.path().endsWith("/v3/hooks");
    }

    /** Attempts to deliver this store's webhooks since the journal's entry number. */
    List<Entry> deliveries(long sinceNumber) {
        return deliveries("bigcommerce", hash(), sinceNumber);
    }

    /** The same of this account's webhooks. */
    List<Entry> katanaDeliveries(long sinceNumber) {
        return deliveries("katana", account, sinceNumber);
    }

    private List<Entry> deliveries(String side, String scope, long sinceNumber) {
        return system.sandbox()
                .journal()
                .entries(entry -> entry.direction().equals(Entry.OUT)
                        && entry.side().equals(side)
                        && entry.scope().equals(scope)
                        && entry.number() > sinceNumber);
    }

    /** One number from the services' database. */
    long count(String sql) {
        try (var connection = system.database().getConnection();
                var ask = connection.createStatement();
                var rows = ask.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The newest journal entry's number: what comes later has a greater one. */
    long journalMark() {
        return system.sandbox().journal().newest(1, entry -> true).stream()
                .mapToLong(Entry::number)
                .max()
                .orElse(0);
    }
}
