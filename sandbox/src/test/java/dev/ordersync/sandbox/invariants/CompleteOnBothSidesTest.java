package dev.ordersync.sandbox.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompleteOnBothSidesTest {

    private final Twin twin = new Twin();
    private final int variant = twin.variant("MUG", false);

    @AfterEach
    void close() {
        twin.close();
    }

    private List<Violation> check(boolean shipments) {
        return CompleteOnBothSides.in(twin.evidence(), shipments, Set.of());
    }

    @Test
    void deliveredAndCompletedAgree() {
        int order = twin.place();
        ObjectNode so = twin.salesOrder(order, variant);
        assertThat(check(false)).isEmpty();

        twin.deliver(so, "2", "");
        assertThat(check(false)).extracting(Violation::subject).containsExactly(Twin.name(order));
        assertThat(CompleteOnBothSides.in(twin.evidence(), false, Set.of(Twin.name(order))))
                .isEmpty();
        twin.status(order, 10);
        assertThat(check(false)).isEmpty();
    }

    @Test
    void completingAPartlyDeliveredOrderIsFound() {
        int order = twin.place();
        twin.deliver(twin.salesOrder(order, variant), "1", "");
        assertThat(check(false)).isEmpty();

        twin.status(order, 10);

        assertThat(check(false)).extracting(Violation::finding).anyMatch(f -> f.contains("completed by us"));
    }

    @Test
    void whatAPersonTookBackIsLeftToThem() {
        int order = twin.place();
        ObjectNode so = twin.salesOrder(order, variant);
        twin.deliver(so, "2", "");
        twin.status(order, 10);

        twin.sandbox.katana().hand(Twin.ACCOUNT, hand -> {
            hand.revert(Twin.id(so));
            return null;
        });

        assertThat(check(false)).isEmpty();
    }

    @Test
    void refundedOrdersStayAsPeopleSetThem() {
        int order = twin.place();
        twin.deliver(twin.salesOrder(order, variant), "2", "");

        twin.shop.refundAll(order);

        assertThat(check(false)).isEmpty();
    }

    @Test
    void eachTrackedFulfillmentHasOneShipmentAndNeverTwo() {
        int order = twin.place();
        twin.deliver(twin.salesOrder(order, variant), "1", ",'tracking_number':'1Z'");
        assertThat(check(false)).isEmpty();
        assertThat(check(true)).extracting(Violation::finding).anyMatch(f -> f.contains("has no shipment"));

        int line = twin.shop.read(
                store -> store.order(order).orElseThrow().lines().get(0).id());
        twin.shop.ship(order, Map.of(line, 1), "1Z");
        assertThat(check(true)).isEmpty();
        twin.shop.ship(order, Map.of(line, 1), "1Z");
        assertThat(check(true)).extracting(Violation::finding).anyMatch(f -> f.contains("2 shipments"));
    }

    @Test
    void aNumberThatOnlyOneSideHasIsFound() {
        int order = twin.place();
        String number = "9".repeat(60);
        ObjectNode part = twin.deliver(twin.salesOrder(order, variant), "1", ",'tracking_number':'" + number + "'");
        int line = twin.shop.read(
                store -> store.order(order).orElseThrow().lines().get(0).id());
        int shipment = twin.shop.ship(order, Map.of(line, 1), "9".repeat(50));
        assertThat(check(true)).as("no more can be held").isEmpty();

        twin.shop.track(order, shipment, "EJ2");

        assertThat(check(true))
                .extracting(Violation::finding)
                .anyMatch(f -> f.contains("has no shipment with its number"))
                .anyMatch(f -> f.contains("shipment (EJ2) has no fulfillment"));
        twin.katana("PATCH", "/sales_order_fulfillments/" + Twin.id(part), "{'tracking_number':'EJ2'}");
        assertThat(check(true)).isEmpty();
    }

    @Test
    void whatIsOnlyPackedIsNotShipped() {
        int order = twin.place();
        ObjectNode part = twin.deliver(twin.salesOrder(order, variant), "1", ",'tracking_number':'1Z'");
        twin.katana("PATCH", "/sales_order_fulfillments/" + Twin.id(part), "{'status':'PACKED'}");

        assertThat(check(true)).isEmpty();
    }
}
