package dev.ordersync.ingest.security;

import dev.ordersync.events.Codec;
import dev.ordersync.ingest.problems.Problem;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** HTTP Basic, whose refusal is a problem like all others. */
@ApplicationScoped
public class BasicWithProblem extends BasicAuthenticationMechanism {

    public BasicWithProblem() {
        super("ordersync", false);
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return getChallenge(context).map(challenge -> {
            challenge.getHeaders().forEach((name, value) -> context.response().putHeader(name, value));
            context.response()
                    .setStatusCode(challenge.status)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Codec.JSON
                            .valueToTree(Problem.of(challenge.status, "Please sign in with user and password."))
                            .toString());
            return true;
        });
    }
}
