package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.api.Json;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.observe.KeepSnapshot.Result;
import dev.ordersync.ingest.orders.OrderBook;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.KatanaJson;
import dev.ordersync.outbox.Outbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class KeepSalesOrderIT {
    private final String store = Bench.newStore();
    private final long salesOrder = ThreadLocalRandom.current().nextLong(1_000, 2_000_000_000);

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    @Inject
    OrderBook book;

    private KeepSalesOrder keep;

    @BeforeEach
    void aStore() {
        Bench.put(store, "{}").then().statusCode(201);
        keep = new KeepSalesOrder(outbox, book);
    }

    @Test
    void ofTwoFirstReadsAtOnceTheLaterToArriveMustBeRepeated() {
        // Given: a page of a sweep is asked for, and before it arrives a webhook's read is about to be recorded
        Instant sweepAsked = database.now();
        Instant readAsked = database.now();
        CompletableFuture<Result> page = database.call(tx -> {
            assertThat(keep(tx, "DELIVERED", readAsked)).isEqualTo(Result.PUBLISHED);

            // When the page arrives with an older state, and neither saw a row of the other
            var arrived =
                    CompletableFuture.supplyAsync(() -> database.call(other -> keep(other, "NOT_SHIPPED", sweepAsked)));
            await().atMost(Duration.ofSeconds(20)).until(this::isWaiting);
            return arrived;
        });

        // Then it is not recorded
        assertThat(page.join()).isEqualTo(Result.OVERLAPPED);
        assertThat(status()).isEqualTo("DELIVERED");

        // and read again, it is
        assertThat(database.<Result>call(tx -> keep(tx, "NOT_SHIPPED", database.now())))
                .isEqualTo(Result.PUBLISHED);
        assertThat(status()).isEqualTo("NOT_SHIPPED");
    }

    @Test
    void whatWasReadOfAFulfillmentWithoutADateIsNoNewsToASweep() {
        // Given
        read("PACKED");
        assertThat(isNews("PACKED")).isFalse();

        // When
        read("DELIVERED");

        // Then
        assertThat(isNews("DELIVERED")).isFalse();
        assertThat(isNews("PACKED")).isTrue();
    }

    private void read(String fulfillment) {
        assertThat(database.<Result>call(tx -> keep(tx, fulfillment, shown(fulfillment), database.now())))
                .isEqualTo(Result.PUBLISHED);
    }

    private boolean isNews(String fulfillment) {
        return database.call(tx -> ObservedSalesOrders.noteFulfillments(tx, store, salesOrder, shown(fulfillment)));
    }

    private ShownFulfillments shown(String status) {
        var raw = Json.TREE
                .createObjectNode()
                .put("id", 9)
                .put("sales_order_id", salesOrder)
                .put("status", status);
        return ShownFulfillments.of(
                List.of(KatanaJson.read(raw, Fulfillment.class).orElseThrow()));
    }

    private Result keep(Connection tx, String status, Instant asked) throws SQLException {
        return keep(tx, status, ShownFulfillments.NONE, asked);
    }

    private Result keep(Connection tx, String status, ShownFulfillments shown, Instant asked) throws SQLException {
        var raw = Json.TREE.createObjectNode().put("id", salesOrder).put("status", status);
        var snapshot = new SalesOrderSnapshot(
                new OrderRef(store, 5), salesOrder, false, status, "5", "", raw, null, shown, asked);
        return keep.keep(tx, store, snapshot, "sweep");
    }

    private boolean isWaiting() {
        return "1".equals(ask("""
                select count(*)::text from pg_stat_activity
                where wait_event_type = 'Lock' and query like '%insert into ingest.observed_sales_order%'"""));
    }

    private String status() {
        return ask("select status from ingest.observed_sales_order where sales_order_id = " + salesOrder);
    }

    private String ask(String sql) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement(sql);
                    var rows = ask.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        });
    }
}
