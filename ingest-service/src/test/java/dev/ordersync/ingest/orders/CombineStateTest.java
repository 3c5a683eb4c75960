package dev.ordersync.ingest.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ingest.orders.CombineState.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombineStateTest {

    @ParameterizedTest
    @CsvSource({
        "synced, , synced",
        "synced, synced, synced",
        "synced, waiting, waiting",
        "synced, held, held",
        "synced, conflict, conflict",
        "waiting, synced, waiting",
        "waiting, held, held",
        "conflict, held, held",
        "conflict, waiting, conflict",
        "held, conflict, held",
        "held, synced, held",
        "deleted, held, deleted",
        "excluded, conflict, excluded",
        ", , waiting",
        ", synced, waiting",
        ", held, held",
        "synced, brandnew, synced",
    })
    void theWorseWinsUnlessTheOrderIsOver(String mapping, String fulfillment, String combined) {
        assertThat(CombineState.of(part(mapping), part(fulfillment)).state()).isEqualTo(combined);
    }

    @Test
    void theSentenceIsThatOfTheWinner() {
        Part combined = CombineState.of(
                new Part("synced", "In step.", null), new Part("held", "Batch stock is short.", "batch:CH-1"));

        assertThat(combined.why()).isEqualTo("Batch stock is short.");
        assertThat(combined.cause()).isEqualTo("batch:CH-1");
    }

    private static Part part(String state) {
        return state == null ? Part.SILENT : new Part(state, "because " + state, null);
    }
}
