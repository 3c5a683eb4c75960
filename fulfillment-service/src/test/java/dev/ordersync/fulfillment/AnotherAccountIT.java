package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.world.FakeKatana;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.World;
import dev.ordersync.fulfillment.world.World.Fault;
import dev.ordersync.fulfillment.world.WorldResource;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The store's Katana key was replaced: by one of another account, or by another one of the same. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(WorldResource.class)
class AnotherAccountIT extends RunningService {
    private static final String OTHER_ACCOUNT = "other-account";
    /** The unsettled are gone through every second here. */
    private static final Duration SOME_SWEEPS = Duration.ofSeconds(3);

    @Inject
    OrderRecords orders;

    @Inject
    SalesOrders salesOrders;

    @Inject
    Intents intents;

    @Inject
    Transactions transactions;

    @Test
    void under_a_wrong_key_nothing_is_written_and_nothing_counts_as_deleted_and_under_the_right_one_it_goes_on() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        FakeKatana other = connectAnother(stage);

        complete(stage, linked);

        soon(() -> assertShown(stage, linked));
        await().during(SOME_SWEEPS)
                .until(() -> other.calls("GET /sales_orders/").size() == 1);
        assertThat(other.journal()).containsExactly("GET /sales_orders/" + linked.salesOrder());
        assertThat(isGone(stage, linked)).isFalse();

