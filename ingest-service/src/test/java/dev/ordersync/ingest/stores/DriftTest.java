package dev.ordersync.ingest.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersync.api.Secret;
import dev.ordersync.stores.Store;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DriftTest {

    @Test
    void whatIsStoredAsTheFileSaysIsNoDrift() throws IOException {
        StoreRequest file = request("{\"name\": \"Shop\", \"settings\": {\"defaultTaxPercent\": 19}}");

        assertThat(Drift.between(file, stored("{\"settings\": {\"defaultTaxPercent\": 19.00}}")))
                .isEmpty();
    }

    @Test
    void whatTheFileDoesNotNameIsNoDrift() throws IOException {
        assertThat(Drift.between(request("{}"), stored("{\"settings\": {\"deliveryDays\": 9}}")))
                .isEmpty();
    }

    @Test
    void eachFieldThatDiffersIsNamedWithBothValues() throws IOException {
        StoreRequest file =
                request("{\"name\": \"Other\", \"settings\": {\"deliveryDays\": 5, \"onCancel\": \"keep\"}}");

        assertThat(Drift.between(file, stored("{\"settings\": {\"deliveryDays\": 9}}")))
                .containsExactlyInAnyOrder(
                        new Drift("name", "Other", "Shop"),
                        new Drift("settings.deliveryDays", "5", "9"),
                        new Drift("settings.onCancel", "keep", "delete"));
    }

    @Test
    void aCredentialThatDiffersIsNamedWithoutItsValue() throws IOException {
        StoreRequest file = request("{\"katana\": {\"apiKey\": \"another\"}}");

        assertThat(Drift.between(file, stored("{}"))).containsExactly(new Drift("katana.apiKey", null, null));
    }

    private static StoreRequest request(String json) throws IOException {
        return StoreRequest.read(new ObjectMapper().readTree(json));
    }

    private static Store stored(String json) throws IOException {
        var settings = request(json).settings();
        return new Store(
                "abc",
                "Shop",
                Store.Phase.READY,
                Secret.of("token"),
                null,
                Secret.of("hook"),
                Secret.of("key"),
                "account",
                settings == null ? dev.ordersync.stores.StoreSettings.defaults() : settings,
                null,
                1);
    }
}
