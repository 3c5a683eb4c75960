package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TakeListedTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final ObjectNode read = order(AT);
    private final ObjectNode editedInTheSameSecond = order(AT).put("staff_notes", "gift");

    @Test
    void theOrderAsItWasReadIsNoNews() {
        assertThat(TakeListed.isNews(known(Snapshot.orderHash(read), null), order(AT)))
                .isFalse();
    }

    @Test
    void anEditWithinTheSecondOfTheReadIsNews() {
        assertThat(TakeListed.isNews(known(Snapshot.orderHash(read), null), editedInTheSameSecond))
                .isTrue();
        assertThat(TakeListed.isNews(known(Snapshot.orderHash(read), Snapshot.orderHash(read)), editedInTheSameSecond))
                .isTrue();
    }

    @Test
    void aListThatShowsAnOrderOtherwiseThanAReadIsNewsOnce() {
        String listed = Snapshot.orderHash(editedInTheSameSecond);
        assertThat(TakeListed.isNews(known(Snapshot.orderHash(read), listed), editedInTheSameSecond))
                .isFalse();
    }

    @Test
    void ofAnOrderReadBeforeHashesWereKeptTheDateAloneTells() {
        assertThat(TakeListed.isNews(known(null, null), editedInTheSameSecond)).isFalse();
        assertThat(TakeListed.isNews(known(null, null), order(AT.plusSeconds(1))))
                .isTrue();
        assertThat(TakeListed.isNews(null, read)).isTrue();
    }

    @Test
    void anOrderThatWasGoneAndIsListedAgainIsNews() {
        var gone = new ObservedDates(read.path("date_modified").asText(), 11, true, null, null);

        assertThat(TakeListed.isNews(gone, read)).isTrue();
    }

    @Test
    void onlyALaterDateSaysThatAListIsNewerThanTheLastRead() {
        var known = known(Snapshot.orderHash(read), Snapshot.orderHash(editedInTheSameSecond));

        assertThat(TakeListed.mayBeOlder(known, order(AT.minusSeconds(1)))).isTrue();
        assertThat(TakeListed.mayBeOlder(known, editedInTheSameSecond)).isTrue();
        assertThat(TakeListed.mayBeOlder(known, order(AT).put("date_modified", "soon")))
                .isTrue();
        assertThat(TakeListed.mayBeOlder(known, order(AT.plusSeconds(1)))).isFalse();
        assertThat(TakeListed.mayBeOlder(null, read)).isFalse();
        assertThat(TakeListed.mayBeOlder(known, order(AT)))
                .as("the order as it was read")
                .isFalse();
    }

    private static ObjectNode order(Instant modified) {
        return Json.TREE
                .createObjectNode()
                .put("id", 5)
                .put("status_id", 11)
                .put("staff_notes", "")
                .put("date_modified", modified.toString());
    }

    private ObservedDates known(String orderHash, String listedHash) {
        return new ObservedDates(read.path("date_modified").asText(), 11, false, orderHash, listedHash);
    }
}
