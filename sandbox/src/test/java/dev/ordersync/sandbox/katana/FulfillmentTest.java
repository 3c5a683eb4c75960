package dev.ordersync.sandbox.katana;

import static dev.ordersync.sandbox.katana.KatanaRig.part;
import static dev.ordersync.sandbox.katana.KatanaRig.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FulfillmentTest {

    private final KatanaRig rig = new KatanaRig();
    private final int variant = rig.variant("FUL-1");

    private JsonNode twoRows() {
        String row = "{'variant_id':" + variant + ",'quantity':2}";
        return rig.order(row, row);
    }

    @Test
    void statusIsComputedFromWhatWasPackedAndDelivered() {
        JsonNode order = twoRows();
        assertThat(rig.status(order)).isEqualTo("NOT_SHIPPED");

        int first = rig.fulfil(order, "PACKED", part(row(order, 0), "2")).id();
        assertThat(rig.status(order)).isEqualTo("PARTIALLY_PACKED");
        int second = rig.fulfil(order, "PACKED", part(row(order, 1), "2")).id();
        assertThat(rig.status(order)).isEqualTo("PACKED");
        rig.patch("/sales_order_fulfillments/" + first, "{'status':'DELIVERED'}");
        assertThat(rig.status(order)).isEqualTo("PARTIALLY_DELIVERED");
        rig.patch("/sales_order_fulfillments/" + second, "{'status':'DELIVERED'}");
        assertThat(rig.status(order)).isEqualTo("DELIVERED");
    }

    @Test
    void deletingFulfillmentsComputesTheStatusBackwardsAndReturnsStock() {
        rig.doing(h -> h.addStock(variant, rig.location(), BigDecimal.TEN));
        JsonNode order = twoRows();
        int first = rig.fulfil(order, "DELIVERED", part(row(order, 0), "2")).id();
        int second = rig.fulfil(order, "DELIVERED", part(row(order, 1), "2")).id();

        assertThat(rig.delete("/sales_order_fulfillments/" + second).status()).isEqualTo(204);
        assertThat(rig.status(order)).isEqualTo("PARTIALLY_DELIVERED");
        rig.delete("/sales_order_fulfillments/" + first);

        assertThat(rig.status(order)).isEqualTo("NOT_SHIPPED");
        assertThat(stock()).isEqualByComparingTo("10");
        assertThat(rig.get("/sales_order_fulfillments?sales_order_id=" + KatanaRig.id(order))
                        .data())
                .isEmpty();
        assertThat(rig.get("/sales_order_fulfillments?include_deleted=true&sales_order_id=" + KatanaRig.id(order))
                        .data())
                .hasSize(2);
    }

    private BigDecimal stock() {
        return rig.snapshot().batchStocks().stream()
                .map(Snapshot.BatchStock::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void stockLeavesAtPackingAndDeliveringMovesNothingMore() {
        rig.doing(h -> h.addStock(variant, rig.location(), BigDecimal.TEN));
        JsonNode order = rig.order(variant, "3");

        int id = rig.fulfil(order, "PACKED", part(row(order, 0), "3")).id();
        assertThat(stock()).isEqualByComparingTo("7");
        rig.patch("/sales_order_fulfillments/" + id, "{'status':'DELIVERED'}");
        assertThat(stock()).isEqualByComparingTo("7");
    }

    @Test
    void untrackedStockMayBecomeNegative() {
        JsonNode order = rig.order(variant, "3");

        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "3")).status())
                .isEqualTo(200);
        assertThat(stock()).isEqualByComparingTo("-3");
    }

    @Test
    void moreThanIsLeftIsRefusedAlsoInTwoPartsOfOneRequest() {
        JsonNode order = rig.order(variant, "2");
        int row = row(order, 0);

        assertThat(rig.fulfil(order, "DELIVERED", part(row, "3")).status()).isEqualTo(422);
        assertThat(rig.fulfil(order, "DELIVERED", part(row, "1.5"), part(row, "1"))
                        .status())
                .isEqualTo(422);
        assertThat(rig.fulfil(order, "DELIVERED", part(row, "2")).status()).isEqualTo(200);
        assertThat(rig.fulfil(order, "DELIVERED", part(row, "0.1")).status()).isEqualTo(422);
        assertThat(stock()).isEqualByComparingTo("-2");
    }

    @Test
    void nothingAndRowsOfOtherOrdersAreRefused() {
        JsonNode order = rig.order(variant, "2");
        JsonNode other = rig.order(variant, "2");

        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "0")).status())
                .isEqualTo(422);
        assertThat(rig.fulfil(order, "DELIVERED", part(row(other, 0), "1")).status())
                .isEqualTo(422);
        assertThat(rig.fulfil(order, "DELIVERED", part(5, "1")).status()).isEqualTo(404);
    }

    @Test
    void answerCarriesTrackingPickedDateAndParts() {
        JsonNode order = rig.order(variant, "2");

        var made = rig.post(
                "/sales_order_fulfillments",
                "{'sales_order_id':" + KatanaRig.id(order)
                        + ",'status':'DELIVERED','picked_date':'2026-07-22T13:02:00Z',"
                        + "'tracking_number':'1Z','tracking_carrier':'UPS','sales_order_fulfillment_rows':["
                        + part(row(order, 0), "2") + "]}");

        assertThat(made.json().path("invoice_status").asText()).isEqualTo("NOT_INVOICED");
        assertThat(made.json().path("picked_date").asText()).isEqualTo("2026-07-22T13:02:00.000Z");
        assertThat(made.json().path("tracking_number").asText()).isEqualTo("1Z");
        JsonNode part = made.json().path("sales_order_fulfillment_rows").path(0);
        assertThat(part.path("sales_order_row_id").intValue()).isEqualTo(row(order, 0));
        assertThat(part.path("quantity").isNumber()).isTrue();
        assertThat(made.json().toString()).doesNotContain("\"_");
        assertThat(rig.get("/sales_orders/" + KatanaRig.id(order))
                        .json()
                        .path("picked_date")
                        .asText())
                .isEqualTo("2026-07-22T13:02:00.000Z");
    }

    @Test
    void trackingCanBeChangedAndRowsCannot() {
        JsonNode order = rig.order(variant, "2");
        int id = rig.fulfil(order, "DELIVERED", part(row(order, 0), "1")).id();

        assertThat(rig.patch("/sales_order_fulfillments/" + id, "{'tracking_number':'2Z'}")
                        .json()
                        .path("tracking_number")
                        .asText())
                .isEqualTo("2Z");
        assertThat(rig.patch("/sales_order_fulfillments/" + id, "{'tracking_number':''}")
                        .status())
                .isEqualTo(422);
        assertThat(rig.patch("/sales_order_fulfillments/" + id, "{'sales_order_fulfillment_rows':[]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void closedPeriodTakesAndGivesBackNothing() {
        JsonNode order = rig.order(variant, "2");
        int before = rig.fulfil(order, "DELIVERED", part(row(order, 0), "1")).id();
        Instant end = KatanaRig.KERNEL.clock().now().plusSeconds(60);
        rig.doing(h -> h.closePeriod(end));

        assertThat(rig.fulfil(order, "DELIVERED", part(row(order, 0), "1")).status())
                .isEqualTo(422);
        assertThat(rig.delete("/sales_order_fulfillments/" + before).status()).isEqualTo(422);
        assertThat(rig.delete("/sales_orders/" + KatanaRig.id(order)).status()).isEqualTo(422);
        assertThat(rig.patch("/sales_order_fulfillments/" + before, "{'picked_date':'2026-01-01T00:00:00Z'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void serviceRowsNeedDeliveryUnlessSwitchedOff() {
        int service = rig.post("/services", "{'name':'Gift wrap','variants':[{'sku':'SVC','sales_price':3}]}")
                .json()
                .path("variants")
                .path(0)
                .path("id")
                .intValue();
        JsonNode order =
                rig.order("{'variant_id':" + variant + ",'quantity':1}", "{'variant_id':" + service + ",'quantity':1}");

        rig.fulfil(order, "DELIVERED", part(row(order, 0), "1"));
        assertThat(rig.status(order)).isEqualTo("PARTIALLY_DELIVERED");

        rig.options().servicesNeedDelivery = false;
        rig.patch(
                "/sales_order_fulfillments/"
                        + rig.get("/sales_order_fulfillments").data().path(0).path("id"),
                "{'tracking_number':'1'}");
        assertThat(rig.status(order)).isEqualTo("DELIVERED");
    }

    @Test
    void quantityLeftIsWhatAHandDelivers() {
        JsonNode order = twoRows();

        rig.doing(h -> h.deliverPart(KatanaRig.id(order), Map.of(row(order, 0), BigDecimal.ONE), null));
        assertThat(rig.status(order)).isEqualTo("PARTIALLY_DELIVERED");
        rig.doing(h -> h.deliver(KatanaRig.id(order)));
        assertThat(rig.status(order)).isEqualTo("DELIVERED");
        rig.doing(h -> h.revert(KatanaRig.id(order)));
        assertThat(rig.status(order)).isEqualTo("NOT_SHIPPED");
        assertThat(rig.snapshot().acts()).extracting(a -> a.what()).contains("deliverPart", "deliver", "revert");
    }
}
