package dev.ordersync.workqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.api.Gate;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandsIT {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private final Fixture f = new Fixture();
    private final Hands hands = new Hands(f.dataSource);

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void whatOneHandHoldsNoOtherTakesUntilItLetsGo() {
        Hands elsewhere = new Hands(f.dataSource);
        try (var hand = hands.take("order:a:1", LEASE).orElseThrow()) {
            assertThat(elsewhere.take("order:a:1", LEASE)).isEmpty();
            assertThat(elsewhere.take("order:a:2", LEASE)).isPresent();
            assertThat(hand.renew(LEASE)).isTrue();
        }
        assertThat(elsewhere.take("order:a:1", LEASE)).isPresent();
    }

    @Test
    void whoseWriteIsPerhapsStillUnderWayLetsGoOnlyAtTheEndOfTheLease() {
        try (var hand = hands.take("order:a:1", Duration.ofSeconds(2)).orElseThrow()) {
            new HandGate(Gate.OPEN, hand).late();
        }
        assertThat(hands.take("order:a:1", LEASE)).isEmpty();
        await().until(() -> hands.take("order:a:1", LEASE), taken -> taken.isPresent());
    }

    @Test
    void aDeadHolderLetsGoAndCannotComeBack() {
        var dead = hands.take("sku:acc:X", Duration.ofMillis(100)).orElseThrow();
        var heir = await().until(() -> hands.take("sku:acc:X", LEASE), taken -> taken.isPresent())
                .orElseThrow();
        assertThat(dead.renew(LEASE)).isFalse();
        dead.close(); // must not let go of what is another's now
        assertThat(hands.take("sku:acc:X", LEASE)).isEmpty();
        assertThat(heir.renew(LEASE)).isTrue();
    }

    @Test
    void ofManyWhoReachAtOnceOneTakesIt() throws Exception {
        var taken = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) pool.submit(() -> hands.take("x", LEASE).ifPresent(h -> taken.incrementAndGet()));
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(taken).hasValue(1);
    }
}
