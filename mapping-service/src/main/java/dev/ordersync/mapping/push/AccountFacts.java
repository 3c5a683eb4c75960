package dev.ordersync.mapping.push;

import dev.ordersync.katana.Factory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The Katana accounts' own settings, read once an hour. */
@ApplicationScoped
class AccountFacts {
    private static final Duration FRESH = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Kept> byAccount = new ConcurrentHashMap<>();

    AccountFacts(Clock clock) {
        this.clock = clock;
    }

    private record Kept(Factory factory, Instant readAt) {}

    Step<Factory> factory(Errand errand) {
        Kept kept = byAccount.get(errand.account());
        if (kept != null && kept.readAt().plus(FRESH).isAfter(clock.instant())) return Step.go(kept.factory());
        Step<Factory> read = Step.of(errand.katana().account().factory(), "the account's settings");
        if (!read.stopped()) byAccount.put(errand.account(), new Kept(read.value(), clock.instant()));
        return read;
    }
}
