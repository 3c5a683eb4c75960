package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.Event;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.kept.BatchTrace;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.stores.Store;
import dev.ordersync.testkit.InfraResource;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One hand on each order and on each shelf, and silence when everything is told again. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class OneHandIT extends RunningService {
    @Inject
    Hands hands;

    @Inject
    Intents intents;

    @Inject
    BatchTrace trace;

    @Inject
    WorkQueue queue;

    @Inject
    Transactions transactions;

    @Test
    void nothing_is_written_while_mapping_has_its_hand_on_the_order() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        var hand = hands.take("order:" + stage.hash + ":" + linked.order(), Duration.ofMinutes(1))
                .orElseThrow();

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(causeOfWork(stage, linked.order())).isEqualTo("order-in-use"));
        assertThat(stage.katana.writes()).isEmpty();
        hand.close();
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
    }

    @Test
    void whose_hand_on_the_order_or_on_a_shelf_went_to_another_meanwhile_does_not_send() {
        for (String thing : List.of("order:", "stock:")) {
            Stage stage = stage();
            stage.katana.track(501, "batch");
            stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "10");
            Linked linked = linked(stage, true, 501, "TEA", "4");
            stage.katana.during("GET /batch_stocks", () -> steal(stage, thing));

            stage.shop.status(linked.order(), 10);
            stage.seeOrder(linked.order());

            soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
            assertThat(stage.katana.calls("GET /batch_stocks")).as(thing).hasSize(2);
            assertThat(stage.katana.writes()).as(thing).hasSize(1);
        }
    }

    @Test
    void whose_hand_on_the_order_went_to_another_sets_no_more_of_what_is_packed_to_delivered() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "5");
        stage.katana.fulfill(linked.salesOrder(), "PACKED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.fulfill(linked.salesOrder(), "PACKED", StatusBothWaysIT.rows(stage, linked, "3"));
        long seen = stage.seeSalesOrder(linked.order(), linked.salesOrder()).number();
        taken(stage, linked.order(), "number", seen);
        stage.katana.during("PATCH ", () -> steal(stage, "order:"));

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(detailOfWork(stage, linked.order())).isEqualTo("lease lost"));
        assertThat(stage.katana.writes()).hasSize(1);
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(stage.katana.writes()).hasSize(2); // the second turn saw what the first one had done
    }

    @Test
    void whose_lease_went_to_another_meanwhile_completes_no_order() throws Exception {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        try (Connection held = dataSource.getConnection()) {
            held.setAutoCommit(false);
            stage.shop.during("GET ", () -> holdUp(held, stage, "control.hand", linked));
            deliver(stage, linked);
            soon(() -> assertThat(waitsForAHand()).isTrue());
            stage.shop.status(linked.order(), 5);
            taken(
                    stage,
                    linked.order(),
                    "bc_number",
                    stage.seeOrder(linked.order()).number());
            update(stage, """
                    update fulfillment.work set lease = gen_random_uuid(), lease_until = now() + interval '3 seconds'
                    where state = 'LEASED' and store = ?""");
            held.rollback();
        }

        isNotCompleted(stage, linked);
    }

    @Test
    void who_waited_long_for_the_hand_reads_the_order_again_before_it_is_completed() throws Exception {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        try (Connection record = dataSource.getConnection();
                Connection hand = dataSource.getConnection()) {
            record.setAutoCommit(false);
            hand.setAutoCommit(false);
            stage.shop.during("GET ", () -> {
                holdUp(record, stage, "fulfillment.order_record", linked);
                holdUp(hand, stage, "control.hand", linked);
            });
            deliver(stage, linked);
            soon(() -> assertThat(stage.shop.calls("GET ")).hasSize(1));
            stage.shop.status(linked.order(), 5); // nobody tells us
            // no statement may wait for ten seconds, two may
            pass(Duration.ofSeconds(7));
            record.rollback();
            soon(() -> assertThat(waitsForAHand()).isTrue());
            pass(Duration.ofSeconds(4));
            hand.rollback();
        }

        isNotCompleted(stage, linked);
        assertThat(stage.shop.calls("GET ")).hasSize(2);
    }

    private static void deliver(Stage stage, Linked linked) {
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
        stage.seeSalesOrder(linked.order(), linked.salesOrder());
    }

    private void isNotCompleted(Stage stage, Linked linked) {
        soon(() -> assertThat(timeline(stage, linked.order()))
                .anySatisfy(activity -> assertThat(activity.cause()).isEqualTo("ended-but-delivered")));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
    }

    /** Whoever wants the order's row of this table waits for the end of this transaction. */
    private static void holdUp(Connection tx, Stage stage, String table, Linked linked) {
        String sql = table.equals("control.hand")
                ? "insert into control.hand values ('order:' || ? || ':' || ?, gen_random_uuid(), now())"
                : "update fulfillment.order_record set store = store where store = ? and order_id = ?";
        try (var hold = tx.prepareStatement(sql)) {
            hold.setString(1, stage.hash);
            hold.setLong(2, linked.order());
            hold.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    private boolean waitsForAHand() {
        return transactions.call(tx -> {
            try (var ask = tx.prepareStatement("select from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like 'insert into control.hand as h%'")) {
                return ask.executeQuery().next();
            }
        });
    }

    /** Another takes the hand, as after a lease that ran out, and lets go of it soon. */
    private void steal(Stage stage, String thing) {
        transactions.run(tx -> {
            try (var update = tx.prepareStatement("""
                    update control.hand set holder = gen_random_uuid(), until = clock_timestamp() + interval '3 seconds'
                    where starts_with(thing, ?) and thing like '%' || ? || '%'""")) {
                update.setString(1, thing);
                update.setString(2, thing.equals("order:") ? stage.hash : stage.account());
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        });
    }

    @Test
    void a_store_that_was_just_paused_is_written_no_more() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.phase(Store.Phase.PAUSED);

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> stage.katana.writes().isEmpty());
    }

    @Test
    void a_delivery_of_unknown_outcome_keeps_others_away_from_its_shelf() {
        Stage stage = stage();
        stage.katana.track(501, "batch");
        stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "10");
        Linked linked = linked(stage, true, 501, "TEA", "4");
        String account = stage.account();
        OrderRef other = new OrderRef(stage.hash, 1);
        transactions.run(tx -> intents.begin(tx, other, Intents.DELIVERY, account, 1, List.of("501@10"), "{}"));

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(causeOfWork(stage, linked.order())).isEqualTo("batches-in-use"));
        assertThat(stage.katana.journal()).isEmpty();
        transactions.run(tx -> intents.settle(tx, other, Intents.DELIVERY));
        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
    }

    @Test
    void a_delivery_that_nobody_settles_keeps_others_from_its_shelf_for_minutes_and_not_for_ever() {
        Stage stage = stage();
        stage.katana.track(501, "batch");
        stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "10");
        Linked linked = linked(stage, true, 501, "TEA", "4");
        OrderRef other = new OrderRef(stage.hash, 1);
        begun(stage, other, 1);
        update(stage, "update fulfillment.intent set sent_at = sent_at - interval '6 minutes' where store = ?");

        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(transactions.<Integer>call(tx -> intents.open(tx, other).size()))
                .isEqualTo(1);
    }

    @Test
    void an_open_delivery_of_an_order_that_lost_its_link_is_settled_and_frees_its_shelf() {
        for (String state : List.of(OrderLinked.TOMBSTONE, OrderLinked.UNLINKED)) {
            Stage stage = stage();
            stage.katana.track(501, "batch");
            stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "10");
            Linked lost = linked(stage, true, 501, "TEA", "4");
            Linked linked = linked(stage, true, 501, "TEA", "4");
            OrderRef ref = new OrderRef(stage.hash, lost.order());
            begun(stage, ref, lost.salesOrder());
            stage.katana.delete(lost.salesOrder());
            unlink(stage, lost, state);

            workOn(stage, ref);
            stage.shop.status(linked.order(), 10);
            stage.seeOrder(linked.order());

            soon(() -> assertThat(stage.katana.status(linked.salesOrder()))
                    .as(state)
                    .isEqualTo("DELIVERED"));
            assertThat(transactions.<Integer>call(tx -> intents.open(tx, ref).size()))
                    .as(state)
                    .isZero();
            assertThat(stage.katana.writes()).as(state).hasSize(1);
        }
    }

    @Test
    void a_delivery_found_after_its_order_lost_the_link_is_traced_and_agrees_on_nothing() {
        Stage stage = stage();
        Linked lost = linked(stage, false, 1, "MUG", "4");
        OrderRef ref = new OrderRef(stage.hash, lost.order());
        var delivered = StatusBothWaysIT.rows(stage, lost, "4");
        begun(stage, ref, lost.salesOrder(), delivered.keySet().iterator().next());
        stage.katana.fulfill(lost.salesOrder(), "DELIVERED", delivered);
        unlink(stage, lost, OrderLinked.UNLINKED);

        workOn(stage, ref);

        soon(() -> assertThat(timeline(stage, lost.order()))
                .singleElement()
                .satisfies(activity -> assertThat(activity.text()).contains("not this order's any more")));
        atRest(stage, lost.order());
        assertThat(trace.ofOrder(ref)).extracting(BatchTrace.Part::batchId).containsExactly(77L);
        assertThat(stage.shop.writes()).isEmpty();
    }

    /** A delivery from a shelf of which only the intent is known. */
    private void begun(Stage stage, OrderRef ref, long salesOrder) {
        begun(stage, ref, salesOrder, 1);
    }

    private void begun(Stage stage, OrderRef ref, long salesOrder, long rowId) {
        String account = stage.account();
        String body =
                "{\"parts\":[{\"rowId\":1,\"variantId\":501,\"batchId\":77,\"batchNumber\":\"B77\",\"quantity\":4}],"
                        + "\"words\":\"\",\"contents\":[{\"rowId\":" + rowId
                        + ",\"quantity\":4}]}";
        transactions.run(tx -> intents.begin(tx, ref, Intents.DELIVERY, account, salesOrder, List.of("501@10"), body));
    }

    /** The turn that was to look for the delivery. */
    private void workOn(Stage stage, OrderRef ref) {
        queue.want(Want.news(Work.reconcile(ref), Lanes.katana(stage.account()), Priority.LIVE));
    }

    private void unlink(Stage stage, Linked lost, String state) {
        stage.publish(new OrderLinked(
                stage.hash,
                lost.order(),
                state,
                state.equals(OrderLinked.UNLINKED) ? 0 : lost.salesOrder(),
                "1",
                10,
                List.of(),
                Instant.now(),
                null,
                null));
        soon(() -> assertThat(link(stage, lost.order())).isEqualTo(state));
    }

    @Test
    void a_replay_of_all_topics_from_the_start_is_silent() {
        Stage stage = stage();
        List<Event> log = new ArrayList<>();
        long order = stage.shop.place(11, Stage.lines("MUG", "1"));
        long salesOrder =
                stage.katana.make(order, List.of(new dev.ordersync.fulfillment.world.FakeKatana.Row(1, "MUG", "1")));
        log.add(stage.seeOrder(order));
        log.add(stage.link(order, salesOrder, false));
        log.add(stage.seeSalesOrder(order, salesOrder));
        stage.shop.status(order, 10);
        log.add(stage.seeOrder(order));
        soon(() -> assertThat(stage.katana.status(salesOrder)).isEqualTo("DELIVERED"));
        atRest(stage, order);
        var echo = stage.seeSalesOrder(order, salesOrder);
        log.add(echo);
        taken(stage, order, "number", echo.number());
        long fulfillment =
                stage.katana.fulfillmentsOf(salesOrder).get(0).path("id").asLong();
        stage.katana.undo(fulfillment);
        log.add(stage.seeSalesOrder(order, salesOrder));
        soon(() -> assertThat(timeline(stage, order))
                .anySatisfy(a -> assertThat(a.state()).isEqualTo("conflict")));
        atRest(stage, order);
        List<String> calls = stage.katana.journal();
        int told = timeline(stage, order).size();

        log.forEach(stage::publish);
        // the same once more with a new number comes last on each of the order's partitions
        taken(stage, order, "bc_number", stage.seeOrder(order).number());
        taken(stage, order, "number", stage.seeSalesOrder(order, salesOrder).number());
        atRest(stage, order);

        assertThat(stage.katana.journal()).isEqualTo(calls);
        assertThat(stage.shop.journal()).isEmpty();
        assertThat(timeline(stage, order)).hasSize(told);
    }

    private void update(Stage stage, String sql) {
        transactions.run(tx -> {
            try (var update = tx.prepareStatement(sql)) {
                update.setString(1, stage.hash);
                update.executeUpdate();
            }
        });
    }
}
