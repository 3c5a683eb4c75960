package dev.ordersync.ingest.security;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Knows a person by the session cookie; who has none is led to the sign-in page, programs are asked for HTTP Basic. */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
    /** A fragment that renews itself: it must not keep the session of a person who went away alive. */
    static final String LIVE = "X-Live";

    private static final int BEFORE_BASIC = 5000;

    private final SessionCookie cookie;

    SessionMechanism(SessionCookie cookie) {
        this.cookie = cookie;
    }

    static QuarkusSecurityIdentity.Builder identity(Person person) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person.name()))
                .addRoles(Role.upTo(person.role()));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        // a program that shows credentials is who they say, whatever cookie it carries
        if (context.request().headers().contains("Authorization"))
            return Uni.createFrom().nullItem();
        Optional<Session> session = cookie.read(context);
        if (session.isEmpty()) return Uni.createFrom().nullItem();
        if (!context.request().headers().contains(LIVE)) cookie.renew(context, session.get());
        return Uni.createFrom()
                .item(identity(cookie.person(session.get()).orElseThrow())
                        .addAttribute(Session.ATTRIBUTE, session.get())
                        .build());
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (!isPage(context.normalizedPath())) return Uni.createFrom().item(false);
        return HttpAuthenticationMechanism.super.sendChallenge(context);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (!isPage(context.normalizedPath())) return Uni.createFrom().nullItem();
        boolean isFragment = context.request().headers().contains("HX-Request");
        // a fragment cannot be replaced by a page: htmx is told to go there
        return Uni.createFrom()
                .item(
                        isFragment
                                ? new ChallengeData(401, "HX-Redirect", "/login")
                                : new ChallengeData(303, "Location", "/login?next=" + next(context)));
    }

    private static String next(RoutingContext context) {
        boolean isRead = context.request().method().name().equals("GET");
        return URLEncoder.encode(isRead ? context.request().uri() : "/", StandardCharsets.UTF_8);
    }

    /** Pages are for people; the rest of the addresses for programs. */
    public static boolean isPage(String path) {
        return !path.equals("/api")
                && !path.startsWith("/api/")
                && !path.startsWith("/webhooks/")
                && !path.startsWith("/q/");
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, SessionCookie.NAME));
    }

    @Override
    public int getPriority() {
        return BEFORE_BASIC;
    }
}
