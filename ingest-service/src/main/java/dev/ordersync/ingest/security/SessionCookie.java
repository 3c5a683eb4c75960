package dev.ordersync.ingest.security;

import dev.ordersync.ingest.config.SyncConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Where a browser keeps its session: out of reach of scripts and of other sites, and of plain HTTP where there is TLS. Who
 * comes through a port-forward has none: some browsers would not keep a cookie for TLS there, and tell nobody.
 */
@Singleton
public class SessionCookie {
    static final String NAME = "ordersync-session";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Sessions sessions;
    private final People people;
    private final Clock clock;
    private final Optional<String> publicUrl;

    SessionCookie(SyncConfig config, Sessions sessions, People people, Clock clock) {
        this.sessions = sessions;
        this.people = people;
        this.clock = clock;
        this.publicUrl = config.publicUrl();
    }

    /** The session of a person who is still known with the password it was opened with. */
    Optional<Session> read(RoutingContext context) {
        Cookie cookie = context.request().getCookie(NAME);
        if (cookie == null || cookie.getValue().isEmpty()) return Optional.empty();
        return sessions.open(cookie.getValue(), clock.instant())
                .filter(session -> person(session)
                        .filter(person -> session.mark().equals(sessions.mark(person)))
                        .isPresent());
    }

    Optional<Person> person(Session session) {
        return people.find(session.user());
    }

    /** Opens a session for somebody whose password was right. */
    public void open(RoutingContext context, String user) {
        Person person = people.find(user).orElseThrow();
        write(context, sessions.seal(sessions.begin(person, clock.instant())));
    }

    /** Lets the session live on, once a minute at most. */
    void renew(RoutingContext context, Session session) {
        if (Sessions.isStale(session, clock.instant()))
            write(context, sessions.seal(Sessions.seen(session, clock.instant())));
    }

    /** Signs out. */
    public void close(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private void write(RoutingContext context, String value) {
        context.response().addCookie(cookie(context, value));
    }

    private Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(isSecure(publicUrl, context.request().authority()))
                .setSameSite(CookieSameSite.LAX);
    }

    /** @param asked host and port, as the browser has them in its address; null when it did not say */
    static boolean isSecure(Optional<String> publicUrl, HostAndPort asked) {
        boolean isForwarded = asked != null && THIS_MACHINE.contains(asked.host());
        return !isForwarded && publicUrl.filter(url -> url.startsWith("https:")).isPresent();
    }
}
