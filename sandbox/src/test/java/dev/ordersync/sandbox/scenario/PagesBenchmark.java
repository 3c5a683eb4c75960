package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn verify -Pbenchmark -Dit.test=PagesBenchmark}: how long the console's pages take while the database holds
 * 100,000 orders, from the request to the last byte, beside a page that asks the database nothing. Some orders are real;
 * the others are their copies.
 */
class PagesBenchmark {
    private static final int ORDERS = Integer.getInteger("benchmark.orders", 100_000);
    private static final int REAL = 20;
    private static final int LOOKS = 100;

    private final BenchmarkTable table = new BenchmarkTable();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void measuresEachPage() throws IOException, InterruptedException, SQLException {
        try (WholeSystem system = WholeSystem.start(Shape.replicas(1, 1, 1))) {
            ConnectedStore store = open(system);
            int order = real(store);
            copy(system, store.hash(), order);
            for (var page : pages(store.hash(), order).entrySet())
                table.row(page.getKey(), percentiles(system, page.getValue()), "under 200 ms");
        }
        System.out.println(table);
        Files.writeString(Path.of("target/benchmark-pages.md"), table.toString());
    }

    private static Map<String, String> pages(String store, int order) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("limit: sign-in, which asks the database nothing", "/login");
        pages.put("home", "/");
        pages.put("attention", "/attention");
        pages.put("orders", "/orders");
        pages.put("orders, page in the middle", "/orders?store=" + store + "&before=" + ORDERS / 2);
        pages.put("orders that are held", "/orders?store=" + store + "&view=held");
        pages.put("search by number", "/orders?store=" + store + "&q=" + ORDERS / 3);
        pages.put("search by e-mail", "/orders?store=" + store + "&q=shopper@shopper.example");
        pages.put("search by the SKU of every order", "/orders?store=" + store + "&q=MUG");
        pages.put("search for what is not there", "/orders?store=" + store + "&q=nothing+of+this+name");
        pages.put("one order", "/orders/" + store + "/" + order);
        pages.put("replays", "/replays");
        pages.put("stores", "/stores");
        pages.put("settings", "/stores/" + store);
        pages.put("health", "/stores/" + store + "/health");
        return pages;
    }

    private String percentiles(WholeSystem system, String path) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int look = -20; look < LOOKS; look++) {
            long begun = System.nanoTime();
            HttpResponse<byte[]> reply = http.send(request(system, path), HttpResponse.BodyHandlers.ofByteArray());
            if (look >= 0) times.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(reply.statusCode()).as(path).isEqualTo(200);
        }
        return BenchmarkTable.percentiles(times);
    }

    private static HttpRequest request(WholeSystem system, String path) {
        Map<String, String> environment = system.environment();
        String credentials =
                environment.getOrDefault("SYNC_ADMIN_USER", "admin") + ":" + environment.get("SYNC_ADMIN_PASSWORD");
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + system.ingest().port() + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static ConnectedStore open(WholeSystem system) {
        ConnectedStore store =
                system.prepare(StoreSetup.dollar("pages", "token-pages").quota(100_000), "account-pages");
        system.sandbox().katana().options(store.account()).rateLimit = 100_000;
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.put(settings -> {});
        return store;
    }

    /** @return one of them */
    private static int real(ConnectedStore store) {
        int order = 0;
        for (int i = 0; i < REAL; i++)
            order = store.shop()
                    .place(Checkout.guest(Address.us("Ada", "X", "shopper@shopper.example"))
                            .line("MUG", 1 + i % 3));
        store.activate();
        await().atMost(Duration.ofMinutes(2)).until(() -> store.living() == REAL);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> store.progress().path("synced").asInt() == REAL);
        return order;
    }

    /** As if all had come through the door: what the pages show of an order, its timeline and the work done for it. */
    private static void copy(WholeSystem system, String store, int order) throws SQLException {
        try (var connection = system.database().getConnection();
                var sql = connection.createStatement()) {
            for (String table : List.of("order_view", "order_sku", "order_lines", "observed_order", "order_activity"))
                sql.execute(copies(connection, table, store, order));
            sql.execute("update ingest.order_view set state = 'held', cause = 'unknown-sku:S' || order_id % 7,"
                    + " why = 'No Katana variant has this SKU.' where order_id % 500 = 3");
            sql.execute("insert into ingest.work (kind, store, entity, lane, priority, done, state, run_at)"
                    + " select w.kind, w.store, o.order_id::text, w.lane, w.priority, w.wanted, 'IDLE', w.run_at"
                    + " from ingest.work w, ingest.order_view o where w.kind = 'OBSERVE_ORDER' and w.entity = '" + order
                    + "' on conflict do nothing");
            sql.execute("vacuum analyze");
        }
    }

    /** Statement that copies the rows of one order under other numbers. */
    private static String copies(Connection connection, String table, String store, int order) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (var found = connection.getMetaData().getColumns(null, "ingest", table, null)) {
            while (found.next())
                if (!found.getString("COLUMN_NAME").equals("id")) columns.add(found.getString("COLUMN_NAME"));
        }
        List<String> values = columns.stream()
                .map(column -> column.equals("order_id") ? "n" : "t." + column)
                .toList();
        return "insert into ingest.%s (%s) select %s from ingest.%s t, generate_series(1000, %d) n where t.store = '%s' and t.order_id = %d on conflict do nothing"
                .formatted(
                        table,
                        String.join(", ", columns),
                        String.join(", ", values),
                        table,
                        1000 + ORDERS,
                        store,
                        order);
    }
}
