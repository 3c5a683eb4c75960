package dev.ordersync.ingest.problems;

import dev.ordersync.events.Codec;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what no resource knows: paths outside of the API. */
@ApplicationScoped
public class NoSuchAddress {

    void atTheEnd(@Observes Router router) {
        router.route().last().handler(context -> {
            if (context.response().ended()) return;
            Problem problem = Problem.of(404, "There is nothing at this address.");
            context.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Codec.JSON.valueToTree(problem).toString());
        });
    }
}
