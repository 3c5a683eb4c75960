package dev.ordersync.mapping.world;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service under test the small Katana and a catalogue, and waits that suit a test. */
public final class KatanaResource implements QuarkusTestResourceLifecycleManager {
    static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static FakeKatana katana;
    static FakeCatalogue catalogue;

    @Override
    public Map<String, String> start() {
        katana = new FakeKatana();
        catalogue = new FakeCatalogue();
        return Map.of(
                "sync.katana.url", katana.url(),
                "sync.bigcommerce.url", catalogue.url(),
                "sync.master-key", MASTER_KEY,
                "sync.mapping.hush", "PT0.2S",
                "sync.mapping.poll", "PT0.1S",
                "sync.mapping.store-memory", "PT0.2S",
                "sync.mapping.sku-recheck", "PT2S",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        katana.stop();
        catalogue.stop();
    }
}
