package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.fulfillment.push.TellPutAside;
import dev.ordersync.fulfillment.world.FakeKatana;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.World.Fault;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Delivered becomes Completed, Completed becomes delivered, each with one write and no echo. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class StatusBothWaysIT extends RunningService {
    @Inject
    TellPutAside putAside;

    @Test
    void a_sales_order_delivered_in_katana_completes_its_order_with_one_read_and_one_write() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "2");

        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "2"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.text()).isEqualTo("Delivered in Katana → order set to Completed in BigCommerce.");
            assertThat(activity.state()).isNull();
        }));
        assertThat(stage.shop.calls("GET ")).hasSize(1);
        assertThat(stage.shop.writes()).hasSize(1);
        assertThat(stage.katana.journal()).isEmpty();
    }

    @Test
    void what_was_tried_for_a_day_in_vain_is_told_and_a_retry_takes_it_up() throws Exception {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "2");
        stage.shop.failNext("PUT ", Fault.FAILS_BEFORE);
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "2"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        String row = " where store = '" + stage.hash + "' and entity = '" + linked.order() + "'";
        soon(() -> assertThat(change("update fulfillment.work set state = 'PARKED', cause = 'gave-up',"
                        + " detail = 'Gave up after a day of attempts: 500'" + row + " and state = 'READY'"))
                .isEqualTo(1));

        putAside.look();
        putAside.look();

        soon(() -> assertThat(timeline(stage, linked.order()))
                .filteredOn(activity -> "gave-up".equals(activity.cause()))
                .singleElement()
                .satisfies(activity -> assertThat(activity.text()).contains("500")));
        stage.command(linked.order(), OrderCommand.RETRY);
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        soon(() -> assertThat(timeline(stage, linked.order()))
                .last()
                .satisfies(activity -> assertThat(activity.state()).isEqualTo("synced")));
    }

    @Test
    void a_token_that_may_not_change_orders_holds_the_order_and_not_the_store() {
        Stage stage = stage();
        Linked forbidden = linked(stage, false, 1, "MUG", "2");
        Linked other = linked(stage, false, 1, "CUP", "1");
        stage.shop.failNext("PUT ", Fault.FORBIDDEN);

        stage.katana.fulfill(forbidden.salesOrder(), "DELIVERED", rows(stage, forbidden, "2"));
        stage.seeSalesOrder(forbidden.order(), forbidden.salesOrder());

        soon(() -> assertThat(timeline(stage, forbidden.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("held");
            assertThat(activity.cause()).isEqualTo("orders-scope");
            assertThat(activity.text()).contains("Orders (modify)");
        }));
        stage.katana.fulfill(other.salesOrder(), "DELIVERED", rows(stage, other, "1"));
        stage.seeSalesOrder(other.order(), other.salesOrder());
        soon(() -> assertThat(stage.shop.status(other.order())).isEqualTo(10));

        stage.command(forbidden.order(), OrderCommand.RETRY);
        soon(() -> assertThat(stage.shop.status(forbidden.order())).isEqualTo(10));
    }

    @Test
    void a_cancellation_that_nobody_told_us_of_is_not_overwritten_by_completed() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "2");

        stage.shop.status(linked.order(), 5); // its webhook is lost
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "2"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isIn("conflict", "waiting")));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(stage.shop.status(linked.order())).isEqualTo(5);
    }

    @Test
    void a_delivery_that_was_undone_unnoticed_completes_no_order() {
        Stage stage = stage();
        long order = stage.shop.place(11, Stage.lines("MUG", "1"));
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "1")));
        stage.seeOrder(order);
        long fulfillment =
                stage.katana.fulfill(salesOrder, "DELIVERED", rows(stage, new Linked(order, salesOrder), "1"));
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        taken(
                stage,
                order,
                "number",
                stage.seeSalesOrder(order, salesOrder, hourAgo).number());
        stage.katana.undo(fulfillment);

        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.katana.calls("GET /sales_orders/")).hasSize(1));
        atRest(stage, order);
        assertThat(stage.shop.writes()).isEmpty();
    }

    @Test
    void an_order_completed_in_bigcommerce_delivers_its_sales_order_with_one_call() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "2", "CUP", "5");

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());
        assertThat(stage.katana.journal()).containsExactly("POST /sales_order_fulfillments");
        assertThat(stage.shop.journal()).isEmpty();
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(
                        activity -> assertThat(activity.text()).startsWith("Completed in BigCommerce → sales order")));
    }

    @Test
    void the_echo_of_our_own_write_costs_no_call_on_either_side() {
        Stage stage = stage();
        Linked completed = linked(stage, false, 1, "MUG", "2");
        Linked delivered = linked(stage, false, 1, "MUG", "2");
        stage.shop.status(delivered.order(), 10);
        stage.seeOrder(delivered.order());
        stage.katana.fulfill(completed.salesOrder(), "DELIVERED", rows(stage, completed, "2"));
        stage.seeSalesOrder(completed.order(), completed.salesOrder());
        soon(() -> assertThat(stage.shop.status(completed.order())).isEqualTo(10));
        soon(() -> assertThat(stage.katana.status(delivered.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, completed.order());
        atRest(stage, delivered.order());
        int calls = stage.shop.journal().size() + stage.katana.journal().size();

        OrderObserved echo = stage.seeOrder(completed.order());
        FulfillmentObserved other = stage.seeSalesOrder(delivered.order(), delivered.salesOrder());

        taken(stage, completed.order(), "bc_number", echo.number());
        taken(stage, delivered.order(), "number", other.number());
        atRest(stage, completed.order());
        atRest(stage, delivered.order());
        assertThat(stage.shop.journal().size() + stage.katana.journal().size()).isEqualTo(calls);
    }

    @Test
    void a_partial_delivery_leaves_bigcommerce_alone_and_completion_delivers_only_the_rest() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "2"));
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());
        atRest(stage, linked.order());
        assertThat(stage.shop.journal()).isEmpty();

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(2);
        assertThat(stage.katana
                        .fulfillmentsOf(linked.salesOrder())
                        .get(1)
                        .path("sales_order_fulfillment_rows")
                        .get(0)
                        .path("quantity")
                        .decimalValue())
                .isEqualByComparingTo("3");
    }

    @Test
    void what_is_packed_is_set_to_delivered_and_not_delivered_once_more() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.katana.fulfill(linked.salesOrder(), "PACKED", rows(stage, linked, "5"));
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).hasSize(1).allMatch(call -> call.startsWith("PATCH "));
    }

    @Test
    void what_a_person_unpacked_unnoticed_is_delivered_anew() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment = stage.katana.fulfill(linked.salesOrder(), "PACKED", rows(stage, linked, "5"));
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());
        stage.katana.undo(fulfillment);

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(1);
    }

    @Test
    void an_order_completed_before_its_sales_order_exists_is_delivered_when_the_link_comes() {
        Stage stage = stage();
        long order = stage.shop.place(10, Stage.lines("MUG", "1"));
        taken(stage, order, "bc_number", stage.seeOrder(order).number());
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "1")));

        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.katana.status(salesOrder)).isEqualTo("DELIVERED"));
        assertThat(stage.katana.journal()).containsExactly("POST /sales_order_fulfillments");
    }

    @Test
    void a_fulfillment_that_arrives_before_its_link_waits_for_it() {
        Stage stage = stage();
        long order = stage.shop.place(11, Stage.lines("MUG", "1"));
        stage.seeOrder(order);
        long salesOrder = stage.katana.make(order, List.of(new FakeKatana.Row(1, "MUG", "1")));
        Linked linked = new Linked(order, salesOrder);
        stage.katana.fulfill(salesOrder, "DELIVERED", rows(stage, linked, "1"));
        taken(stage, order, "number", stage.seeSalesOrder(order, salesOrder).number());
        assertThat(stage.shop.journal()).isEmpty();

        stage.link(order, salesOrder, false);

        soon(() -> assertThat(stage.shop.status(order)).isEqualTo(10));
    }

    @Test
    void a_delivery_undone_in_katana_is_asked_about_and_not_repeated() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        long fulfillment = stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        atRest(stage, linked.order());

        stage.katana.undo(fulfillment);
        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(timeline(stage, linked.order())).anySatisfy(activity -> {
            assertThat(activity.state()).isEqualTo("conflict");
            assertThat(activity.cause()).isEqualTo("delivery-undone");
        }));
        atRest(stage, linked.order());
        assertThat(stage.katana.writes()).isEmpty();
        assertThat(stage.shop.writes()).hasSize(1);

        stage.shop.status(linked.order(), 11);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
        atRest(stage, linked.order());
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
    }

    @Test
    void rows_that_were_added_in_katana_just_before_the_delivery_are_delivered_too() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "2");
        stage.katana.during("POST ", () -> stage.katana.add(linked.salesOrder(), new FakeKatana.Row(2, "CUP", "1")));
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("PARTIALLY_DELIVERED"));
        atRest(stage, linked.order());

        stage.seeSalesOrder(linked.order(), linked.salesOrder());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());
        assertThat(stage.katana.fulfillmentsOf(linked.salesOrder())).hasSize(2);
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(timeline(stage, linked.order())).noneMatch(activity -> "conflict".equals(activity.state()));
    }

    @Test
    void an_order_reopened_after_completion_is_asked_about_and_not_completed_again() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());

        stage.shop.status(linked.order(), 11);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("order-reopened")));
        atRest(stage, linked.order());
        stage.command(linked.order(), OrderCommand.RETRY);
        soon(() -> assertThat(stage.katana.calls("GET /sales_orders/")).isNotEmpty());
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(stage.shop.status(linked.order())).isEqualTo(11);
    }

    @Test
    void a_snapshot_read_before_our_write_but_arriving_after_it_is_no_reversal() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        OrderObserved stale = stage.orderNow(linked.order());
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
        atRest(stage, linked.order());

        // read before the write, numbered after it
        long number = stage.orderNow(linked.order()).number();
        stage.publish(new OrderObserved(
                stale.store(),
                stale.orderId(),
                number,
                stale.observedAt(),
                "webhook",
                stale.order(),
                null,
                null,
                null,
                stale.firstSeen(),
                stale.activatedAt(),
                false));

        // one before our write, one after what looks like a reversal
        soon(() -> assertThat(stage.shop.calls("GET ")).hasSize(2));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).hasSize(1);
        assertThat(timeline(stage, linked.order())).noneMatch(activity -> "conflict".equals(activity.state()));
    }

    @Test
    void refunded_and_cancelled_orders_are_never_overwritten() {
        Stage stage = stage();
        for (int status : new int[] {4, 5, 6, 12, 13, 0, 1}) {
            Linked linked = linked(stage, false, 1, "MUG", "1");
            stage.shop.status(linked.order(), status);
            taken(
                    stage,
                    linked.order(),
                    "bc_number",
                    stage.seeOrder(linked.order()).number());
            stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
            stage.seeSalesOrder(linked.order(), linked.salesOrder());
            soon(() -> assertThat(timeline(stage, linked.order()))
                    .anySatisfy(activity -> assertThat(activity.state()).isIn("conflict", "waiting")));
            atRest(stage, linked.order());
        }
        assertThat(stage.shop.journal()).isEmpty();
    }

    @Test
    void a_refund_after_completion_is_no_conflict() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "2");
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        atRest(stage, linked.order());

        for (int status : new int[] {14, 4}) {
            stage.shop.status(linked.order(), status);
            taken(
                    stage,
                    linked.order(),
                    "bc_number",
                    stage.seeOrder(linked.order()).number());
            atRest(stage, linked.order());
        }
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(timeline(stage, linked.order())).noneMatch(activity -> activity.state() != null);
    }

    @Test
    void nothing_is_written_or_said_when_the_sync_is_off_and_what_was_missed_is_done_when_it_is_switched_on() {
        Stage stage = stage(settings(false, false, false));
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.shop.status(linked.order(), 10);
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        atRest(stage, linked.order());
        assertThat(stage.katana.journal()).isEmpty();
        assertThat(timeline(stage, linked.order())).isEmpty();

        stage.settings(settings(true, false, false));

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
    }

    @Test
    void a_delivery_undone_and_an_order_reopened_while_the_sync_was_off_are_told_when_it_is_switched_on() {
        Stage stage = stage();
        Linked undone = linked(stage, false, 1, "MUG", "1");
        Linked reopened = linked(stage, false, 1, "MUG", "1");
        for (Linked linked : List.of(undone, reopened)) {
            stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
            stage.seeSalesOrder(linked.order(), linked.salesOrder());
            soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
            atRest(stage, linked.order());
        }
        stage.settings(settings(false, false, false));
        long fulfillment = stage.katana
                .fulfillmentsOf(undone.salesOrder())
                .get(0)
                .path("id")
                .asLong();
        stage.katana.undo(fulfillment);
        stage.shop.status(reopened.order(), 11);
        long number = stage.seeSalesOrder(undone.order(), undone.salesOrder()).number();
        taken(stage, undone.order(), "number", number);
        taken(
                stage,
                reopened.order(),
                "bc_number",
                stage.seeOrder(reopened.order()).number());
        atRest(stage, undone.order());
        atRest(stage, reopened.order());
        assertThat(timeline(stage, undone.order())).allMatch(activity -> activity.state() == null);
        assertThat(timeline(stage, reopened.order())).allMatch(activity -> activity.state() == null);

        stage.settings(settings(true, false, false));

        soon(() -> assertThat(timeline(stage, undone.order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("delivery-undone")));
        soon(() -> assertThat(timeline(stage, reopened.order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("order-reopened")));
        assertThat(stage.katana.writes()).isEmpty();
        assertThat(stage.shop.writes()).hasSize(2);
    }

    @Test
    void a_lost_answer_of_bigcommerce_is_followed_by_a_look_and_not_by_a_second_write() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.shop.failNext("PUT ", Fault.FAILS_AFTER);
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));

        stage.seeOrder(linked.order()); // the webhook of the write comes all the same

        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).hasSize(1);
    }

    @Test
    void an_archived_order_is_left_alone() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.shop.archive(linked.order());
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
        taken(
                stage,
                linked.order(),
                "number",
                stage.seeSalesOrder(linked.order(), linked.salesOrder()).number());
        atRest(stage, linked.order());
        assertThat(stage.shop.journal()).isEmpty();
    }

    @Test
    void a_conflict_ends_when_the_sales_order_is_gone() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.shop.status(linked.order(), 5);
        taken(stage, linked.order(), "bc_number", stage.seeOrder(linked.order()).number());
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("ended-but-delivered")));

        stage.publish(new OrderLinked(
                stage.hash,
                linked.order(),
                OrderLinked.TOMBSTONE,
                linked.salesOrder(),
                "1",
                FakeKatana.LOCATION,
                List.of(),
                java.time.Instant.now(),
                null,
                null));

        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.state()).isEqualTo("synced")));
        atRest(stage, linked.order());
        assertThat(stage.shop.journal()).isEmpty();
    }

    static Map<Long, String> rows(Stage stage, Linked linked, String quantity) {
        return Map.of(
                stage.katana
                        .order(linked.salesOrder())
                        .path("sales_order_rows")
                        .get(0)
                        .path("id")
                        .asLong(),
                quantity);
    }
}
