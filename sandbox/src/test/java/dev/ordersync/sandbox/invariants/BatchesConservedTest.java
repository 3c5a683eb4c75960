package dev.ordersync.sandbox.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesConservedTest {

    private final Twin twin = new Twin();
    private final int variant = twin.variant("MUG", true);
    private final int older = twin.batch(variant, "B1", "1", "2026-01-01T00:00:00Z");
    private final int newer = twin.batch(variant, "B2", "9", "2026-02-01T00:00:00Z");

    @AfterEach
    void close() {
        twin.close();
    }

    private ObjectNode deliver(String... lots) {
        ObjectNode so = twin.salesOrder(twin.place(), variant);
        twin.katana(
                "POST",
                "/sales_order_fulfillments",
                "{'sales_order_id':" + Twin.id(so)
                        + ",'status':'DELIVERED','sales_order_fulfillment_rows':[{'sales_order_row_id':"
                        + so.path("sales_order_rows").path(0).path("id") + ",'quantity':2,'traceability':["
                        + String.join(",", lots) + "]}]}");
        return so;
    }

    private static String lot(Object batch, int quantity) {
        return "{'batch_id':" + batch + ",'quantity':" + quantity + "}";
    }

    @Test
    void oldestFirstAndCompleteIsRight() {
        deliver(lot(older, 1), lot(newer, 1));

        assertThat(BatchesConserved.in(twin.evidence(), false)).isEmpty();
    }

    @Test
    void passingOverAnOlderBatchIsFound() {
        deliver(lot(newer, 2));

        assertThat(BatchesConserved.in(twin.evidence(), false))
                .singleElement()
                .satisfies(v -> assertThat(v.finding()).contains("passed over: [" + older + "]"));
    }

    @Test
    void whatCameBackAfterTheStockWasReadCouldNotBeKnown() {
        ObjectNode undone = deliver(lot(older, 1), lot(newer, 1));
        readStock();
        revert(undone);

        deliver(lot(newer, 2));

        assertThat(BatchesConserved.in(twin.evidence(), false)).isEmpty();
    }

    @Test
    void whatCameBackBeforeTheStockWasReadIsPassedOver() {
        ObjectNode undone = deliver(lot(older, 1), lot(newer, 1));
        revert(undone);
        readStock();

        deliver(lot(newer, 2));

        assertThat(BatchesConserved.in(twin.evidence(), false)).hasSize(1);
    }

    private void readStock() {
        twin.katana("GET", "/batch_stocks?variant_id=" + variant, null);
    }

    private void revert(ObjectNode so) {
        twin.sandbox.katana().hand(Twin.ACCOUNT, hand -> {
            hand.revert(Twin.id(so));
            return null;
        });
    }

    @Test
    void unbatchedStockIsFoundAlsoWhenAllowedWhileBatchesHadSome() {
        deliver(lot("null", 2));

        assertThat(BatchesConserved.in(twin.evidence(), false)).hasSize(2);
        assertThat(BatchesConserved.in(twin.evidence(), true)).hasSize(1);
    }

    @Test
    void whatAPersonDeliversIsTheirs() {
        ObjectNode so = twin.salesOrder(twin.place(), variant);
        twin.sandbox
                .katana()
                .hand(
                        Twin.ACCOUNT,
                        hand -> hand.fulfilPart(
                                Twin.id(so),
                                "DELIVERED",
                                java.util.Map.of(
                                        so.path("sales_order_rows")
                                                .path(0)
                                                .path("id")
                                                .intValue(),
                                        java.math.BigDecimal.ONE),
                                null));

        assertThat(BatchesConserved.in(twin.evidence(), false)).isEmpty();
    }
}
