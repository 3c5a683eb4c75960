package dev.ordersync.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import dev.ordersync.ingest.db.Database;
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

@QuarkusTest
@QuarkusTestResource(World.class)
class SweepFulfillmentsIT {
    private final String account = Bench.newStore();
    private final AtomicInteger calls = new AtomicInteger();

    @Inject
    Database database;

    @Inject
    WorkQueue queue;

    private volatile int status = 200;
    private Loopback side;

    @BeforeEach
    void aKatanaWithoutFulfillments() {
        side = new Loopback(exchange -> {
            calls.incrementAndGet();
            Loopback.answer(exchange, status, "{\"data\": []}");
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
        assertThat(sweep()).isFalse();
        assertThat(calls).hasValue(1);

        // When Katana is back, it is asked although the interval has not passed
        status = 200;
        assertThat(sweep()).isTrue();
        assertThat(calls).hasValue(2);

        // Then its time has moved on
        assertThat(sweep()).isTrue();
        assertThat(calls).hasValue(2);
    }

    private boolean sweep() {
        var katana = new Katana(
                new Transport(null, Clock.systemUTC()), side.url().resolve("/v1"), Secret.of("marker-key"), Gate.OPEN);
        return new SweepFulfillments(new Watermarks(database), database, queue, Duration.ofHours(1))
                .sweep(katana, account, Set.of(), Instant.now())
                .isOk();
    }
}
