package dev.ordersync.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Secret;
import dev.ordersync.stores.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Instant NOON = Instant.parse("2026-07-28T12:00:00Z");
    private static final Duration IDLE = Duration.ofHours(2);

    private final Sessions sessions = new Sessions(sealing(1), IDLE);
    private final Person anna = person("first");
    private final Session session = sessions.begin(anna, NOON);

    @Test
    void aSessionComesBackFromItsCookie() {
        assertThat(sessions.open(sessions.seal(session), NOON)).contains(session);
    }

    @Test
    void aSessionEndsWhenItsPersonIsAwayForTooLong() {
        String cookie = sessions.seal(session);

        assertThat(sessions.open(cookie, NOON.plus(IDLE).minusSeconds(1))).isPresent();
        assertThat(sessions.open(cookie, NOON.plus(IDLE))).isEmpty();
    }

    @Test
    void noSessionLivesLongerThanADay() {
        Instant nextDay = NOON.plus(Duration.ofHours(24));

        assertThat(sessions.open(sessions.seal(Sessions.seen(session, nextDay.minusSeconds(60))), nextDay))
                .isEmpty();
    }

    @Test
    void aCookieOfAnotherMasterKeyOpensNothing() {
        assertThat(new Sessions(sealing(2), IDLE).open(sessions.seal(session), NOON))
                .isEmpty();
        assertThat(sessions.open("", NOON)).isEmpty();
        assertThat(sessions.open("%%%", NOON)).isEmpty();
    }

    @Test
    void anotherPasswordEndsTheSession() {
        assertThat(sessions.mark(person("second"))).isNotEqualTo(session.mark());
        assertThat(sessions.mark(person("first"))).isEqualTo(session.mark());
    }

    private static Person person(String password) {
        return new Person("anna", Role.OPERATOR, new Password.Plain(Secret.of(password)));
    }

    private static Sealing sealing(int n) {
        byte[] key = new byte[32];
        key[0] = (byte) n;
        return Sealing.under(Base64.getEncoder().encodeToString(key));
    }
}
