package dev.ordersync.ingest.console.layout;

import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.security.SessionMechanism;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Turns problems into pages where a person asked: in plain words, with a way on. */
public final class ProblemPage {

    @CheckedTemplate(basePath = "console/layout")
    static class Templates {
        static native TemplateInstance problem(String title, String detail);

        static native TemplateInstance problemFragment(String detail);
    }

    private final RoutingContext routing;

    ProblemPage(RoutingContext routing) {
        this.routing = routing;
    }

    @ServerResponseFilter
    public void show(ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Problem problem)) return;
        if (!SessionMechanism.isPage(routing.normalizedPath()) || !isPerson(routing)) return;
        boolean isFragment = routing.request().headers().contains("HX-Request");
        String page = (isFragment ? Templates.problemFragment(problem.detail()) : page(problem)).render();
        response.setEntity(page, null, MediaType.TEXT_HTML_TYPE);
    }

    /** For addresses that nobody knows. */
    public static String html(Problem problem) {
        return page(problem).render();
    }

    /** Browsers ask for HTML, programs for JSON or for anything. */
    public static boolean isPerson(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return (accept != null && accept.contains("text/html"))
                || context.request().headers().contains("HX-Request");
    }

    private static TemplateInstance page(Problem problem) {
        return Templates.problem(title(problem.status()), problem.detail());
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "This is not allowed";
            case 404 -> "Nothing is here";
            case 409 -> "Not possible just now";
            case 400, 422 -> "Something in the request is not right";
            case 503 -> "The database does not answer";
            default -> status >= 500 ? "Something went wrong on our side" : "This did not work";
        };
    }
}
