package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.Event;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.testkit.InfraResource;
import dev.ordersync.workqueue.Hands;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One hand on each order and on each shelf, and silence when everything is told again. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class OneHandIT extends RunningService {
    @Inject
    Hands hands;

    @Inject
    Intents intents;

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
    void a_delivery_of_unknown_outcome_keeps_others_away_from_its_shelf() {
        Stage stage = stage();
        stage.katana.track(501, "batch");
        stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "10");
        Linked linked = linked(stage, true, 501, "TEA", "4");
        String account = account(stage);
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

    private String account(Stage stage) {
        try (var tx = dataSource.getConnection();
                var select = tx.prepareStatement("select katana_account from control.store where hash = ?")) {
            select.setString(1, stage.hash);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
