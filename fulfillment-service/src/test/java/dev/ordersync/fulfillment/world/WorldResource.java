package dev.ordersync.fulfillment.world;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;

/** Points the service at the fake outside world. */
public final class WorldResource implements QuarkusTestResourceLifecycleManager {
    public static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Override
    public Map<String, String> start() {
        World world = World.running();
        return Map.of(
                "sync.bigcommerce.url", world.bigcommerceUrl(),
                "sync.katana.url", world.katanaUrl(),
                "sync.master-key", MASTER_KEY,
                "sync.fulfillment.settle-looks", "PT1S,PT2S,PT4S",
                "sync.fulfillment.first-stock-recheck", "PT1S",
                "sync.fulfillment.longest-stock-recheck", "PT2S",
                "sync.fulfillment.patience-for-rows", "PT4S",
                "sync.fulfillment.unsettled-sweep", "PT1S",
                "sync.fulfillment.store-memory", "PT0S",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        // ends with the tests' JVM
    }
}
