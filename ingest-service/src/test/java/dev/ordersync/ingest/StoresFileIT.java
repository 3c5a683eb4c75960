package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ordersync.ingest.metrics.Gauges;
import dev.ordersync.ingest.stores.PutStore;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.StoreRegister;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(World.class)
class StoresFileIT {
    private final String store = Bench.newStore();

    @Inject
    PutStore put;

    @Inject
    StoreRegister register;

    @Inject
    StoresFile file;

    @Inject
    Gauges gauges;

    @Inject
    MeterRegistry meters;

    @TempDir
    Path folder;

    @Test
    void storesOfAFileAreConnectedWithSecretsFromTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("stores.yaml"), """
                stores:
                  %s:
                    name: From a file
                    bigcommerce: {accessToken: "${BC_TOKEN}"}
                    katana: {apiKey: "${KATANA_KEY}"}
                    settings: {deliveryDays: 5, importAwaitingPayment: true}
                """.formatted(store));

        new StoresFile(put, register, Map.of("BC_TOKEN", "marker-a", "KATANA_KEY", "marker-b")::get).apply(file);

        api().get("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("name", equalTo("From a file"))
                .body("state", equalTo("ready"))
                .body("settings.deliveryDays", equalTo(5))
                .body("settings.importAwaitingPayment", equalTo(true));
    }

    @Test
    void aChangeMadeSinceIsShownAsDriftUntilTheNextStart() throws Exception {
        Path text = Files.writeString(folder.resolve("stores.yaml"), """
                stores:
                  %s:
                    bigcommerce: {accessToken: marker-a}
                    katana: {apiKey: marker-b}
                    settings: {deliveryDays: 5}
                """.formatted(store));
        file.apply(text);
        api().get("/api/stores/" + store).then().body("drift", hasSize(0));
        long version = register.find(store).orElseThrow().version();
        file.apply(text);
        assertThat(register.find(store).orElseThrow().version())
                .as("a start without differences writes nothing")
                .isEqualTo(version);

        api().body("{\"katana\": {\"apiKey\": \"marker-other\"}, \"settings\": {\"deliveryDays\": 9}}")
                .put("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("drift.field", containsInAnyOrder("katana.apiKey", "settings.deliveryDays"))
                .body("drift.find { it.field == 'settings.deliveryDays' }.file", equalTo("5"))
                .body("drift.find { it.field == 'settings.deliveryDays' }.stored", equalTo("9"))
                .body("drift.find { it.field == 'katana.apiKey' }.file", nullValue());
        gauges.read();
        assertThat(meters.get("sync.store.drift").tag("store", store).gauge().value())
                .isEqualTo(2);

        file.apply(text);

        api().get("/api/stores/" + store)
                .then()
                .body("settings.deliveryDays", equalTo(5))
                .body("drift", hasSize(0));
    }

    @Test
    void aMistakeAnywhereInTheFileChangesNothing() throws Exception {
        Path half = Files.writeString(folder.resolve("half.yaml"), """
                stores:
                  %s: {name: Good}
                  other: {settings: {onCancel: burn}}
                """.formatted(store));

        assertThatThrownBy(() -> file.apply(half)).hasMessageContaining("onCancel");

        api().get("/api/stores/" + store).then().statusCode(404);
    }

    @Test
    void aMistakeInTheFileIsNamed() throws Exception {
        Path wrong = Files.writeString(folder.resolve("a.yaml"), "stores: {abc: {settings: {onCancel: burn}}}");
        Path unset = Files.writeString(folder.resolve("b.yaml"), "stores: {abc: {name: \"${NOT_SET}\"}}");
        StoresFile stores = new StoresFile(put, register, name -> null);

        assertThatThrownBy(() -> stores.apply(wrong))
                .hasMessageContaining("abc")
                .hasMessageContaining("onCancel");
        assertThatThrownBy(() -> stores.apply(unset)).hasMessageContaining("NOT_SET");
        assertThatThrownBy(() -> stores.apply(folder.resolve("missing.yaml"))).hasMessageContaining("cannot be read");
    }
}
