package dev.ordersync.ingest.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import org.junit.jupiter.api.Test;

class MaskPersonalTest {

    @Test
    void whatMayBeAboutAPersonIsHiddenAndWhatIsNotStays() {
        JsonNode masked = masked("""
                {"store": "abc", "orderId": 7, "order": {
                  "id": 7, "status": "Completed", "status_id": 10, "total_inc_tax": "12.0000", "is_deleted": false,
                  "date_created": "Tue, 24 Nov 2026 10:00:00 +0000", "customer_message": "Ring twice", "ip_address": "10.1.2.3",
                  "billing_address": {"first_name": "Ada", "zip": "12345", "phone": 301234567, "email": "ada@example.test",
                    "form_fields": [{"name": "VAT", "value": "DE1"}]},
                  "consignments": {"shipping": [{"line_items": [{"sku": "CH-1", "name": "Chair", "quantity": 2,
                    "product_options": [{"display_name": "Engraving", "display_value": "For Ada", "name": "Ada"}]}]}]}}}""");

        assertThat(masked.at("/order/status").asText()).isEqualTo("Completed");
        assertThat(masked.at("/order/total_inc_tax").asText()).isEqualTo("12.0000");
        assertThat(masked.at("/order/date_created").asText()).isEqualTo("Tue, 24 Nov 2026 10:00:00 +0000");
        assertThat(masked.at("/order/consignments/shipping/0/line_items/0/sku").asText())
                .isEqualTo("CH-1");
        assertThat(masked.at("/order/consignments/shipping/0/line_items/0/name").asText())
                .isEqualTo("Chair");
        assertThat(masked.at("/order/consignments/shipping/0/line_items/0/quantity")
                        .asInt())
                .isEqualTo(2);
        assertThat(masked.toString()).doesNotContain("Ada", "ada@", "12345", "301234567", "DE1", "Ring", "10.1.2.3");
    }

    @Test
    void aFieldThatAnApiAddsTomorrowIsHidden() {
        assertThat(masked("{\"nickname\": \"Ada\"}").path("nickname").asText()).isEqualTo(MaskPersonal.HIDDEN);
    }

    @Test
    void anEmptyTextStaysEmpty() {
        assertThat(masked("{\"company\": \"\", \"note\": null}").toString())
                .isEqualTo("{\"company\":\"\",\"note\":null}");
    }

    private static JsonNode masked(String json) {
        return MaskPersonal.mask(Json.read(json).orElseThrow());
    }
}
