package dev.ordersync.ingest.problems;

import dev.ordersync.events.Codec;
import dev.ordersync.ingest.console.layout.ProblemPage;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what no resource knows: paths outside of the API. */
@ApplicationScoped
public class NoSuchAddress {

    void atTheEnd(@Observes Router router) {
        router.route().last().handler(context -> {
            if (!context.response().ended()) answer(context);
        });
    }

    static void answer(RoutingContext context) {
        Problem problem = Problem.of(404, "There is nothing at this address.");
        boolean isPerson = ProblemPage.isPerson(context);
        context.response()
                .setStatusCode(404)
                .putHeader("Content-Type", isPerson ? "text/html;charset=UTF-8" : Problem.MEDIA_TYPE)
                .end(
                        isPerson
                                ? ProblemPage.html(problem)
                                : Codec.JSON.valueToTree(problem).toString());
    }
}
