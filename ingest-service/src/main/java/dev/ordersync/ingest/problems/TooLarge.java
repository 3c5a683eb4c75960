package dev.ordersync.ingest.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Refuses a body that says it is too large before it is read, as a problem like all others. One that does not say its
 * length is cut off by the server itself.
 */
@ApplicationScoped
public class TooLarge {
    /** As {@code quarkus.http.limits.max-body-size}. */
    private static final long MOST = 1024L * 1024;

    /** Before the server's own limit, which answers without a word. */
    private static final int EARLY = 1000;

    /** Compiled once: every request passes here. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    void register(@Observes Filters filters) {
        filters.register(TooLarge::refuse, EARLY);
    }

    private static void refuse(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length == null || !NUMBER.matcher(length).matches() || Long.parseLong(length) <= MOST) {
            context.next();
            return;
        }
        Problem problem = Problem.of(413, "The body is larger than 1 MiB.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close") // the rest of the body is not waited for
                .end(new JsonObject()
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }
}
