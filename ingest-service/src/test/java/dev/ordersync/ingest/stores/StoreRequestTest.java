package dev.ordersync.ingest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordersync.api.Json;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.problems.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreRequestTest {

    @Test
    void absentSettingsHaveTheirDefaultsAndAbsentCredentialsAreKept() {
        StoreRequest request = read("{\"settings\": {\"deliveryDays\": 3, \"defaultTaxPercent\": 19.5}}");

        assertThat(request.bigcommerceToken()).isNull();
        assertThat(request.settings().deliveryDays()).isEqualTo(3);
        assertThat(request.settings().defaultTaxPercent()).isEqualByComparingTo("19.5");
        assertThat(request.settings().importAwaitingPayment()).isFalse();
        assertThat(request.settings().importShippingFee()).isTrue();
        assertThat(read("{}").settings()).isNull();
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(read("{\"bigcommerce\": {\"accessToken\": \"marker\"}, \"katana\": {\"apiKey\": \"marker\"}}"))
                .asString()
                .doesNotContain("marker");
    }

    @Test
    void everyFaultIsNamedWithItsPath() {
        assertThat(faults("""
                {"name": 5, "bigcommerce": {"accessToken": "two words"}, "katana": "key", "settings": {
                  "deliveryDays": -1, "defaultTaxPercent": "19", "nonPhysicalLines": "maybe", "syncShipments": 1,
                  "importProducts": "some", "orderNumberPrefix": 7, "locationId": 1.5}}"""))
                .containsExactlyInAnyOrder(
                        "name",
                        "bigcommerce.accessToken",
                        "katana",
                        "settings.deliveryDays",
                        "settings.defaultTaxPercent",
                        "settings.nonPhysicalLines",
                        "settings.syncShipments",
                        "settings.importProducts",
                        "settings.orderNumberPrefix",
                        "settings.locationId");
    }

    private static List<String> faults(String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(json)).problem().errors().stream()
                .map(Problem.Field::field)
                .toList();
    }

    private static StoreRequest read(String json) {
        return StoreRequest.read(Json.read(json).orElseThrow());
    }
}
