package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanAnswered.FieldChange;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.world.Answers;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreSettings;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a replay would write, and that it writes just that. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class ReplayIT {
    private static final StoreSettings PREFIXED = prefixed("W-");

    @Inject
    DataSource dataSource;

    @Inject
    StoreDirectory stores;

    private final Answers answers = new Answers();
    private OrderObserved snapshot;

    private World synced() {
        World world = new World(dataSource);
        world.katana.variant("A");
        snapshot = world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.katana.forgetJournal();
        return world;
    }

    @Test
    void anUnchangedOrderDiffersInNothingAndCostsNoCall() {
        World world = synced();

        assertThat(preview(world, snapshot).outcome()).isEqualTo("unchanged");
        assertThat(world.katana.journal()).isEmpty();
    }

    @Test
    void anotherSettingShowsAsADifferenceIsNotWrittenByItselfAndIsWhenApplied() {
        World world = synced();
        settings(world, PREFIXED);

        PlanAnswered preview = preview(world, snapshot);
        assertThat(preview.outcome()).isEqualTo("differs");
        assertThat(preview.changes()).containsExactly(new FieldChange("order_no", "100", "W-100"));

        // told again, by a reset consumer or a webhook that brings nothing new: old orders stay as they were agreed
        world.replay();
        snapshot = world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        world.awaitRest(100);
        assertThat(world.katana.journal()).isEmpty();

        PlanAnswered applied = ask(world, PlanRequested.APPLY, snapshot);
        assertThat(applied.outcome()).isEqualTo("written");
        assertThat(world.katana.writes()).hasSize(1);
        assertThat(salesOrder(world).path("order_no").asText()).isEqualTo("W-100");

        world.katana.forgetJournal();
        assertThat(preview(world, snapshot).outcome()).isEqualTo("unchanged");
        assertThat(ask(world, PlanRequested.APPLY, snapshot).outcome()).isEqualTo("not-written");
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void anOrderThatChangesIsPlannedByTheNewRules() {
        World world = synced();
        settings(world, PREFIXED);

        world.observe(World.order(100).line("A", 2, "12.00").shipping("6.00"));
        await().untilAsserted(() ->
                assertThat(salesOrder(world).path("order_no").asText()).isEqualTo("W-100"));
    }

    @Test
    void anOlderRecordIsNeverPlannedOverANewerOne() {
        World world = synced();
        OrderObserved old = snapshot;
        world.observe(World.order(100).line("A", 5, "12.00").shipping("6.00"));
        world.awaitRest(100);
        world.katana.forgetJournal();

        assertThat(preview(world, old).outcome()).isEqualTo("unchanged");
        ask(world, PlanRequested.APPLY, old);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void whatIsClosedPackedOrDeletedIsNotPlannedAnew() {
        World packed = synced();
        OrderObserved packedOrder = snapshot;
        packed.katana.thing("/sales_orders", packed.salesOrderId(100)).put("status", "PACKED");
        packed.salesOrderSeen(100, packed.salesOrderId(100), false);
        World completed = synced();
        OrderObserved completedOrder = completed.observe(
                World.order(100).line("A", 1, "12.00").shipping("6.00").status(10));
        completed.awaitRest(100);
        World deleted = synced();
        OrderObserved deletedOrder = snapshot;
        deleted.salesOrderDeleted(100, deleted.salesOrderId(100));
        deleted.awaitShown(100, "deleted/deleted-in-katana");
        World cancelled = synced();
        OrderObserved cancelledOrder =
                cancelled.observe(World.order(100).line("A", 1, "12.00").status(5));
        cancelled.awaitShown(100, "excluded/cancelled");
        await().untilAsserted(
                        () -> assertThat(packed.text("select seen_status from mapping.order_record where store = '"
                                        + packed.store + "' and order_id = 100"))
                                .isEqualTo("PACKED"));
        List.of(packed, completed, deleted, cancelled).forEach(world -> {
            settings(world, PREFIXED);
            world.katana.forgetJournal();
        });

        assertThat(preview(packed, packedOrder).outcome()).isEqualTo("unchanged");
        assertThat(preview(completed, completedOrder).outcome()).isEqualTo("unchanged");
        assertThat(preview(deleted, deletedOrder).outcome()).isEqualTo("unchanged");
        assertThat(preview(cancelled, cancelledOrder).outcome()).isEqualTo("unchanged");
        assertThat(ask(packed, PlanRequested.APPLY, packedOrder).outcome()).isEqualTo("not-written");
        assertThat(ask(completed, PlanRequested.APPLY, completedOrder).outcome())
                .isEqualTo("not-written");
        assertThat(ask(deleted, PlanRequested.APPLY, deletedOrder).outcome()).isEqualTo("not-written");
        assertThat(ask(cancelled, PlanRequested.APPLY, cancelledOrder).outcome())
                .isEqualTo("not-written");
        List.of(packed, completed, deleted, cancelled)
                .forEach(world -> assertThat(world.katana.writes()).isEmpty());
    }

    @Test
    void aSalesOrderThatIsPackedUnnoticedIsLeftAloneAndThatIsNoConflict() {
        World world = synced();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "PACKED");
        settings(world, PREFIXED);

        assertThat(preview(world, snapshot).outcome()).isEqualTo("differs");
        assertThat(ask(world, PlanRequested.APPLY, snapshot).outcome()).isEqualTo("not-written");
        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void emptiedTablesFillAgainFromAReplayWithoutAWrite() {
        World world = synced();
        long id = world.salesOrderId(100);
        for (String table : List.of("order_record", "snapshot", "work"))
            world.sql("delete from mapping." + table + " where store = '" + world.store + "'");

        PlanAnswered preview = preview(world, snapshot);
        assertThat(preview.changes()).extracting(FieldChange::field).containsExactly("sales_order");
        assertThat(ask(world, PlanRequested.APPLY, snapshot).outcome()).isEqualTo("written");

        assertThat(world.salesOrderId(100)).isEqualTo(id);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void anApplyThatIsWithdrawnIsNotWritten() {
        World world = synced();
        settings(world, PREFIXED);
        String run = Answers.newRun();
        phase(world, Store.Phase.PAUSED);
        world.tell(Topics.PLAN_REQUESTS, request(world, run, PlanRequested.APPLY, snapshot));
        world.tell(Topics.PLAN_REQUESTS, request(world, run, PlanRequested.WITHDRAW, null));
        await().until(() ->
                world.count("select count(*) from mapping.work where store = '" + world.store + "' and state = 'READY'")
                                == 1
                        && world.count("select count(*) from mapping.plan_request where run = '" + run + "'") == 0);

        phase(world, Store.Phase.LIVE);
        world.awaitRest(100);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void aRehearsalJudgesEachOrderAndLeavesNothingBehind() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("TWICE");
        world.katana.variant("TWICE");
        String run = Answers.newRun();

        rehearse(world, run, 1, World.order(1).line("A", 1, "12.00"));
        rehearse(world, run, 2, World.order(2).line("A", 1, "12.00").line("NEW", 2, "6.00"));
        rehearse(world, run, 3, World.order(3).line("TWICE", 1, "12.00"));
        rehearse(world, run, 4, World.order(4).line("A", 1, "12.00").status(5));
        rehearse(world, run, 5, World.order(5).line("A", 1, "12.00").custom("Gift wrap", 1, "2.40"));

        assertThat(answers.await(run, 1).outcome()).isEqualTo("exact");
        assertThat(answers.await(run, 1).totals().difference()).isEqualTo("0.00");
        PlanAnswered needs = answers.await(run, 2);
        assertThat(needs.outcome()).isEqualTo("needs-product");
        assertThat(needs.unknown()).containsExactly(new PlanAnswered.Unknown("NEW", "Thing NEW"));
        assertThat(answers.await(run, 3).outcome()).isEqualTo("held");
        assertThat(answers.await(run, 3).cause()).isEqualTo("ambiguous-sku");
        assertThat(answers.await(run, 4).outcome()).isEqualTo("excluded");
        PlanAnswered differs = answers.await(run, 5);
        assertThat(differs.outcome()).isEqualTo("differs");
        assertThat(differs.text()).contains("Gift wrap").contains("2.40");

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.katana.journal()).hasSizeLessThanOrEqualTo(6); // factory and a few looks for SKUs
        for (String table : List.of("order_record where order_id <> 0 and", "snapshot where", "work where"))
            assertThat(world.count("select count(*) from mapping." + table + " store = '" + world.store + "'"))
                    .as(table)
                    .isZero();
        assertThat(world.count("select count(*) from mapping.known_variant where account = "
                        + "(select katana_account from control.store where hash = '" + world.store + "')"))
                .isZero();
    }

    private void rehearse(World world, String run, long id, dev.ordersync.mapping.world.ShopOrderDraft draft) {
        var read = new OrderObserved(
                world.store,
                id,
                0,
                Instant.now(),
                "rehearsal",
                draft.json(),
                null,
                null,
                null,
                Instant.now(),
                null,
                false);
        world.tell(Topics.PLAN_REQUESTS, request(world, run, PlanRequested.REHEARSE, read));
    }

    private PlanAnswered preview(World world, OrderObserved snapshot) {
        return ask(world, PlanRequested.PREVIEW, snapshot);
    }

    private PlanAnswered ask(World world, String mode, OrderObserved snapshot) {
        String run = Answers.newRun();
        world.tell(Topics.PLAN_REQUESTS, request(world, run, mode, snapshot));
        return answers.await(run, snapshot.orderId());
    }

    private static PlanRequested request(World world, String run, String mode, OrderObserved snapshot) {
        long order = snapshot == null ? 100 : snapshot.orderId();
        return new PlanRequested(world.store, order, run, mode, Instant.now(), snapshot);
    }

    /** Until the service knows of it. */
    private void settings(World world, StoreSettings settings) {
        world.settings(settings);
        await().until(() -> stores.find(world.store).orElseThrow().settings().equals(settings));
    }

    private void phase(World world, Store.Phase phase) {
        world.phase(phase);
        await().until(() -> stores.find(world.store).orElseThrow().phase() == phase);
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode salesOrder(World world) {
        return world.katana.thing("/sales_orders", world.salesOrderId(100));
    }

    private static StoreSettings prefixed(String prefix) {
        return Settings.of("orderNumberPrefix", prefix);
    }
}
