package dev.ordersync.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.World;
import dev.ordersync.katana.Katana;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(World.class)
class SweepFulfillmentsIT {
    private static final Duration HOURLY = Duration.ofHours(1);

    private final String account = Bench.newStore();
    private final AtomicInteger calls = new AtomicInteger();

    @Inject
    Database database;

    @Inject
    WorkQueue queue;

    private volatile int status = 200;
    private volatile String listed = "";
    private Loopback side;

    @BeforeEach
    void aKatana() {
        side = new Loopback(exchange -> {
            calls.incrementAndGet();
            Loopback.answer(exchange, status, "{\"data\": [" + listed + "]}");
        });
    }

    @AfterEach
    void stop() {
        side.close();
    }

    @Test
    void aSweepThatFailedIsDueAgainAtOnceAndOneThatSucceededIsNot() {
        // Given
        status = 503;
        assertThat(sweep(HOURLY).isOk()).isFalse();
        assertThat(calls).hasValue(1);

        // When Katana is back, it is asked although the interval has not passed
        status = 200;
        assertThat(sweep(HOURLY).isOk()).isTrue();
        assertThat(calls).hasValue(2);

        // Then its time has moved on
        assertThat(sweep(HOURLY).isOk()).isTrue();
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\": \"DELIVERED\"",
                "\"tracking_number\": \"1Z\"",
                "\"tracking_url\": \"https://t.example\"",
                "\"tracking_carrier\": \"UPS\"",
                "\"tracking_method\": \"ground\"",
                "\"picked_date\": \"2026-01-02T00:00:00Z\"",
                "\"deleted_at\": \"2026-01-02T00:00:00Z\""
            })
    void aFulfillmentWithoutADateIsNewsWhenItIsNewOrChangedAndOnlyThen(String change) {
        // Given
        readBefore(5);
        listed = fulfillment(9, 5, "\"packer_id\": null");
        assertThat(news()).isEqualTo(1);
        assertThat(news()).isZero();

        // When
        listed = fulfillment(9, 5, change);

        // Then
        assertThat(news()).isEqualTo(1);
        assertThat(news()).isZero();
    }

    @Test
    void whatIsOfNoConcernOfAFulfillmentWithoutADateIsNoNews() {
        readBefore(5);
        listed = fulfillment(9, 5, "\"invoice_status\": \"NOT_INVOICED\"") + ","
                + fulfillment(10, 5, "\"tracking_number\": \"1Z\"");
        assertThat(news()).isEqualTo(1);

        listed = fulfillment(9, 5, "\"invoice_status\": \"INVOICED\"") + "," + fulfillment(11, 6, "\"packer_id\": 1");

        assertThat(news()).isZero();
    }

    private static String fulfillment(long id, long salesOrder, String more) {
        return "{\"id\": " + id + ", \"sales_order_id\": " + salesOrder + ", " + more + "}";
    }

    private void readBefore(long salesOrder) {
        database.run(tx -> Query.update(tx, """
                insert into ingest.observed_sales_order (account, sales_order_id, store, order_id, number, hash, status,
                  updated_at, deleted, observed_at)
                values (?, ?, ?, 1, 1, '', 'NOT_SHIPPED', '', false, now())""", account, salesOrder, account));
    }

    private int news() {
        return sweep(Duration.ZERO).value();
    }

    private Answer<Integer> sweep(Duration interval) {
        var katana = new Katana(
                new Transport(null, Clock.systemUTC()), side.url().resolve("/v1"), Secret.of("marker-key"), Gate.OPEN);
        return new SweepFulfillments(new Watermarks(database), database, queue, interval)
                .sweep(katana, account, Set.of(), Instant.now());
    }
}
