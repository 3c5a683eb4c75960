package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAtActivationTest {
    private static final Instant ACTIVATED = at("10:00:00").plusMillis(400);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # created, modified, shipped, imported, possible
            09:00:00, 10:00:01,         ,         , true
            09:00:00, 10:00:01, 10:00:01,         , true
            09:00:00, 10:30:00,         , 10:30:00, true
            09:00:00, 10:30:01,         , 10:30:00, false
            09:00:00, 10:45:00, 10:15:00, 10:30:00, true
            09:00:00, 10:45:00, 10:40:00, 10:30:00, false
            09:00:00, 10:00:01, 09:30:00,         , false
            09:00:00, 10:00:00,         ,         , false
            09:00:00, 09:30:00, 09:30:00,         , false
            10:00:00, 10:00:01,         ,         , false
            09:00:00,         ,         ,         , false
            """)
    void an_order_may_have_been_open_if_it_changed_while_the_import_ran_and_was_not_shipped_before(
            String created, String modified, String shipped, String imported, boolean possible) {
        ObjectNode order = Json.TREE.createObjectNode();
        order.put("date_created", rfc(created))
                .put("date_modified", rfc(modified))
                .put("date_shipped", rfc(shipped));

        assertThat(OpenAtActivation.isPossible(order, ACTIVATED, imported == null ? null : at(imported)))
                .isEqualTo(possible);
    }

    private static String rfc(String time) {
        return time == null ? "" : DateTimeFormatter.RFC_1123_DATE_TIME.format(at(time).atOffset(ZoneOffset.UTC));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-07-20T" + time + "Z");
    }
}
