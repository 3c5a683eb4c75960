package dev.ordersync.ingest.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SalesOrderEventTest {

    @Test
    void onlyAnUpdateSaysThatNothingWasPackedYet() {
        assertThat(event("sales_order.updated", "NOT_SHIPPED").saysUntouched()).isTrue();
        assertThat(event("sales_order.updated", "pending").saysUntouched()).isTrue();
        assertThat(event("sales_order.updated", "PACKED").saysUntouched()).isFalse();
        assertThat(event("sales_order.updated", "").saysUntouched()).isFalse();
        // its status may be that of before
        assertThat(event("sales_order.delivered", "NOT_SHIPPED").saysUntouched())
                .isFalse();
        assertThat(event("sales_order.packed", "PENDING").saysUntouched()).isFalse();
    }

    private static SalesOrderEvent event(String action, String status) {
        String body = "{\"action\": \"" + action + "\", \"object\": {\"id\": \"7\", \"status\": \"" + status + "\"}}";
        return SalesOrderEvent.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
