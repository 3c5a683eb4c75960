package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.world.FakeKatana;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.World.Fault;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Setting syncShipments: one shipment per fulfillment with tracking, one fulfillment per shipment. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class ShipmentsIT extends RunningService {
    @Inject
    OrderRecords orders;

    @Inject
    Transactions transactions;

    @Test
    void a_partial_delivery_with_tracking_becomes_one_shipment_and_leaves_the_status() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(fulfillment, "1Z999", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        JsonNode shipment = stage.shop.shipments(linked.order()).get(0);
        assertThat(shipment.path("tracking_number").asText()).isEqualTo("1Z999");
        assertThat(shipment.path("comments").asText()).isEqualTo("katana-fulfillment:" + fulfillment);
        assertThat(shipment.path("items").get(0).path("quantity").asInt()).isEqualTo(2);
        atRest(stage, linked.order());
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).hasSize(1);
        assertThat(stage.katana.writes()).isEmpty();
        assertThat(stage.shop.status(linked.order())).isEqualTo(11);
    }

    @Test
    void the_whole_delivery_is_shipped_first_and_completed_then() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "5"));
        stage.katana.track(fulfillment, "1Z999", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        assertThat(stage.shop.writes())
                .containsExactly(
                        "POST /v2/orders/" + linked.order() + "/shipments", "PUT /v2/orders/" + linked.order());
    }

    @Test
    void an_answer_lost_after_the_shipment_was_made_leaves_one_shipment() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.shop.failNext("POST ", Fault.FAILS_AFTER);
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "5"));
        stage.katana.track(fulfillment, "1Z999", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        assertThat(stage.shop.shipments(linked.order())).hasSize(1);
    }

    @Test
    void a_completed_order_that_a_shipment_moved_to_shipped_is_completed_again() {
        for (Fault fault : new Fault[] {null, Fault.FAILS_AFTER, Fault.LATE}) {
            Stage stage = stage(settings(true, true, false));
            Linked linked = linked(stage, false, 1, "MUG", "5");
            long fulfillment =
                    stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "5"));
            stage.seeSalesOrder(linked.order(), linked.salesOrder());
            soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
            atRest(stage, linked.order());
            stage.shop.shipmentsMoveStatus();
            if (fault != null) stage.shop.failNext("POST ", fault);

            stage.katana.track(fulfillment, "1Z999", "UPS");
            stage.seeSalesOrder(linked.order(), linked.salesOrder());
            soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
            stage.seeOrder(linked.order());

            soon(() -> assertThat(stage.shop.calls("PUT "))
                    .as(String.valueOf(fault))
                    .hasSize(2));
            atRest(stage, linked.order());
            assertThat(stage.shop.status(linked.order()))
                    .as(String.valueOf(fault))
                    .isEqualTo(10);
            assertThat(stage.shop.shipments(linked.order())).hasSize(1);
        }
    }

    @Test
    void an_order_that_a_shipment_moved_is_completed_again_also_when_the_first_write_fails() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "5"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        atRest(stage, linked.order());
        stage.shop.shipmentsMoveStatus();
        stage.shop.failNext("PUT ", Fault.FAILS_BEFORE);

        stage.katana.track(fulfillment, "1Z999", "UPS");
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        soon(() -> assertThat(stage.shop.calls("PUT ")).hasSize(3));
        atRest(stage, linked.order());
        assertThat(stage.shop.status(linked.order())).isEqualTo(10);
    }

    @Test
    void an_order_cancelled_unnoticed_gets_no_shipment() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.shop.status(linked.order(), 5);
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "5"));
        stage.katana.track(fulfillment, "1Z999", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("conflict")));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void an_order_cancelled_unnoticed_after_a_shipment_had_moved_it_is_not_completed_again() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        transactions.run(tx -> orders.restoresCompleted(tx, new OrderRef(stage.hash, linked.order()), true));
        stage.shop.status(linked.order(), 2);
        OrderObserved shipped = stage.orderNow(linked.order());
        stage.shop.status(linked.order(), 5);

        stage.publish(shipped);

        soon(() -> assertThat(stage.shop.calls("GET ")).hasSize(1));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_fulfillment_that_was_undone_unnoticed_gets_no_shipment() {
        Stage stage = stage(settings(true, true, false));
        long order = stage.shop.place(11, Stage.lines("MUG", "5"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "5")));
        stage.seeOrder(order);
        long fulfillment = stage.katana.fulfill(
                salesOrder, "DELIVERED", StatusBothWaysIT.rows(stage, new Linked(order, salesOrder), "2"));
        stage.katana.track(fulfillment, "1Z999", "UPS");
        taken(
                stage,
                order,
                "number",
                stage.seeSalesOrder(order, salesOrder, hourAgo()).number());
        stage.katana.undo(fulfillment);

        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.katana.calls("GET /sales_orders/")).hasSize(1));
        atRest(stage, order);
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_shipment_that_was_deleted_unnoticed_is_not_delivered() {
        Stage stage = stage(settings(true, true, false));
        long order = stage.shop.place(11, Stage.lines("MUG", "5"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "5")));
        long shipment = stage.shop.ship(order, Map.of(firstLine(stage, order), 2), "EJ1");
        taken(stage, order, "bc_number", stage.seeOrder(order, hourAgo()).number());
        stage.shop.unship(order, shipment);

        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.shop.calls("GET ")).hasSize(2));
        atRest(stage, order);
        assertThat(stage.katana.writes()).isEmpty();
    }

    private static Instant hourAgo() {
        return Instant.now().minus(Duration.ofHours(1));
    }

    @Test
    void a_line_beyond_those_that_bigcommerce_includes_in_an_order_is_shipped_too() {
        Stage stage = stage(settings(true, true, false));
        String[] skusAndQuantities = IntStream.rangeClosed(1, 51)
                .boxed()
                .flatMap(n -> Stream.of("MUG-" + n, "2"))
                .toArray(String[]::new);
        Linked linked = linked(stage, false, 1, skusAndQuantities);
        JsonNode rows = stage.katana.order(linked.salesOrder()).path("sales_order_rows");
        long last = rows.get(50).path("id").asLong();
        long fulfillment = stage.katana.fulfill(linked.salesOrder(), "DELIVERED", Map.of(last, "2"));
        stage.katana.track(fulfillment, "1Z999", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        atRest(stage, linked.order());
        assertThat(stage.shop.shipments(linked.order())).hasSize(1);
        assertThat(stage.shop.calls("GET /v2/orders/" + linked.order() + "/products"))
                .isEmpty();
    }

    @Test
    void a_shipment_waits_for_what_mapping_is_still_to_write() {
        Stage stage = stage(settings(true, true, false));
        long order = stage.shop.place(11, Stage.lines("MUG", "5"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "2")));
        long line = stage.shop
                .order(order)
                .path("consignments")
                .path("shipping")
                .path(0)
                .path("line_items")
                .path(0)
                .path("id")
                .asLong();
        stage.shop.ship(order, Map.of(line, 5), "T-1");
        long number = stage.seeOrder(order).number();
        stage.link(order, salesOrder, false, 0L);
        soon(() -> assertThat(causeOfWork(stage, order)).isEqualTo("rows-behind"));

        stage.katana.quantity(salesOrder, "5");
        stage.link(order, salesOrder, false, number);

        soon(() -> assertThat(stage.katana.status(salesOrder)).isEqualTo("DELIVERED"));
        assertThat(stage.katana.fulfillmentsOf(salesOrder)).hasSize(1);
    }

    @Test
    void a_shipment_in_bigcommerce_becomes_a_partial_fulfillment_with_its_batches_and_is_not_shipped_back() {
        Stage stage = stage(settings(true, true, false));
        stage.katana.track(501, "batch");
        long batch = stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "10");
        Linked linked = linked(stage, true, 501, "TEA", "5");
        long line = firstLine(stage, linked.order());

        stage.shop.ship(linked.order(), Map.of(line, 2), "EJ1");
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("PARTIALLY_DELIVERED"));
        atRest(stage, linked.order());
        JsonNode made = stage.katana.fulfillmentsOf(linked.salesOrder()).get(0);
        assertThat(made.path("tracking_number").asText()).isEqualTo("EJ1");
        assertThat(stage.katana.stock(batch)).isEqualTo("8");
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(stage.katana.writes()).hasSize(1);

        stage.shop.ship(linked.order(), Map.of(line, 3), "EJ2");
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(2);
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_shipment_deleted_and_made_again_is_not_delivered_again() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "4");
        long line = firstLine(stage, linked.order());
        long first = stage.shop.ship(linked.order(), Map.of(line, 2), "");
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.writes()).hasSize(1));
        atRest(stage, linked.order());

        stage.shop.unship(linked.order(), first);
        stage.shop.ship(linked.order(), Map.of(line, 2), "EJ1");
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());

        atRest(stage, linked.order());
        assertThat(stage.katana.calls("POST ")).hasSize(1);
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder()))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.path("tracking_number").asText()).isEqualTo("EJ1"));
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(timeline(stage, linked.order())).allMatch(activity -> activity.state() == null);
    }

    @Test
    void a_shipment_made_again_with_another_quantity_is_asked_about_and_delivered_when_its_fulfillment_is_undone() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "4");
        long line = firstLine(stage, linked.order());
        long first = stage.shop.ship(linked.order(), Map.of(line, 2), "");
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.writes()).hasSize(1));
        atRest(stage, linked.order());

        stage.shop.unship(linked.order(), first);
        stage.shop.ship(linked.order(), Map.of(line, 3), "");
        stage.seeOrder(linked.order());

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("conflict");
            assertThat(activity.cause()).isEqualTo("shipment-made-again");
        }));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).hasSize(1);

        stage.katana.undo(stage.katana
                .fulfillmentsOf(linked.salesOrder())
                .get(0)
                .path("id")
                .asLong());
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.katana.writes()).hasSize(2));
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
        atRest(stage, linked.order());
        assertThat(quantity(stage.katana.fulfillmentsOf(linked.salesOrder()).get(0)))
                .isEqualByComparingTo("3");
    }

    @Test
    void a_fulfillment_undone_and_made_again_with_its_tracking_number_is_not_shipped_again() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long first = stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(first, "1Z999", "UPS");
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        atRest(stage, linked.order());

        // and nothing was heard of the shipment yet
        stage.katana.undo(first);
        long again = stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
        stage.katana.track(again, "1Z999", "UPS");
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());

        atRest(stage, linked.order());
        assertThat(stage.shop.shipments(linked.order())).hasSize(1);
        assertThat(stage.shop.writes()).hasSize(1);
        assertThat(stage.katana.writes()).isEmpty();
    }

    @Test
    void what_a_person_entered_on_both_sides_is_not_made_again_when_the_news_of_either_is_missing() {
        for (boolean fulfillmentIsTold : new boolean[] {true, false}) {
            Stage stage = stage(settings(true, true, false));
            Linked linked = linked(stage, false, 1, "MUG", "4");
            stage.shop.ship(linked.order(), Map.of(firstLine(stage, linked.order()), 2), "EJ5");
            long fulfillment =
                    stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
            stage.katana.track(fulfillment, "EJ5", "UPS");

            if (fulfillmentIsTold)
                taken(
                        stage,
                        linked.order(),
                        "number",
                        stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());
            else
                taken(
                        stage,
                        linked.order(),
                        "bc_number",
                        stage.seeOrder(linked.order()).number());

            atRest(stage, linked.order());
            assertThat(stage.shop.writes()).isEmpty();
            assertThat(stage.katana.writes()).isEmpty();
            assertThat(timeline(stage, linked.order())).isEmpty();
        }
    }

    @Test
    void what_a_person_delivers_while_another_shipment_is_being_delivered_is_not_delivered_again() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long line = firstLine(stage, linked.order());
        stage.shop.ship(linked.order(), Map.of(line, 1), "EJ1");
        stage.shop.ship(linked.order(), Map.of(line, 2), "EJ2");
        Map<Long, String> rows = StatusBothWaysIT.rows(stage, linked, "2");
        stage.katana.during(
                "POST ",
                () -> stage.katana.track(stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows), "EJ2", "UPS"));

        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(2));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).hasSize(1);
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_fulfillment_made_again_with_another_tracking_number_is_shipped_when_the_shipment_in_its_way_is_deleted() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "2");
        long first = stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(first, "TN1", "UPS");
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        atRest(stage, linked.order());
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        stage.katana.undo(first);
        long again = stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(again, "TN2", "UPS");
        seen(stage, linked);
        assertThat(stage.shop.shipments(linked.order())).hasSize(1);
        int calls = stage.shop.journal().size() + stage.katana.journal().size();
        stage.katana.assignSerials(linked.salesOrder(), List.of(77L)); // whatever news
        seen(stage, linked);
        assertThat(stage.shop.journal().size() + stage.katana.journal().size()).isEqualTo(calls);

        stage.shop.unship(
                linked.order(),
                stage.shop.shipments(linked.order()).get(0).path("id").asLong());
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.shop.shipments(linked.order()))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.path("tracking_number").asText()).isEqualTo("TN2")));
    }

    @Test
    void a_token_that_may_not_make_shipments_holds_the_order_until_it_may() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "2");
        stage.shop.failNext("POST ", Fault.FORBIDDEN);
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(fulfillment, "TN1", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(last(timeline(stage, linked.order()))).satisfies(activity -> {
            assertThat(activity.state()).isEqualTo("held");
            assertThat(activity.cause()).isEqualTo("orders-scope");
        }));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).hasSize(1);

        stage.command(linked.order(), OrderCommand.RETRY);
        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
    }

    @Test
    void a_shipment_that_is_refused_is_told_and_keeps_no_status_from_being_followed() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "2");
        stage.shop.refuseShipments("the consignment is closed");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(fulfillment, "TN1", "UPS");

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        soon(() -> assertThat(last(timeline(stage, linked.order()))).satisfies(activity -> {
            assertThat(activity.state()).isEqualTo("held");
            assertThat(activity.cause()).isEqualTo("shipment-refused");
            assertThat(activity.text()).contains("the consignment is closed");
        }));
        atRest(stage, linked.order());
        stage.katana.assignSerials(linked.salesOrder(), List.of(77L)); // whatever news
        seen(stage, linked);
        assertThat(stage.shop.calls("POST ")).hasSize(1);

        stage.shop.refuseShipments(null);
        stage.command(linked.order(), OrderCommand.RETRY);

        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
        soon(() -> assertThat(last(timeline(stage, linked.order())).state()).isEqualTo("synced"));
        assertThat(stage.shop.status(linked.order())).isEqualTo(10);
    }

    @Test
    void a_refused_shipment_keeps_no_other_from_being_made_nor_a_completed_order_from_being_delivered() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.shop.refuseShipments("the consignment is closed");
        Map<Long, String> rows = StatusBothWaysIT.rows(stage, linked, "2");
        stage.katana.track(stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows), "TN1", "UPS");
        seen(stage, linked);
        soon(() -> assertThat(stage.shop.calls("POST ")).hasSize(1));
        atRest(stage, linked.order());
        stage.shop.refuseShipments(null);

        stage.katana.track(
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1")),
                "TN2",
                "UPS");
        seen(stage, linked);
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(stage.shop.shipments(linked.order()))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.path("tracking_number").asText()).isEqualTo("TN2"));
        soon(() -> {
            List<OrderActivity> timeline = timeline(stage, linked.order());
            assertThat(timeline)
                    .anySatisfy(activity -> assertThat(activity.text()).startsWith("Completed in BigCommerce →"));
            assertThat(last(timeline).cause()).isEqualTo("shipment-refused");
        });
    }

    /** The sales order is told as it is now, and all that follows from it is done. */
    private void seen(Stage stage, Linked linked) {
        long number = stage.seeSalesOrder(linked.order(), linked.salesOrder()).number();
        taken(stage, linked.order(), "number", number);
        atRest(stage, linked.order());
    }

    private static OrderActivity last(List<OrderActivity> timeline) {
        assertThat(timeline).isNotEmpty();
        return timeline.get(timeline.size() - 1);
    }

    @Test
    void what_was_shipped_is_delivered_of_the_sales_order_that_takes_the_place_of_a_deleted_one() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.shop.ship(linked.order(), Map.of(firstLine(stage, linked.order()), 2), "EJ1");
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.writes()).hasSize(1));
        atRest(stage, linked.order());

        stage.katana.delete(linked.salesOrder());
        long other = stage.katana.make(linked.order(), List.of(new FakeKatana.Row(1, "MUG", "5")));
        stage.link(linked.order(), other, false);

        soon(() -> assertThat(stage.katana.fulfillmentsOf(other))
                .singleElement()
                .satisfies(made -> assertThat(quantity(made)).isEqualByComparingTo("2")));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_custom_item_that_is_left_out_of_the_sales_order_keeps_no_parcel_from_its_shipment() {
        Stage stage = stage(settings(true, true, false));
        long order = stage.shop.place(11, Stage.lines("MUG", "5", "CARD", "1"));
        stage.shop.lastIsCustom(order);
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "5")));
        Linked linked = new Linked(order, salesOrder);
        stage.katana.fulfill(salesOrder, "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.seeOrder(order);
        stage.link(order, salesOrder, false);
        taken(stage, order, "number", stage.seeSalesOrder(order, salesOrder).number());
        atRest(stage, order);

        stage.shop.ship(order, Map.of(firstLine(stage, order), 2, lastLine(stage, order), 1), "EJ1");
        stage.shop.ship(order, Map.of(lastLine(stage, order), 1), "EJ2");
        taken(stage, order, "bc_number", stage.seeOrder(order).number());

        atRest(stage, order);
        assertThat(stage.katana.fulfillmentsOf(salesOrder))
                .singleElement()
                .satisfies(parcel ->
                        assertThat(parcel.path("tracking_number").asText()).isEqualTo("EJ1"));
        assertThat(stage.katana.calls("POST ")).isEmpty();
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(timeline(stage, order)).allMatch(activity -> activity.state() == null);
    }

    @Test
    void a_shipment_of_a_line_that_mapping_still_holds_is_delivered_when_the_line_has_its_row() {
        Stage stage = stage(settings(true, true, false));
        long order = stage.shop.place(11, Stage.lines("MUG", "5", "CUP", "1"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "5")));
        stage.shop.ship(order, Map.of(firstLine(stage, order), 2, lastLine(stage, order), 1), "EJ1");
        stage.shop.ship(order, Map.of(firstLine(stage, order), 1), "EJ2");
        stage.seeOrder(order);
        stage.link(order, salesOrder, false);

        soon(() -> assertThat(timeline(stage, order)).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("waiting");
            assertThat(activity.cause()).isEqualTo("shipment-awaits-rows");
        }));
        atRest(stage, order);
        assertThat(stage.katana.fulfillmentsOf(salesOrder))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.path("tracking_number").asText()).isEqualTo("EJ2"));

        stage.katana.add(salesOrder, new FakeKatana.Row(2, "CUP", "1"));
        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.katana.fulfillmentsOf(salesOrder)).hasSize(2));
        assertThat(stage.katana.fulfillmentsOf(salesOrder).get(1).path("sales_order_fulfillment_rows"))
                .hasSize(2);
        soon(() -> assertThat(timeline(stage, order))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
    }

    @Test
    void a_shipment_of_what_is_packed_sets_that_to_delivered_with_its_tracking_number() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.katana.fulfill(linked.salesOrder(), "PACKED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        stage.shop.ship(linked.order(), Map.of(firstLine(stage, linked.order()), 2), "EJ1");
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("PARTIALLY_DELIVERED"));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).singleElement().asString().startsWith("PATCH ");
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder()))
                .singleElement()
                .satisfies(packed ->
                        assertThat(packed.path("tracking_number").asText()).isEqualTo("EJ1"));
        assertThat(stage.shop.writes()).isEmpty();
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(
                        activity -> assertThat(activity.text()).contains("what was packed in Katana is delivered")));
    }

    @Test
    void a_shipment_of_a_part_of_what_is_packed_is_asked_about() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long packed = stage.katana.fulfill(linked.salesOrder(), "PACKED", StatusBothWaysIT.rows(stage, linked, "4"));
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());

        stage.shop.ship(linked.order(), Map.of(firstLine(stage, linked.order()), 2), "EJ1");
        stage.seeOrder(linked.order());

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("conflict");
            assertThat(activity.cause()).isEqualTo("shipped-but-packed");
        }));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).isEmpty();

        stage.katana.undo(packed);
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.katana.fulfillmentsOf(linked.salesOrder()))
                .singleElement()
                .satisfies(made -> assertThat(quantity(made)).isEqualByComparingTo("2")));
    }

    @Test
    void a_part_of_a_serial_tracked_row_is_left_to_a_person_and_keeps_no_status_from_being_followed() {
        for (boolean byHand : new boolean[] {true, false}) {
            Stage stage = stage(settings(true, true, false));
            stage.katana.track(1, "serial");
            Linked linked = linked(stage, null, 1, "WATCH", "2");
            stage.katana.assignSerials(linked.salesOrder(), List.of(77L, 78L));
            seen(stage, linked);

            stage.shop.ship(linked.order(), Map.of(firstLine(stage, linked.order()), 1), "EJ1");
            stage.seeOrder(linked.order());

            soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
                assertThat(activity.cause()).isEqualTo("serials-unclear:WATCH");
                assertThat(activity.text()).contains("which of the 2 serial numbers");
            }));
            atRest(stage, linked.order());
            assertThat(stage.katana.writes()).isEmpty();
            if (byHand) {
                long row = stage.katana
                        .order(linked.salesOrder())
                        .path("sales_order_rows")
                        .get(0)
                        .path("id")
                        .asLong();
                stage.katana.fulfillSerial(linked.salesOrder(), row, 78L);
                seen(stage, linked);
                assertThat(stage.katana
                                .fulfillmentsOf(linked.salesOrder())
                                .get(0)
                                .path("tracking_number")
                                .asText())
                        .isEqualTo("EJ1");
            } else {
                stage.shop.status(linked.order(), 10);
                stage.seeOrder(linked.order());
                soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
            }
            soon(() -> assertThat(last(timeline(stage, linked.order())).state()).isEqualTo("synced"));
        }
    }

    private static long lastLine(Stage stage, long order) {
        JsonNode lines = stage.shop
                .order(order)
                .path("consignments")
                .path("shipping")
                .get(0)
                .path("line_items");
        return lines.get(lines.size() - 1).path("id").asLong();
    }

    private static BigDecimal quantity(JsonNode fulfillment) {
        return fulfillment
                .path("sales_order_fulfillment_rows")
                .get(0)
                .path("quantity")
                .decimalValue();
    }

    @Test
    void an_answer_lost_after_the_partial_fulfillment_leaves_one_fulfillment() {
        Stage stage = stage(settings(true, true, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long line = firstLine(stage, linked.order());
        stage.katana.failNext("POST ", Fault.FAILS_AFTER);

        stage.shop.ship(linked.order(), Map.of(line, 2), "");
        stage.seeOrder(linked.order());

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.text()).contains("delivery was found")));
        atRest(stage, linked.order());
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(1);
        assertThat(stage.katana.writes()).hasSize(1);
    }

    @Test
    void a_shipment_of_a_sales_order_that_was_not_seen_yet_does_not_wait_for_it_to_be_seen() {
        Stage stage = stage(settings(true, true, false));
        long order = stage.shop.place(11, Stage.lines("MUG", "5"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "5")));
        stage.seeOrder(order);
        stage.link(order, salesOrder, false);
        atRest(stage, order);

        stage.shop.ship(order, Map.of(firstLine(stage, order), 2), "EJ1");
        stage.seeOrder(order);

        soon(() -> assertThat(stage.katana.fulfillmentsOf(salesOrder))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.path("tracking_number").asText()).isEqualTo("EJ1")));
    }

    @Test
    void switched_on_for_a_store_that_works_it_ships_what_is_delivered_afterwards() {
        Stage stage = stage();
        long order = stage.shop.place(11, Stage.lines("MUG", "5"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "5")));
        stage.publish(stage.orderWithoutShipments(order));
        stage.link(order, salesOrder, false);
        atRest(stage, order);
        stage.settings(settings(true, true, false));

        long fulfillment = stage.katana.fulfill(
                salesOrder, "DELIVERED", StatusBothWaysIT.rows(stage, new Linked(order, salesOrder), "2"));
        stage.katana.track(fulfillment, "1Z999", "UPS");
        stage.seeSalesOrder(order, salesOrder);

        soon(() -> assertThat(stage.shop.shipments(order)).hasSize(1));
    }

    private static long firstLine(Stage stage, long order) {
        return stage.shop
                .order(order)
                .path("consignments")
                .path("shipping")
                .get(0)
                .path("line_items")
                .get(0)
                .path("id")
                .asLong();
    }

    @Test
    void without_the_setting_no_shipment_is_made_of_either_kind() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(fulfillment, "1Z999", "UPS");
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());
        atRest(stage, linked.order());
        assertThat(List.of(stage.shop.journal(), stage.katana.journal())).containsOnly(List.of());
    }
}
