package dev.ordersync.ingest;

import static dev.ordersync.ingest.world.Bench.api;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.ordersync.ingest.stores.PutStore;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
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

        new StoresFile(put, Map.of("BC_TOKEN", "marker-a", "KATANA_KEY", "marker-b")::get).apply(file);

        api().get("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("name", equalTo("From a file"))
                .body("state", equalTo("ready"))
                .body("settings.deliveryDays", equalTo(5))
                .body("settings.importAwaitingPayment", equalTo(true));
    }

    @Test
    void aMistakeInTheFileIsNamed() throws Exception {
        Path wrong = Files.writeString(folder.resolve("a.yaml"), "stores: {abc: {settings: {onCancel: burn}}}");
        Path unset = Files.writeString(folder.resolve("b.yaml"), "stores: {abc: {name: \"${NOT_SET}\"}}");
        StoresFile stores = new StoresFile(put, name -> null);

        assertThatThrownBy(() -> stores.apply(wrong))
                .hasMessageContaining("abc")
                .hasMessageContaining("onCancel");
        assertThatThrownBy(() -> stores.apply(unset)).hasMessageContaining("NOT_SET");
        assertThatThrownBy(() -> stores.apply(folder.resolve("missing.yaml"))).hasMessageContaining("cannot be read");
    }
}
