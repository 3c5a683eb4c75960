package dev.ordersync.ingest.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * No address of ours has matrix parameters ({@code /api;x/stores}). Whoever guards a path may read it with them and
 * whoever serves it without them, so there is nothing at such an address, for nobody.
 */
@ApplicationScoped
public class MatrixParameters {
    /** Before anybody is asked who they are. */
    private static final int EARLY = 1000;

    /** Compiled once: every request passes here. */
    private static final Pattern SEMICOLON = Pattern.compile(";|%3B", Pattern.CASE_INSENSITIVE);

    void register(@Observes Filters filters) {
        filters.register(MatrixParameters::refuse, EARLY);
    }

    private static void refuse(RoutingContext context) {
        if (SEMICOLON.matcher(context.request().path()).find()) NoSuchAddress.answer(context);
        else context.next();
    }
}
