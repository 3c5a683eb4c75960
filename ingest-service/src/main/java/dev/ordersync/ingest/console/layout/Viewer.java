package dev.ordersync.ingest.console.layout;

import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.security.Session;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Locale;

/** Who looks at the page; templates know it as {@code inject:viewer}. */
@Named("viewer")
@RequestScoped
public class Viewer {
    private final SecurityIdentity identity;
    private final RoutingContext context;

    Viewer(SecurityIdentity identity, RoutingContext context) {
        this.identity = identity;
        this.context = context;
    }

    public String name() {
        return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
    }

    /** For the round picture of a person that nobody has a picture of. */
    public String initial() {
        return name().isEmpty() ? "?" : name().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    public String role() {
        if (isAdministrator()) return Role.ADMINISTRATOR;
        return isOperator() ? Role.OPERATOR : Role.VIEWER;
    }

    public boolean isSignedIn() {
        return !identity.isAnonymous();
    }

    public boolean isOperator() {
        return identity.hasRole(Role.OPERATOR);
    }

    public boolean isAdministrator() {
        return identity.hasRole(Role.ADMINISTRATOR);
    }

    /** What every form of this person must carry. */
    public String csrf() {
        Session session = identity.getAttribute(Session.ATTRIBUTE);
        return session == null ? "" : session.token();
    }

    /** The words that the last action left for the person; they are shown once. */
    public String note() {
        return Note.take(context);
    }

    /** Whether the page is the one, or below the one, that the navigation names. */
    public boolean isAt(String place) {
        String path = context.normalizedPath();
        return place.equals("/") ? path.equals("/") : path.equals(place) || path.startsWith(place + "/");
    }
}
