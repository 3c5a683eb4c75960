package dev.ordersync.ingest.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an alert watches for growth is exported before it grows: a series that is born at one has not grown. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class GaugesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String store = Bench.newStore();

    @Test
    void everyTopicThatIsReadHasItsCountOfUnreadableRecordsFromTheStart() {
        assertThat(ConfigProvider.getConfig().getPropertyNames())
                .filteredOn(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(".topic"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(name -> assertThat(exported("sync_records_dead_total", "topic", Bench.config(name)))
                        .hasSize(1));
    }

    @Test
    void theWebhooksOfAStoreAreCountedFromNought() {
        Bench.connectAndActivate(store);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(webhooks()).singleElement().asString().endsWith(" 0.0"));

        String secret = await().atMost(SOON).ignoreExceptions().until(() -> Bench.secret(store), found -> true);
        Bench.knock(store, secret, Bench.event("store/order/updated", 1, "h1"))
                .then()
                .statusCode(200);

        assertThat(webhooks()).singleElement().asString().endsWith(" 1.0");
    }

    private List<String> webhooks() {
        return exported("sync_webhooks_total", "owner", store);
    }

    private static List<String> exported(String metric, String label, String value) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains(label + "=\"" + value + "\""))
                .toList();
    }
}
