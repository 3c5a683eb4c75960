package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.World.Fault;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Setting syncShipments: a parcel that both sides know has the same tracking number on both, whoever changes it. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class TrackingIT extends RunningService {

    /** One parcel of an order, as both sides know it. */
    private record Parcel(Stage stage, Linked linked, long fulfillment, long shipment) {
        JsonNode inKatana() {
            return stage.katana.fulfillmentsOf(linked.salesOrder()).get(0);
        }

        JsonNode inBigcommerce() {
            return stage.shop.shipments(linked.order()).get(0);
        }

        String numberInKatana() {
            return inKatana().path("tracking_number").asText("");
        }

        String numberInBigcommerce() {
            return inBigcommerce().path("tracking_number").asText();
        }

        void katanaSays(String number) {
            stage.katana.track(fulfillment, number, "UPS");
        }

        void bigcommerceSays(String number) {
            stage.shop.track(linked.order(), shipment, number);
        }

        int writes() {
            return stage.katana.writes().size() + stage.shop.writes().size();
        }
    }

    @Test
    void a_number_corrected_in_katana_is_corrected_at_its_shipment_once() {
        Parcel parcel = ofKatana("1Z999");

        parcel.stage().katana.track(parcel.fulfillment(), "1Z111", "DHL");
        told(parcel);

        assertThat(parcel.numberInBigcommerce()).isEqualTo("1Z111");
        assertThat(parcel.inBigcommerce().path("shipping_method").asText()).isEqualTo("DHL");
        assertThat(parcel.inBigcommerce().path("comments").asText())
                .isEqualTo("katana-fulfillment:" + parcel.fulfillment());
        assertThat(parcel.stage().shop.calls("PUT ")).hasSize(1);
        quiet(parcel);
        assertThat(timeline(parcel.stage(), parcel.linked().order()))
                .anySatisfy(
                        activity -> assertThat(activity.text())
                                .isEqualTo(
                                        "Tracking number 1Z111 in Katana → at the shipment in BigCommerce too, in place of 1Z999."));
    }

    @Test
    void a_number_corrected_in_bigcommerce_is_corrected_at_its_fulfillment_once() {
        Parcel parcel = ofBigcommerce("EJ1");

        parcel.bigcommerceSays("EJ2");
        told(parcel);

        assertThat(parcel.numberInKatana()).isEqualTo("EJ2");
        assertThat(parcel.stage().katana.calls("PATCH ")).hasSize(1);
        quiet(parcel);
    }

    @Test
    void a_number_set_later_on_either_side_is_taken_over_by_the_other() {
        Parcel parcel = ofBigcommerce("");
        parcel.bigcommerceSays("EJ1");
        told(parcel);
        assertThat(parcel.numberInKatana()).isEqualTo("EJ1");
        quiet(parcel);

        Parcel another = ofBigcommerce("");
        another.katanaSays("1Z1");
        told(another);
        assertThat(another.numberInBigcommerce()).isEqualTo("1Z1");
        quiet(another);
    }

    @Test
    void a_token_that_may_not_change_shipments_holds_the_order_and_a_retry_goes_on() {
        Parcel parcel = ofKatana("1Z999");
        parcel.stage().shop.failNext("PUT ", Fault.FORBIDDEN);

        parcel.katanaSays("1Z111");
        seenSalesOrder(parcel);
        soon(() -> assertThat(timeline(parcel.stage(), parcel.linked().order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("orders-scope")));

        parcel.stage().command(parcel.linked().order(), OrderCommand.RETRY);
        soon(() -> assertThat(parcel.numberInBigcommerce()).isEqualTo("1Z111"));
    }

    @Test
    void a_number_removed_on_one_side_is_removed_on_the_other() {
        Parcel parcel = ofKatana("1Z999");
        parcel.katanaSays(null);
        told(parcel);
        assertThat(parcel.numberInBigcommerce()).isEmpty();
        assertThat(parcel.stage().shop.shipments(parcel.linked().order())).hasSize(1);
        quiet(parcel);

        Parcel another = ofKatana("1Z998");
        another.bigcommerceSays("");
        told(another);
        assertThat(another.inKatana().path("tracking_number").isNull()).isTrue();
        assertThat(another.stage().shop.shipments(another.linked().order())).hasSize(1);
        quiet(another);
    }

    @Test
    void of_two_corrections_katanas_counts() {
        for (boolean katanaIsTold : new boolean[] {true, false}) {
            Parcel parcel = ofKatana("1Z999");
            int before = parcel.writes();

            parcel.bigcommerceSays("1Z222");
            parcel.katanaSays("1Z111");
            if (katanaIsTold) seenSalesOrder(parcel);
            else seenOrder(parcel);

            assertThat(parcel.numberInKatana()).isEqualTo("1Z111");
            assertThat(parcel.numberInBigcommerce()).isEqualTo("1Z111");
            assertThat(parcel.writes()).isEqualTo(before + 1);
            quiet(parcel);
        }
    }

    @Test
    void what_a_person_corrected_on_both_sides_is_not_written_when_the_news_of_one_is_missing() {
        Parcel parcel = ofKatana("1Z999");
        int before = parcel.writes();

        parcel.bigcommerceSays("1Z111");
        parcel.katanaSays("1Z111");
        seenSalesOrder(parcel);

        assertThat(parcel.writes()).isEqualTo(before);
        quiet(parcel);
    }

    @Test
    void what_bigcommerce_cannot_hold_of_a_number_is_no_difference() {
        String number = "9".repeat(60);
        Parcel parcel = ofKatana(number);
        quiet(parcel);

        parcel.bigcommerceSays("EJ1");
        told(parcel);
        assertThat(parcel.numberInKatana()).isEqualTo("EJ1");
        parcel.katanaSays(number);
        told(parcel);

        assertThat(parcel.numberInBigcommerce()).isEqualTo(number.substring(0, 50));
        quiet(parcel);
    }

    @Test
    void a_number_whose_answer_was_lost_is_written_once() {
        Parcel parcel = ofKatana("1Z999");
        parcel.stage().shop.failNext("PUT ", Fault.FAILS_AFTER);
        parcel.katanaSays("1Z111");
        seenSalesOrder(parcel);
        soon(() -> assertThat(agreed(parcel)).isEqualTo("1Z111"));
        assertThat(parcel.stage().shop.calls("PUT ")).hasSize(1);

        parcel.stage().katana.failNext("PATCH ", Fault.FAILS_AFTER);
        parcel.bigcommerceSays("1Z222");
        seenOrder(parcel);
        soon(() -> assertThat(agreed(parcel)).isEqualTo("1Z222"));
        assertThat(parcel.stage().katana.calls("PATCH ")).hasSize(1);
        quiet(parcel);
    }

    @Test
    void a_number_that_is_refused_is_told_and_tried_again_when_it_changes_or_a_person_says_so() {
        Parcel parcel = ofKatana("1Z999");
        parcel.stage().shop.refuseShipments("the carrier is unknown");
        parcel.katanaSays("1Z111");
        told(parcel);
        soon(() -> assertThat(timeline(parcel.stage(), parcel.linked().order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("held");
            assertThat(activity.cause()).isEqualTo("tracking-refused");
            assertThat(activity.text()).contains("the carrier is unknown");
        }));
        quiet(parcel);
        assertThat(parcel.stage().shop.calls("PUT ")).hasSize(1);

        parcel.stage().shop.refuseShipments(null);
        parcel.stage().command(parcel.linked().order(), OrderCommand.RETRY);

        soon(() -> assertThat(parcel.numberInBigcommerce()).isEqualTo("1Z111"));
        soon(() -> assertThat(timeline(parcel.stage(), parcel.linked().order()))
                .last()
                .satisfies(activity -> assertThat(activity.state()).isEqualTo("synced")));

        parcel.stage().katana.refuseDeliveries("the period is closed");
        parcel.bigcommerceSays("1Z222");
        told(parcel);
        parcel.stage().katana.refuseDeliveries(null);
        assertThat(parcel.stage().katana.calls("PATCH ")).hasSize(1);
        parcel.bigcommerceSays("1Z333");
        told(parcel);
        assertThat(parcel.numberInKatana()).isEqualTo("1Z333");
        quiet(parcel);
    }

    @Test
    void a_parcel_that_is_gone_by_the_time_its_number_is_written_is_let_go() {
        Parcel parcel = ofKatana("1Z999");
        Stage stage = parcel.stage();
        stage.shop.during("PUT ", () -> stage.shop.unship(parcel.linked().order(), parcel.shipment()));
        parcel.katanaSays("1Z111");
        seenSalesOrder(parcel);
        assertThat(stage.shop.calls("PUT ")).hasSize(1);

        Parcel another = ofBigcommerce("EJ1");
        another.stage().katana.during("PATCH ", () -> another.stage().katana.undo(another.fulfillment()));
        another.bigcommerceSays("EJ2");
        seenOrder(another);
        assertThat(another.stage().katana.calls("PATCH ")).hasSize(1);

        for (Parcel gone : List.of(parcel, another))
            assertThat(timeline(gone.stage(), gone.linked().order())).allMatch(activity -> activity.state() == null);
    }

    @Test
    void news_from_before_our_write_is_no_change() {
        Parcel parcel = ofKatana("1Z999");
        Stage stage = parcel.stage();
        OrderObserved before = stage.orderNow(parcel.linked().order());
        parcel.katanaSays("1Z111");
        seenSalesOrder(parcel);
        assertThat(parcel.numberInBigcommerce()).isEqualTo("1Z111");
        int writes = parcel.writes();

        long number = stage.orderNow(parcel.linked().order()).number();
        stage.publish(new OrderObserved(
                before.store(),
                before.orderId(),
                number,
                before.observedAt(),
                before.origin(),
                before.order(),
                null,
                null,
                before.shipments(),
                before.observedAt(),
                before.observedAt(),
                false));
        taken(stage, parcel.linked().order(), "bc_number", number);
        atRest(stage, parcel.linked().order());

        assertThat(parcel.writes()).isEqualTo(writes);
        assertThat(parcel.numberInKatana()).isEqualTo("1Z111");
    }

    @Test
    void everything_forgotten_and_told_once_more_writes_nothing() throws SQLException {
        Parcel parcel = ofKatana("EJ1");
        Stage stage = parcel.stage();
        long order = parcel.linked().order();
        OrderObserved firstOrder = stage.orderNow(order);
        FulfillmentObserved first = stage.salesOrderNow(order, parcel.linked().salesOrder());
        parcel.bigcommerceSays("EJ2");
        told(parcel);
        parcel.katanaSays("EJ3");
        told(parcel);
        assertThat(parcel.numberInBigcommerce()).isEqualTo("EJ3");
        int writes = parcel.writes();
        FulfillmentObserved last = stage.salesOrderNow(order, parcel.linked().salesOrder());
        OrderObserved lastOrder = stage.orderNow(order);

        forgetEverything(stage);
        stage.link(order, parcel.linked().salesOrder(), false);
        List.of(firstOrder, lastOrder, first, last).forEach(stage::publish);
        taken(stage, order, "number", last.number());
        taken(stage, order, "bc_number", lastOrder.number());
        atRest(stage, order);

        assertThat(parcel.writes()).isEqualTo(writes);
    }

    @Test
    void an_order_cancelled_unnoticed_keeps_its_number() {
        Parcel parcel = ofKatana("1Z999");
        parcel.stage().shop.status(parcel.linked().order(), 5);
        int before = parcel.writes();

        parcel.katanaSays("1Z111");
        seenSalesOrder(parcel);

        assertThat(parcel.writes()).isEqualTo(before);
    }

    @Test
    void a_fulfillment_that_was_delivered_without_a_number_is_shipped_when_it_gets_one() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        seen(stage, linked);
        assertThat(stage.shop.writes()).isEmpty();

        stage.katana.track(fulfillment, "1Z999", "UPS");
        seen(stage, linked);

        soon(() -> assertThat(stage.shop.shipments(linked.order()))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.path("tracking_number").asText()).isEqualTo("1Z999")));
        assertThat(stage.shop.writes()).hasSize(1);
    }

    /** Delivered in Katana, and shipped by us. */
    private Parcel ofKatana(String number) {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(fulfillment, number, "UPS");
        seen(stage, linked);
        return known(stage, linked);
    }

    /** Shipped in BigCommerce, and delivered by us. */
    private Parcel ofBigcommerce(String number) {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        JsonNode line = stage.shop
                .order(linked.order())
                .path("consignments")
                .path("shipping")
                .get(0)
                .path("line_items")
                .get(0);
        stage.shop.ship(linked.order(), Map.of(line.path("id").asLong(), 2), number);
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        atRest(stage, linked.order());
        return known(stage, linked);
    }

    private Parcel known(Stage stage, Linked linked) {
        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        soon(() -> assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(1));
        Parcel parcel = new Parcel(
                stage,
                linked,
                stage.katana
                        .fulfillmentsOf(linked.salesOrder())
                        .get(0)
                        .path("id")
                        .asLong(),
                stage.shop.shipments(linked.order()).get(0).path("id").asLong());
        told(parcel);
        return parcel;
    }

    /** Both sides are told as they are now, and all that follows from it is done. */
    private void told(Parcel parcel) {
        seenSalesOrder(parcel);
        seenOrder(parcel);
    }

    private void seenSalesOrder(Parcel parcel) {
        seen(parcel.stage(), parcel.linked());
    }

    private void seen(Stage stage, Linked linked) {
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());
        atRest(stage, linked.order());
    }

    private void seenOrder(Parcel parcel) {
        Stage stage = parcel.stage();
        long order = parcel.linked().order();
        taken(stage, order, "bc_number", stage.seeOrder(order).number());
        atRest(stage, order);
    }

    /** Told once more, nothing is written. */
    private void quiet(Parcel parcel) {
        int writes = parcel.writes();
        told(parcel);
        assertThat(parcel.writes()).isEqualTo(writes);
    }

    private String agreed(Parcel parcel) throws SQLException {
        try (var tx = dataSource.getConnection();
                var select = tx.prepareStatement(
                        "select katana_number from fulfillment.shipment_pair where store = ? and katana_number = bc_number")) {
            select.setString(1, parcel.stage().hash);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private void forgetEverything(Stage stage) throws SQLException {
        for (String table : List.of("shipment_pair", "sales_order", "order_record"))
            try (var tx = dataSource.getConnection();
                    var delete = tx.prepareStatement("delete from fulfillment." + table + " where store = ?")) {
                delete.setString(1, stage.hash);
                delete.executeUpdate();
            }
    }
}
