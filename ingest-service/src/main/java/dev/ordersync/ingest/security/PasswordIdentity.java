package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import dev.ordersync.stores.Sealing;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Name and password, of programs (HTTP Basic) and of the sign-in page. Who guesses is refused for some minutes. */
@ApplicationScoped
public class PasswordIdentity implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private static final int PROVEN_SECONDS = 60;
    private static final int MOST_PROVEN = 1000;

    private final People people;
    private final Sealing sealing;
    private final Clock clock;
    private final Attempts attempts = new Attempts();
    /** Passwords that were right a moment ago, by keyed hash: a program must not pay for the slow hash on every call. */
    private final Map<String, Instant> proven = new ConcurrentHashMap<>();

    PasswordIdentity(People people, Sealing sealing, Clock clock) {
        this.people = people;
        this.sealing = sealing;
        this.clock = clock;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        Secret password = Secret.of(new String(request.getPassword().getPassword()));
        return context.runBlocking(() -> check(request.getUsername(), password, address(request)));
    }

    private SecurityIdentity check(String user, Secret password, String address) {
        Instant now = clock.instant();
        if (!attempts.mayTry(address, user, now)) throw new AuthenticationFailedException(new TooManyAttempts());
        String key = sealing.name(Secret.of(user + "\n" + password.reveal()));
        if (attempts.isKnownWrong(address, user, key, now)) throw wrong();
        Person person = find(user, password, key, now).orElseThrow(() -> {
            attempts.failed(address, user, key, now);
            return wrong();
        });
        attempts.succeeded(address, user);
        return SessionMechanism.identity(person).build();
    }

    private static AuthenticationFailedException wrong() {
        return new AuthenticationFailedException("user or password is wrong");
    }

    private Optional<Person> find(String user, Secret password, String key, Instant now) {
        Instant until = proven.get(key);
        if (until != null && now.isBefore(until)) return people.find(user);
        Optional<Person> person = people.find(user, password);
        if (proven.size() >= MOST_PROVEN) proven.clear();
        person.ifPresent(known -> proven.put(key, now.plusSeconds(PROVEN_SECONDS)));
        return person;
    }

    private static String address(UsernamePasswordAuthenticationRequest request) {
        RoutingContext context = HttpSecurityUtils.getRoutingContextAttribute(request);
        return context == null || context.request().remoteAddress() == null
                ? "unknown"
                : context.request().remoteAddress().hostAddress();
    }

    /** Cause of a refusal: even a right password is refused for now. */
    public static final class TooManyAttempts extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyAttempts() {
            super("too many failed attempts", null, false, false);
        }
    }
}
