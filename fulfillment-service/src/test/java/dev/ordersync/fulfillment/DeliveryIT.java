package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.fulfillment.kept.BatchTrace;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.world.Dead;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One delivery, from the right batches, whatever goes wrong on the way. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class DeliveryIT extends RunningService {
    private static final long TEA = 501;
    /** As the tests are configured. */
    private static final Duration PATIENCE_FOR_ROWS = Duration.ofSeconds(4);

    @Inject
    BatchTrace trace;

    @Inject
    Intents intents;

    @Inject
    Transactions transactions;

    @Test
    void batches_are_taken_oldest_first_with_one_read_and_one_write() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long young = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "5.00000");
        long old = stage.katana.batch(TEA, "2026-03-01T00:00:00.000Z", "4.00000");
        Linked linked = linked(stage, true, TEA, "TEA", "7");

        complete(stage, linked);

        delivered(stage, linked);
        assertThat(stage.katana.journal()).containsExactly("GET /batch_stocks", "POST /sales_order_fulfillments");
        assertThat(taken(stage, linked)).isEqualTo(Map.of(old, new BigDecimal("4"), young, new BigDecimal("3")));
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity ->
                        assertThat(activity.text()).contains("TEA 4 of batch B" + old + ", TEA 3 of batch B" + young)));
        assertThat(trace.ofOrder(new OrderRef(stage.hash, linked.order())))
                .extracting(BatchTrace.Part::batchId)
                .containsExactly(old, young);
    }

    @Test
    void whether_a_row_is_made_of_batches_is_asked_when_the_link_does_not_say() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "5");
        Linked linked = linked(stage, null, TEA, "TEA", "2", "MUG", "1");

        complete(stage, linked);

        delivered(stage, linked);
        assertThat(stage.katana.journal())
                .containsExactly("GET /variants", "GET /batch_stocks", "POST /sales_order_fulfillments");
    }

    @Test
    void a_product_that_became_batch_tracked_unnoticed_is_delivered_after_the_refusal() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "5");
        Linked linked = linked(stage, false, TEA, "TEA", "2");

        complete(stage, linked);

        delivered(stage, linked);
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(1);
    }

    @Test
    void with_too_little_in_batches_nothing_is_delivered_until_stock_comes() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "3");
        Linked linked = linked(stage, null, TEA, "TEA", "5", "MUG", "1");

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("waiting");
            assertThat(activity.cause()).isEqualTo("batch-shortage:TEA");
            assertThat(activity.text()).contains("TEA: 5 wanted, 3 found");
        }));
        soon(() -> assertThat(stage.katana.calls("GET /batch_stocks")).hasSizeGreaterThan(1));
        assertThat(stage.katana.writes()).isEmpty();
        assertThat(timeline(stage, linked.order())).hasSize(1);

        stage.katana.stock(batch, "9");

        delivered(stage, linked);
        assertThat(stage.katana.stock(batch)).isEqualTo("4");
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
    }

    @Test
    void what_is_left_of_a_completed_order_is_delivered_though_a_refund_hides_that_it_was_completed() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "3");
        Linked linked = linked(stage, true, TEA, "TEA", "5");
        long completed = complete(stage, linked);
        stage.link(linked.order(), linked.salesOrder(), true, completed);
        soon(() -> assertThat(causeOfWork(stage, linked.order())).isEqualTo("batch-shortage:TEA"));

        stage.shop.status(linked.order(), 14);
        long refunded = stage.seeOrder(linked.order()).number();
        soon(() -> assertThat(causeOfWork(stage, linked.order())).isEqualTo("rows-behind"));
        stage.katana.stock(batch, "9");
        assertThat(stage.katana.writes()).isEmpty();
        stage.link(linked.order(), linked.salesOrder(), true, refunded);

        delivered(stage, linked);
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(stage.shop.status(linked.order())).isEqualTo(14);
    }

    @Test
    void with_too_little_in_batches_what_is_packed_is_not_delivered_either() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "2");
        Linked linked = packed(stage, true, "TEA", "10", "4");

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.cause()).isEqualTo("batch-shortage:TEA");
            assertThat(activity.text()).contains("TEA: 6 wanted, 2 found");
        }));
        soon(() -> assertThat(stage.katana.calls("GET /batch_stocks")).hasSizeGreaterThan(1));
        assertThat(stage.katana.writes()).isEmpty();

        stage.katana.stock(batch, "9");

        delivered(stage, linked);
        assertThat(stage.katana.stock(batch)).isEqualTo("3");
        assertThat(stage.katana.writes()).hasSize(2);
        assertThat(stage.katana.calls("GET /sales_orders/")).isEmpty();
    }

    @Test
    void with_serial_numbers_missing_what_is_packed_is_not_delivered_either() {
        Stage stage = stage();
        stage.katana.track(TEA, "serial");
        for (Boolean batchTracked : new Boolean[] {null, false}) {
            Linked linked = packed(stage, batchTracked, "WATCH", "2", "1");

            complete(stage, linked);

            soon(() -> assertThat(timeline(stage, linked.order()))
                    .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("serials-missing:WATCH")));
            atRest(stage, linked.order());
            assertThat(stage.katana.writes()).isEmpty();
        }
    }

    @Test
    void with_too_little_of_what_became_batch_tracked_unnoticed_what_is_packed_is_not_delivered_either() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "2");
        Linked linked = packed(stage, false, "TEA", "10", "4");

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("batch-shortage:TEA")));
        assertThat(stage.katana.writes()).isEmpty();
    }

    @Test
    void what_was_packed_is_set_to_delivered_once_when_the_rest_has_to_be_sent_again() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "9");
        Linked linked = packed(stage, true, "TEA", "10", "4");
        stage.katana.during("PATCH ", () -> stage.katana.stock(batch, "0"));

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.text()).contains("TEA: 6 wanted, 0 found")));
        stage.katana.stock(batch, "9");
        delivered(stage, linked);
        assertThat(stage.katana.calls("PATCH ")).hasSize(1);
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(2);
        assertThat(stage.katana.stock(batch)).isEqualTo("3");
    }

    private Linked packed(Stage stage, Boolean batchTracked, String sku, String quantity, String packed) {
        Linked linked = linked(stage, batchTracked, TEA, sku, quantity);
        stage.katana.fulfill(linked.salesOrder(), "PACKED", StatusBothWaysIT.rows(stage, linked, packed));
        long seen = stage.seeSalesOrder(linked.order(), linked.salesOrder()).number();
        taken(stage, linked.order(), "number", seen);
        return linked;
    }

    @Test
    void allow_unbatched_delivers_the_rest_from_stock_in_no_batch() {
        Stage stage = stage(settings(true, false, true));
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "3");
        Linked linked = linked(stage, true, TEA, "TEA", "5");

        complete(stage, linked);

        delivered(stage, linked);
        JsonNode parts = row(stage, linked).path("traceability");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).path("batch_id").asLong()).isEqualTo(batch);
        assertThat(parts.get(1).path("batch_id").isNull()).isTrue();
        assertThat(parts.get(1).path("quantity").decimalValue()).isEqualByComparingTo("2");
    }

    @Test
    void two_orders_on_one_batch_at_once_never_take_more_than_it_holds() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "10");
        List<Linked> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) orders.add(linked(stage, true, TEA, "TEA", "4"));

        orders.forEach(order -> stage.shop.status(order.order(), 10));
        orders.forEach(order -> stage.seeOrder(order.order()));

        soon(() -> assertThat(orders.stream()
                        .filter(o -> stage.katana.status(o.salesOrder()).equals("DELIVERED")))
                .hasSize(2));
        soon(() -> assertThat(orders.stream()
                        .filter(o -> timeline(stage, o.order()).stream()
                                .anyMatch(a -> "batch-shortage:TEA".equals(a.cause()))))
                .hasSize(2));
        assertThat(stage.katana.stock(batch)).isEqualTo("2");
        assertThat(stage.katana.writes()).hasSize(2); // none was refused
    }

    @Test
    void an_answer_lost_after_the_effect_leaves_one_fulfillment() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "10");
        Linked linked = linked(stage, true, TEA, "TEA", "4");
        stage.katana.failNext("POST ", Fault.FAILS_AFTER);

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.text()).contains("the delivery was found")));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).hasSize(1);
        assertThat(stage.katana.stock(batch)).isEqualTo("6");
        assertThat(trace.ofOrder(new OrderRef(stage.hash, linked.order()))).hasSize(1);
    }

    @Test
    void a_delivery_that_takes_effect_late_is_found_and_not_repeated() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "4");
        stage.katana.failNext("POST ", Fault.LATE);

        complete(stage, linked);

        delivered(stage, linked);
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).hasSize(1);
        assertThat(stage.katana.calls("GET /sales_orders/").size()).isBetween(1, 3);
    }

    @Test
    void a_delivery_that_never_arrived_is_sent_again_only_after_the_last_look() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "4");
        stage.katana.failNext("POST ", Fault.FAILS_BEFORE);

        complete(stage, linked);

        delivered(stage, linked);
        List<String> journal = stage.katana.journal();
        assertThat(journal.indexOf("POST /sales_order_fulfillments")).isZero();
        assertThat(journal.lastIndexOf("POST /sales_order_fulfillments")).isGreaterThanOrEqualTo(3);
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(1);
    }

    @Test
    void a_crash_between_the_post_and_its_commit_is_settled_by_looking() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "4");
        // what a process leaves that died right after Katana took the fulfillment
        transactions.run(tx -> intents.begin(
                tx,
                new OrderRef(stage.hash, linked.order()),
                Intents.DELIVERY,
                "any",
                linked.salesOrder(),
                List.of(),
                "{\"parts\":[],\"words\":\"\",\"contents\":[{\"rowId\":" + rowOf(stage, linked)
                        + ",\"quantity\":4}]}"));
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "4"));

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.text()).contains("the delivery was found")));
        assertThat(stage.katana.writes()).isEmpty();
        assertThat(stage.shop.writes()).isEmpty();
    }

    private static long rowOf(Stage stage, Linked linked) {
        return stage.katana
                .order(linked.salesOrder())
                .path("sales_order_rows")
                .get(0)
                .path("id")
                .asLong();
    }

    @Test
    void what_a_person_delivered_instead_of_a_delivery_that_never_arrived_is_not_traced_to_our_batches() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "10");
        Linked linked = linked(stage, true, TEA, "TEA", "4");
        OrderRef ref = new OrderRef(stage.hash, linked.order());
        stage.katana.failNext("POST ", Fault.FAILS_BEFORE);
        stage.katana.during("POST ", () -> {
            stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
            stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "3"));
        });

        complete(stage, linked);

        soon(() -> assertThat(stage.katana.calls("GET /sales_orders/")).isNotEmpty());
        soon(() -> {
            List<Intents.Begun> open = transactions.call(tx -> intents.open(tx, ref));
            assertThat(open).isEmpty();
        });
        atRest(stage, linked.order());
        assertThat(trace.ofOrder(ref)).isEmpty();
        assertThat(stage.katana.writes()).hasSize(1);
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_delivery_made_by_a_person_in_the_same_second_is_noticed_by_the_refusal() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "4");
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "4"));

        complete(stage, linked);

        soon(() -> assertThat(stage.katana.calls("GET /sales_orders/")).isNotEmpty());
        atRest(stage, linked.order());
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(1);
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void a_delivery_into_a_closed_inventory_period_is_dated_just_after_it() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "4");
        stage.katana.closeUntil("2099-01-31T23:59:59.000Z");

        complete(stage, linked);

        delivered(stage, linked);
        assertThat(stage.katana
                        .fulfillmentsOf(linked.salesOrder())
                        .get(0)
                        .path("picked_date")
                        .asText())
                .isEqualTo("2099-02-01T00:00:00.000Z");
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.text()).contains("inventory period")));
    }

    @Test
    void after_a_refusal_the_batches_of_a_product_that_katana_does_not_show_any_more_are_named_all_the_same() {
        for (boolean archived : new boolean[] {true, false}) {
            Stage stage = stage();
            stage.katana.track(TEA, "batch");
            long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "5");
            Linked linked = linked(stage, true, TEA, "TEA", "2");
            if (archived) stage.katana.archive(TEA);
            else stage.katana.hide(TEA);
            stage.katana.closeUntil("2099-01-31T23:59:59.000Z");

            complete(stage, linked);

            delivered(stage, linked);
            assertThat(taken(stage, linked)).isEqualTo(Map.of(batch, new BigDecimal("2")));
            assertThat(stage.katana.writes()).hasSize(2);
        }
    }

    @Test
    void an_archived_product_that_became_batch_tracked_unnoticed_is_delivered_from_its_batches() {
        Stage stage = stage();
        stage.katana.track(TEA, "batch");
        long batch = stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "5");
        Linked linked = linked(stage, false, TEA, "TEA", "2");
        stage.katana.archive(TEA);

        complete(stage, linked);

        delivered(stage, linked);
        assertThat(taken(stage, linked)).isEqualTo(Map.of(batch, new BigDecimal("2")));
    }

    @Test
    void a_serial_tracked_row_without_serial_numbers_is_held_with_its_sku() {
        Stage stage = stage();
        stage.katana.track(TEA, "serial");
        Linked linked = linked(stage, null, TEA, "WATCH", "1");

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("held");
            assertThat(activity.cause()).isEqualTo("serials-missing:WATCH");
            assertThat(activity.text()).contains("WATCH is tracked by serial numbers");
        }));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).isEmpty();

        stage.katana.assignSerials(linked.salesOrder(), List.of(77L));
        stage.command(linked.order(), OrderCommand.RETRY);

        delivered(stage, linked);
        assertThat(row(stage, linked).path("serial_numbers").get(0).asLong()).isEqualTo(77);
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
    }

    @Test
    void the_rest_of_a_serial_tracked_row_is_delivered_with_the_serial_numbers_that_are_left() {
        Stage stage = stage();
        stage.katana.track(TEA, "serial");
        Linked linked = linked(stage, null, TEA, "WATCH", "3");
        stage.katana.assignSerials(linked.salesOrder(), List.of(77L, 78L, 79L));
        stage.katana.fulfillSerial(linked.salesOrder(), rowOf(stage, linked), 78L);
        long seen = stage.seeSalesOrder(linked.order(), linked.salesOrder()).number();
        taken(stage, linked.order(), "number", seen);

        complete(stage, linked);

        delivered(stage, linked);
        JsonNode serials = stage.katana
                .fulfillmentsOf(linked.salesOrder())
                .get(1)
                .path("sales_order_fulfillment_rows")
                .get(0)
                .path("serial_numbers");
        assertThat(List.of(serials.get(0).asLong(), serials.get(1).asLong())).containsExactly(77L, 79L);
    }

    @Test
    void a_refusal_that_nothing_explains_is_held_and_not_repeated() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.katana.refuseDeliveries("no operator is on duty");

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("held");
            assertThat(activity.text()).contains("no operator is on duty");
        }));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).hasSize(1);
    }

    @Test
    void quantities_that_mapping_has_not_written_yet_are_waited_for() {
        Stage stage = stage();
        long order = stage.shop.place(10, Stage.lines("MUG", "3"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "2")));
        stage.seeOrder(order);
        stage.link(order, salesOrder, false);
        soon(() -> assertThat(causeOfWork(stage, order)).isEqualTo("rows-behind"));
        assertThat(stage.katana.writes()).isEmpty();

        stage.katana.quantity(salesOrder, "3");
        stage.link(order, salesOrder, false);

        delivered(stage, new Linked(order, salesOrder));
        assertThat(row(stage, new Linked(order, salesOrder)).path("quantity").decimalValue())
                .isEqualByComparingTo("3");
    }

    @Test
    void what_mapping_has_not_finished_with_is_waited_for_though_all_quantities_agree() {
        Stage stage = stage();
        long order = stage.shop.place(10, Stage.lines("MUG", "3"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "3")));
        long number = stage.seeOrder(order).number();
        stage.link(order, salesOrder, false, 0L);
        soon(() -> assertThat(causeOfWork(stage, order)).isEqualTo("rows-behind"));
        await().during(PATIENCE_FOR_ROWS)
                .atMost(PATIENCE_FOR_ROWS.multipliedBy(3))
                .until(() -> stage.katana.writes().isEmpty());

        stage.link(order, salesOrder, false, number);

        delivered(stage, new Linked(order, salesOrder));
    }

    @Test
    void the_same_order_told_once_more_is_nothing_that_mapping_has_to_finish_with() {
        Stage stage = stage();
        long order = stage.shop.place(10, Stage.lines("MUG", "3"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "3")));
        long number = stage.seeOrder(order).number();
        taken(stage, order, "bc_number", stage.seeOrder(order).number());

        stage.link(order, salesOrder, false, number);

        delivered(stage, new Linked(order, salesOrder));
    }

    @Test
    void batches_that_are_shown_in_stock_and_refused_are_tried_again() {
        Stage stage = stage();
        stage.katana.track(1, "batch");
        stage.katana.batch(1, "2026-01-01T00:00:00Z", "5");
        Linked linked = linked(stage, true, 1, "MUG", "1");
        stage.katana.refuseDeliveries("not enough in stock");

        complete(stage, linked);

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("waiting");
            assertThat(activity.text()).contains("not enough in stock");
        }));
        stage.katana.refuseDeliveries(null);
        delivered(stage, linked);
    }

    @Test
    void an_order_that_is_read_slowly_is_completed_after_one_read_all_the_same() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.shop.slowNext("GET ", Duration.ofSeconds(11));

        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        assertThat(stage.shop.calls("GET ")).hasSize(1);
    }

    @Test
    void an_order_that_changes_whenever_it_is_read_is_not_read_again_and_again() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        changesWhenRead(stage, linked);

        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(causeOfWork(stage, linked.order())).isEqualTo("order-moves"));
        // two, and as many once more for what came while the second was read; without an end it would be twenty
        assertThat(stage.shop.calls("GET ")).hasSizeBetween(2, 8);
        assertThat(stage.shop.writes()).isEmpty();
    }

    /** What ingest tells while we read is newer than our read, and not certain. */
    private void changesWhenRead(Stage stage, Linked linked) {
        stage.shop.during("GET ", () -> {
            stage.shop.status(linked.order(), stage.shop.status(linked.order()) == 9 ? 11 : 9);
            taken(
                    stage,
                    linked.order(),
                    "bc_number",
                    stage.seeOrder(linked.order()).number());
            changesWhenRead(stage, linked);
        });
    }

    @Test
    void old_news_is_checked_before_it_is_acted_upon() {
        Stage stage = stage();
        long order = stage.shop.place(10, Stage.lines("MUG", "1"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "1")));
        Linked linked = new Linked(order, salesOrder);
        var longAgo = stage.orderNow(order);
        var undelivered = stage.salesOrderNow(order, salesOrder);
        stage.katana.fulfill(salesOrder, "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
        long hourAgo = System.currentTimeMillis() - 3_600_000;

        // a replay into emptied tables: everything is an hour old, and Katana has moved on since
        stage.publish(new dev.ordersync.events.OrderObserved(
                stage.hash,
                order,
                hourAgo,
                longAgo.observedAt(),
                "webhook",
                longAgo.order(),
                null,
                null,
                null,
                longAgo.firstSeen(),
                longAgo.activatedAt(),
                false));
        stage.publish(new dev.ordersync.events.FulfillmentObserved(
                stage.hash,
                order,
                salesOrder,
                hourAgo,
                undelivered.observedAt(),
                "webhook",
                false,
                undelivered.salesOrder(),
                null));
        taken(stage, order, "number", hourAgo);
        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.katana.calls("GET /sales_orders/")).hasSize(1));
        atRest(stage, order);
        assertThat(stage.katana.writes()).isEmpty();
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void an_order_that_a_person_reopened_unnoticed_while_its_delivery_waited_is_not_delivered() {
        Stage stage = stage();
        Linked linked = waitsForStock(stage);

        stage.shop.status(linked.order(), 11);
        stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "9");

        soon(() -> assertThat(stage.shop.calls("GET ")).hasSize(1));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).isEmpty();
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
    }

    @Test
    void a_delivery_that_waited_long_is_sent_after_one_look_at_the_order() {
        Stage stage = stage();
        Linked linked = waitsForStock(stage);

        stage.katana.batch(TEA, "2026-05-01T00:00:00.000Z", "9");

        delivered(stage, linked);
        assertThat(stage.shop.journal()).hasSize(1);
        assertThat(stage.katana.writes()).hasSize(1);
    }

    /** Completed an hour ago, nothing heard since; as long as stock is lacking the order is not asked. */
    private Linked waitsForStock(Stage stage) {
        stage.katana.track(TEA, "batch");
        Linked linked = completedAnHourAgo(stage, "TEA", "5");
        stage.link(linked.order(), linked.salesOrder(), true);
        soon(() -> assertThat(causeOfWork(stage, linked.order())).isEqualTo("batch-shortage:TEA"));
        soon(() -> assertThat(stage.katana.calls("GET /batch_stocks")).hasSizeGreaterThan(1));
        assertThat(stage.shop.journal()).isEmpty();
        return linked;
    }

    @Test
    void of_an_order_that_was_cancelled_unnoticed_nothing_that_is_packed_is_delivered() {
        Stage stage = stage();
        Linked linked = completedAnHourAgo(stage, "MUG", "5");
        stage.shop.status(linked.order(), 5);
        stage.katana.fulfill(linked.salesOrder(), "PACKED", StatusBothWaysIT.rows(stage, linked, "5"));
        long seen = stage.seeSalesOrder(linked.order(), linked.salesOrder()).number();
        taken(stage, linked.order(), "number", seen);

        stage.link(linked.order(), linked.salesOrder(), false);

        soon(() -> assertThat(stage.shop.calls("GET ")).hasSize(1));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).isEmpty();
    }

    private Linked completedAnHourAgo(Stage stage, String sku, String quantity) {
        long order = stage.shop.place(10, Stage.lines(sku, quantity));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(TEA, sku, quantity)));
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        taken(stage, order, "bc_number", stage.seeOrder(order, hourAgo).number());
        return new Linked(order, salesOrder);
    }

    @Test
    void a_person_can_hold_an_order_and_let_it_go() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.command(linked.order(), OrderCommand.HOLD);
        soon(() -> assertThat(manual(stage, linked.order())).isEqualTo("hold"));

        taken(stage, linked.order(), "bc_number", complete(stage, linked));
        atRest(stage, linked.order());
        assertThat(stage.katana.journal()).isEmpty();

        stage.command(linked.order(), OrderCommand.RETRY);
        delivered(stage, linked);
    }

    @Test
    void garbage_is_put_aside_with_its_reason_and_the_next_record_is_taken() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        String key = stage.hash + ":" + linked.order();
        stage.raw("bigcommerce.orders.raw", key, "{not json".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        complete(stage, linked);

        delivered(stage, linked);
        assertThat(Dead.reasons(brokers, "bigcommerce.orders.raw", key))
                .singleElement()
                .asString()
                .startsWith("not readable as OrderObserved");
    }

    private long complete(Stage stage, Linked linked) {
        stage.shop.status(linked.order(), 10);
        return stage.seeOrder(linked.order()).number();
    }

    private void delivered(Stage stage, Linked linked) {
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());
    }

    private static JsonNode row(Stage stage, Linked linked) {
        return stage.katana
                .fulfillmentsOf(linked.salesOrder())
                .get(0)
                .path("sales_order_fulfillment_rows")
                .get(0);
    }

    private static Map<Long, BigDecimal> taken(Stage stage, Linked linked) {
        Map<Long, BigDecimal> taken = new TreeMap<>();
        row(stage, linked)
                .path("traceability")
                .forEach(part -> taken.put(
                        part.path("batch_id").asLong(), part.path("quantity").decimalValue()));
        return taken;
    }
}