        stage.putKeyBack();

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(stage.katana.writes()).hasSize(1);
        soon(() -> assertThat(last(stage, linked).state()).isEqualTo("synced"));
    }

    @Test
    void a_strangers_sales_order_under_the_same_id_is_not_delivered() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        FakeKatana other = connectAnother(stage);
        other.make(linked.salesOrder(), 7700, List.of(new FakeKatana.Row(8, "STOOL", "4")));

        complete(stage, linked);
        soon(() -> assertShown(stage, linked));
        stage.command(linked.order(), OrderCommand.RETRY);
        soon(() -> assertThat(other.calls("GET /sales_orders/")).hasSize(2));
        atRest(stage, linked.order());

        assertThat(other.writes()).isEmpty();
        assertThat(other.status(linked.salesOrder())).isEqualTo("NOT_SHIPPED");
    }

    @Test
    void a_strangers_delivered_sales_order_under_the_same_id_completes_no_order() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        FakeKatana other = connectAnother(stage);
        other.make(linked.salesOrder(), 7700, List.of(new FakeKatana.Row(8, "STOOL", "4")));
        long row = other.order(linked.salesOrder())
                .path("sales_order_rows")
                .get(0)
                .path("id")
                .asLong();
        other.fulfill(linked.salesOrder(), "DELIVERED", Map.of(row, "4"));

        stage.command(linked.order(), OrderCommand.RETRY);

        soon(() -> assertShown(stage, linked));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();
        assertThat(stage.shop.status(linked.order())).isEqualTo(11);
    }

    @Test
    void what_was_delivered_in_the_account_of_before_completes_its_order_when_that_is_connected_again() {
        Stage stage = stage(settings(false, false, false));
        Linked linked = linked(stage, false, 1, "MUG", "1");
        stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "1"));
        seen(stage, linked);
        atRest(stage, linked.order());
        connectAnother(stage);

        stage.settings(settings(true, false, false));

        soon(() -> assertShown(stage, linked));
        assertThat(stage.shop.writes()).isEmpty();
        stage.putKeyBack();
        soon(() -> assertThat(stage.shop.status(linked.order())).isEqualTo(10));
    }

    @Test
    void no_shipment_is_made_for_a_fulfillment_of_the_account_of_before() {
        Stage stage = stage(settings(false, false, false));
        Linked linked = linked(stage, false, 1, "MUG", "5");
        long fulfillment =
                stage.katana.fulfill(linked.salesOrder(), "DELIVERED", StatusBothWaysIT.rows(stage, linked, "2"));
        stage.katana.track(fulfillment, "1Z999", "UPS");
        seen(stage, linked);
        atRest(stage, linked.order());
        connectAnother(stage);
        stage.settings(settings(true, true, false));

        stage.shop.status(linked.order(), 9);
        stage.seeOrder(linked.order());
        soon(() -> assertShown(stage, linked));
        atRest(stage, linked.order());
        assertThat(stage.shop.writes()).isEmpty();

        stage.putKeyBack();
        soon(() -> assertThat(stage.shop.shipments(linked.order())).hasSize(1));
    }

    @Test
    void another_key_of_the_same_account_costs_one_look_for_each_order() {
        Stage stage = stage();
        stage.katana.track(501, "batch");
        long batch = stage.katana.batch(501, "2026-05-01T00:00:00.000Z", "1");
        Linked linked = linked(stage, true, 501, "TEA", "4");
        stage.katana.identify(linked.salesOrder(), stage.hash, linked.order());
        String key = "new-key-" + stage.hash;
        World.running().key(key, stage.katana);
        stage.replaceKey(key);

        complete(stage, linked);
        soon(() -> assertThat(stage.katana.calls("GET /batch_stocks")).hasSizeGreaterThan(1));
        stage.katana.stock(batch, "9");

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(stage.katana.calls("GET /sales_orders/")).hasSize(1);
        assertThat(stage.katana.writes()).hasSize(1);
        assertThat(timeline(stage, linked.order())).noneMatch(activity -> OTHER_ACCOUNT.equals(activity.cause()));
    }

    @Test
    void when_mapping_links_it_anew_in_the_present_account_it_goes_on() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        FakeKatana other = connectAnother(stage);
        complete(stage, linked);
        soon(() -> assertShown(stage, linked));
        World.running().key("another-" + stage.hash, stage.katana);

        stage.link(linked.order(), linked.salesOrder(), false);

        soon(() -> assertThat(stage.katana.status(linked.salesOrder())).isEqualTo("DELIVERED"));
        assertThat(other.writes()).isEmpty();
    }

    @Test
    void a_delivery_of_unknown_outcome_is_not_given_up_while_another_account_is_connected() {
        Stage stage = stage();
        Linked linked = linked(stage, false, 1, "MUG", "1");
        OrderRef ref = new OrderRef(stage.hash, linked.order());
        stage.katana.failNext("POST ", Fault.FAILS_AFTER);
        stage.katana.during("POST ", () -> connectAnother(stage));

        complete(stage, linked);

        soon(() -> assertShown(stage, linked));
        atRest(stage, linked.order());
        assertThat(transactions.<Integer>call(tx -> intents.open(tx, ref).size()))
                .isEqualTo(1);
        assertThat(isGone(stage, linked)).isFalse();

        stage.putKeyBack();

        soon(() -> assertThat(last(stage, linked).text()).contains("the delivery was found"));
        assertThat(stage.katana.writes()).hasSize(1);
    }

    private static FakeKatana connectAnother(Stage stage) {
        String key = "another-" + stage.hash;
        stage.replaceKey(key);
        return World.running().account(key);
    }

    private static void complete(Stage stage, Linked linked) {
        stage.shop.status(linked.order(), 10);
        stage.seeOrder(linked.order());
    }

    private void seen(Stage stage, Linked linked) {
        long number = stage.seeSalesOrder(linked.order(), linked.salesOrder()).number();
        taken(stage, linked.order(), "number", number);
    }

    private void assertShown(Stage stage, Linked linked) {
        OrderRecord.Shown shown = transactions
                .call(tx -> orders.find(tx, new OrderRef(stage.hash, linked.order())))
                .orElseThrow()
                .shown();
        assertThat(shown.state()).isEqualTo("conflict");
        assertThat(shown.cause()).isEqualTo(OTHER_ACCOUNT);
    }

    private OrderActivity last(Stage stage, Linked linked) {
        List<OrderActivity> told = timeline(stage, linked.order());
        assertThat(told).isNotEmpty();
        return told.get(told.size() - 1);
    }

    private boolean isGone(Stage stage, Linked linked) {
        OrderRef ref = new OrderRef(stage.hash, linked.order());
        return transactions
                .call(tx -> salesOrders.find(tx, ref, linked.salesOrder()))
                .orElseThrow()
                .isGone();
    }
}
