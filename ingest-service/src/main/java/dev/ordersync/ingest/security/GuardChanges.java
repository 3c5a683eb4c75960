package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import dev.ordersync.ingest.problems.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * No other site may ask for a change in the name of a person whose browser holds our cookie or password: a request that a
 * browser says comes from elsewhere is refused, and one with the cookie must carry the session's token as well.
 */
public final class GuardChanges {
    /** Field of every form. */
    public static final String FIELD = "csrf";
    /** What htmx and other scripts of ours send instead. */
    public static final String HEADER = "X-CSRF-Token";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final SecurityIdentity identity;

    GuardChanges(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    @WithFormRead
    public void check(ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        if (READS.contains(request.getMethod())) return;
        String path = routing.normalizedPath();
        if (path.startsWith("/webhooks/")) return;
        if (isForeign(routing.request()))
            throw Problem.of(403, "This request came from another site, so nothing was changed.")
                    .exception();
        Session session = identity.getAttribute(Session.ATTRIBUTE);
        if (session == null) return;
        String token = token(request, routing.request());
        if (token == null || !Secret.of(session.token()).equals(Secret.of(token)))
            throw Problem.of(403, "This page is out of date, so nothing was changed. Please load it again.")
                    .exception();
    }

    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) return !site.equals("same-origin") && !site.equals("none");
        String origin = request.getHeader("Origin");
        return origin != null && !isHost(origin, request);
    }

    private static boolean isHost(String origin, HttpServerRequest request) {
        try {
            return request.authority() != null
                    && URI.create(origin)
                            .getAuthority()
                            .equals(request.authority().toString());
        } catch (IllegalArgumentException | NullPointerException notAnOrigin) {
            return false;
        }
    }

    private static String token(ResteasyReactiveContainerRequestContext request, HttpServerRequest http) {
        String header = http.getHeader(HEADER);
        if (header != null) return header;
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        var form = context.getFormData();
        return form == null || form.getFirst(FIELD) == null
                ? null
                : form.getFirst(FIELD).getValue();
    }
}
