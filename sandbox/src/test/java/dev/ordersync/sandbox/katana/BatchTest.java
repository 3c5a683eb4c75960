package dev.ordersync.sandbox.katana;

import static dev.ordersync.sandbox.katana.KatanaRig.part;
import static dev.ordersync.sandbox.katana.KatanaRig.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches and serial numbers of what leaves. */
class BatchTest {

    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-03-01T00:00:00Z");

    private final KatanaRig rig = new KatanaRig();
    private final int variant = rig.batchTracked("BAT-1");
    private final int older = batch("B-old", "3", OLD, null);
    private final int newer = batch("B-new", "5", NEW, null);

    private int batch(String number, String quantity, Instant created, Instant expires) {
        return rig.hand(h -> h.addBatch(variant, rig.location(), number, new BigDecimal(quantity), created, expires));
    }

    private String lots(String... lots) {
        return ",'traceability':[" + String.join(",", lots) + "]";
    }

    private static String lot(Object batch, String quantity) {
        return "{'batch_id':" + batch + ",'quantity':'" + quantity + "'}";
    }

    private BigDecimal left(Integer batch) {
        return rig.snapshot().batchStocks().stream()
                .filter(s -> java.util.Objects.equals(s.batchId(), batch))
                .map(s -> s.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void stockListIsNewestBatchFirstWithDecimalStrings() {
        batch("B-empty", "0", NEW, null);

        var list = rig.get("/batch_stocks?variant_id=" + variant + "&location_id=" + rig.location());

        assertThat(list.data()).extracting(b -> b.path("batch_number").asText()).containsExactly("B-new", "B-old");
        JsonNode first = list.data().path(0);
        assertThat(first.path("quantity_in_stock").textValue()).isEqualTo("5.00000");
        assertThat(first.path("batch_created_date").asText()).isEqualTo("2026-03-01T00:00:00.000Z");
        assertThat(first.has("expiration_date")).isFalse();
    }

    @Test
    void emptyBatchesShowOnlyWhenAskedFor() {
        JsonNode order = rig.order(variant, "3");
        rig.fulfil(order, "DELIVERED", part(row(order, 0), "3", lots(lot(older, "3"))));

        assertThat(rig.get("/batch_stocks?variant_id=" + variant).data()).hasSize(1);
        assertThat(rig.get("/batch_stocks?include_empty=true&variant_id=" + variant)
                        .data())
                .hasSize(2);
    }

    @Test
    void givenBatchesAreTakenAndShownInBothForms() {
        JsonNode order = rig.order(variant, "4");

        var made = rig.fulfil(order, "DELIVERED", part(row(order, 0), "4", lots(lot(older, "3"), lot(newer, "1"))));

        JsonNode part = made.json().path("sales_order_fulfillment_rows").path(0);
        assertThat(part.path("traceability").path(0).path("quantity").textValue())
                .isEqualTo("3");
        assertThat(part.path("batch_transactions").path(1).path("batch_id").intValue())
                .isEqualTo(newer);
        assertThat(part.path("batch_transactions").path(1).path("quantity").isNumber())
                .isTrue();
        assertThat(left(older)).isEqualByComparingTo("0");
        assertThat(left(newer)).isEqualByComparingTo("4");
    }

    @Test
    void olderFormOfBatchesIsTakenToo() {
        JsonNode order = rig.order(variant, "2");

        rig.fulfil(
                order,
                "DELIVERED",
                part(row(order, 0), "2", ",'batch_transactions':[{'batch_id':" + newer + ",'quantity':2}]"));

        assertThat(left(newer)).isEqualByComparingTo("3");
    }

    @Test
    void moreThanABatchHoldsIsRefusedAlsoAcrossRowsOfOneRequest() {
        String row = "{'variant_id':" + variant + ",'quantity':2}";
        JsonNode order = rig.order(row, row);

        var across = rig.fulfil(
                order,
                "DELIVERED",
                part(row(order, 0), "2", lots(lot(older, "2"))),
                part(row(order, 1), "2", lots(lot(older, "2"))));

        assertThat(across.status()).isEqualTo(422);
        assertThat(left(older)).isEqualByComparingTo("3");
        assertThat(rig.status(order)).isEqualTo("NOT_SHIPPED");
    }

    @Test
    void batchesMustAddUpBelongToTheVariantAndLieAtTheLocation() {
        int other = rig.batchTracked("BAT-2");
        int depot = rig.hand(h -> h.addLocation("Depot", true));
        int elsewhere = rig.hand(h -> h.addBatch(variant, depot, "B-depot", BigDecimal.TEN, OLD, null));
        int foreign = rig.hand(h -> h.addBatch(other, rig.location(), "B-x", BigDecimal.TEN, OLD, null));
        JsonNode order = rig.order(variant, "2");
        int row = row(order, 0);

        for (String wrong : List.of(
                lots(lot(older, "1")), lots(lot(foreign, "2")), lots(lot(elsewhere, "2")), lots(lot(99, "2")))) {
            assertThat(rig.fulfil(order, "DELIVERED", part(row, "2", wrong)).status())
                    .isEqualTo(422);
        }
    }

    @Test
    void unbatchedStockIsBatchNullAndMayBecomeNegative() {
        JsonNode order = rig.order(variant, "2");

        var made = rig.fulfil(order, "DELIVERED", part(row(order, 0), "2", lots(lot("null", "2"))));

        assertThat(made.status()).isEqualTo(200);
        assertThat(left(null)).isEqualByComparingTo("-2");
    }

    @Test
    void deliveryWithoutBatchesTakesTheOldestUnexpiredFirst() {
        batch("B-rotten", "9", Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-06-01T00:00:00Z"));
        JsonNode order = rig.order(variant, "4");

        var made = rig.fulfil(order, "DELIVERED", part(row(order, 0), "4"));

        JsonNode lots = made.json().path("sales_order_fulfillment_rows").path(0).path("traceability");
        assertThat(lots).extracting(l -> l.path("batch_id").intValue()).containsExactly(older, newer);
        assertThat(left(older)).isEqualByComparingTo("0");
        assertThat(left(newer)).isEqualByComparingTo("4");
    }

    @Test
    void automaticChoiceTakesTheMissingRestUnbatchedUnlessSwitchedOff() {
        JsonNode order = rig.order(variant, "10");
        rig.options().autoFifoUnbatchedRest = false;
        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "10")).status())
                .isEqualTo(422);

        rig.options().autoFifoUnbatchedRest = true;
        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "10")).status())
                .isEqualTo(200);
        assertThat(left(null)).isEqualByComparingTo("-2");
    }

    @Test
    void withoutAutomaticChoiceBatchesMustBeGiven() {
        rig.options().autoFifo = false;
        JsonNode order = rig.order(variant, "1");

        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "1")).status())
                .isEqualTo(422);
    }

    @Test
    void packedWithoutBatchesGetsThemWhenDelivered() {
        JsonNode order = rig.order(variant, "2");
        int id = rig.fulfil(order, "PACKED", part(row(order, 0), "2")).id();
        assertThat(left(null)).isEqualByComparingTo("-2");

        var delivered = rig.patch("/sales_order_fulfillments/" + id, "{'status':'DELIVERED'}");

        assertThat(delivered
                        .json()
                        .path("sales_order_fulfillment_rows")
                        .path(0)
                        .path("traceability")
                        .path(0)
                        .path("batch_id")
                        .intValue())
                .isEqualTo(older);
        assertThat(left(null)).isEqualByComparingTo("0");
        assertThat(left(older)).isEqualByComparingTo("1");
    }

    @Test
    void batchesReservedOnTheRowAreTakenAtDelivery() {
        JsonNode order = rig.order(variant, "2");
        String path = "/sales_order_rows/" + row(order, 0);
        assertThat(rig.patch(path, "{'traceability':[" + lot(newer, "2") + "]}")
                        .json()
                        .path("batch_transactions")
                        .path(0)
                        .path("batch_id")
                        .intValue())
                .isEqualTo(newer);

        rig.doing(h -> h.deliver(KatanaRig.id(order)));

        assertThat(left(newer)).isEqualByComparingTo("3");
        assertThat(left(older)).isEqualByComparingTo("3");
        assertThat(rig.patch(path, "{'traceability':[]}").json().path("traceability"))
                .isEmpty();
    }

    @Test
    void untrackedGoodsTakeNoBatches() {
        int plain = rig.variant("PLAIN");
        JsonNode order = rig.order(plain, "1");

        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "1", lots(lot(older, "1"))))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void batchIsMadeByTheApiOncePerNumberAndVariant() {
        String body = "{'batch_number':'N-1','variant_id':" + variant + ",'expiration_date':'2027-01-01T00:00:00Z'}";

        assertThat(rig.post("/batches", body).status()).isEqualTo(200);
        assertThat(rig.post("/batches", body).status()).isEqualTo(422);
        assertThat(rig.patch("/batch_stocks/" + older, "{'batch_barcode':'0317'}")
                        .json()
                        .path("batch_barcode")
                        .asText())
                .isEqualTo("0317");
    }

    @Test
    void serialTrackedGoodsNeedTheirNumbers() {
        int serial = rig.variant("SER-1", "'serial_tracked':true,");
        List<Integer> ids = rig.hand(h -> h.addSerials(serial, rig.location(), List.of("S1", "S2")));
        JsonNode order = rig.order(serial, "2");
        int row = row(order, 0);

        var none = rig.fulfil(order, "DELIVERED", part(row, "1"));
        assertThat(none.error().path("message").asText())
                .isEqualTo(
                        "sum of serial number quantity (current: 0) must match fulfillment row quantity (expected: 1)");
        assertThat(rig.fulfil(order, "DELIVERED", part(row, "1", ",'serial_numbers':[5]"))
                        .error()
                        .path("message")
                        .asText())
                .isEqualTo("serial numbers not found");
        String first = ",'serial_numbers':[" + ids.get(0) + "]";
        assertThat(rig.fulfil(order, "DELIVERED", part(row, "1", first)).status())
                .isEqualTo(200);
        assertThat(rig.fulfil(order, "DELIVERED", part(row, "1", first))
                        .error()
                        .path("message")
                        .asText())
                .isEqualTo("given serial numbers have already been assigned");
        String path = "/sales_order_rows/" + row;
        String second = "{'serial_number_transactions':[{'serial_number_id':" + ids.get(1) + "}]}";
        assertThat(rig.patch(path, second).status()).isEqualTo(200);
        assertThat(rig.patch(path, second).error().path("message").asText())
                .startsWith("row already has serial number");
    }

    @Test
    void inventoryCountsStockAndWhatOrdersHold() {
        rig.order(variant, "2");

        var record = rig.get("/inventory?variant_id=" + variant + "&location_id=" + rig.location())
                .data()
                .path(0);

        assertThat(record.path("quantity_in_stock").textValue()).isEqualTo("8.00000");
        assertThat(record.path("quantity_committed").textValue()).isEqualTo("2.00000");
        assertThat(record.path("quantity_missing_or_excess").textValue()).isEqualTo("6.00000");
    }
}
