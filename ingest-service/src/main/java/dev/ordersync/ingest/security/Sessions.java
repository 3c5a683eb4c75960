package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import dev.ordersync.stores.Sealing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals sessions into cookies, so that no replica needs to remember them. A session ends when its person is idle for too
 * long, after a day, when they sign out, or when their password changes.
 */
final class Sessions {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final String OWNER = "console/session";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sealing sealing;
    private final Duration idle;

    Sessions(Sealing sealing, Duration idle) {
        this.sealing = sealing;
        this.idle = idle;
    }

    Session begin(Person person, Instant now) {
        byte[] token = new byte[24];
        RANDOM.nextBytes(token);
        return new Session(
                person.name(),
                mark(person),
                Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                now,
                now);
    }

    String mark(Person person) {
        return sealing.name(person.password().fingerprint());
    }

    /** Whether the cookie should be written anew, so that the session lives on. */
    static boolean isStale(Session session, Instant now) {
        return now.isAfter(session.seen().plus(STEP));
    }

    static Session seen(Session session, Instant now) {
        return new Session(session.user(), session.mark(), session.token(), session.began(), now);
    }

    String seal(Session session) {
        String text = String.join(
                "|",
                session.mark(),
                session.token(),
                Long.toString(session.began().getEpochSecond()),
                Long.toString(session.seen().getEpochSecond()),
                session.user());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(Secret.of(text), OWNER));
    }

    /** Empty when it was not sealed by us, or has ended. */
    Optional<Session> open(String cookie, Instant now) {
        try {
            String[] parts = sealing.open(Base64.getUrlDecoder().decode(cookie), OWNER)
                    .reveal()
                    .split("\\|", 5);
            Session session = new Session(
                    parts[4],
                    parts[0],
                    parts[1],
                    Instant.ofEpochSecond(Long.parseLong(parts[2])),
                    Instant.ofEpochSecond(Long.parseLong(parts[3])));
            boolean isAlive = now.isBefore(session.seen().plus(idle))
                    && now.isBefore(session.began().plus(LONGEST));
            return isAlive ? Optional.of(session) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            // forged, damaged, or sealed under another master key: nobody has signed in with it
            return Optional.empty();
        }
    }
}
