package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static dev.ordersync.ingest.world.Bench.event;
import static dev.ordersync.ingest.world.Bench.knock;
import static dev.ordersync.ingest.world.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Everything secret or personal in these tests holds the word "marker". */
@QuarkusTest
@QuarkusTestResource(World.class)
class SecretsIT {

    @Inject
    DataSource dataSource;

    @Test
    void neitherLogNorDatabaseHoldsASecretOrAPersonInTheClear() throws Exception {
        // Given
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = listener(lines);
        Logger.getLogger("").addHandler(listener);
        String store = Bench.newStore();
        try {
            // When: connect, import, fail, be refused
            Bench.place(store, order(1, 11, Instant.now()));
            Bench.connectAndActivate(store);
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> Bench.secret(store) != null);
            knock(store, "marker-wrong", event("store/order/updated", 1, "h"))
                    .then()
                    .statusCode(401);
            knock(store, Bench.secret(store), "{\"marker").then().statusCode(400);
            Bench.fault("GET /bigcommerce/stores/" + store + "/v2/orders/2", 500, 1);
            knock(store, Bench.secret(store), event("store/order/updated", 2, "h"))
                    .then()
                    .statusCode(200);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> api().get("/api/stores/" + store + "/orders/1")
                            .then()
                            .statusCode(200));
            api().body("{\"bigcommerce\": {\"accessToken\": \"two marker words\"}}")
                    .put("/api/stores/" + store)
                    .then()
                    .statusCode(422);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        // Then
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("marker"));
        assertThat(lines).noneMatch(line -> line.contains(Bench.secret(store)));
        try (var connection = dataSource.getConnection();
                var ask = connection.prepareStatement("select s::text from control.store s where hash = ?")) {
            ask.setString(1, store);
            try (var rows = ask.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).doesNotContain("marker").doesNotContain(Bench.secret(store));
            }
        }
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                Throwable thrown = line.getThrown();
                lines.add(new java.util.logging.SimpleFormatter().formatMessage(line)
                        + List.of(line.getParameters() == null ? new Object[0] : line.getParameters())
                        + (thrown == null ? "" : thrown.toString()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
