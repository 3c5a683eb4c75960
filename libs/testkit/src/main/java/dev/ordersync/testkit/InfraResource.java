package dev.ordersync.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} the shared broker and a fresh database: {@code @QuarkusTestResource(InfraResource.class)}. */
public final class InfraResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Infra.Database database = Infra.freshDatabase();
        return Map.of(
                "kafka.bootstrap.servers", Infra.kafka(),
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void stop() {
        // the servers are shared by all tests of this JVM and end with it
    }
}
