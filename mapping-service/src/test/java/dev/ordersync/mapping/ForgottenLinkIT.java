package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.events.OrderLinked;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.ShopOrderDraft;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sales order that is there without our knowing: found, it is treated as one that was never forgotten. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class ForgottenLinkIT {
    @Inject
    DataSource dataSource;

    private World synced() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(order());
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        return world;
    }

    private static ShopOrderDraft order() {
        return World.order(100).line("A", 1, "12.00");
    }

    private static void forget(World world) {
        world.emptyTables();
        world.katana.forgetJournal();
        world.replay();
    }

    @ParameterizedTest
    @CsvSource({"0, waiting/status", "1, waiting/status", "12, waiting/status", "13, waiting/status", "7, synced/"})
    void afterEmptiedTablesAnOrderThatIsNotToBeImportedNowHasItsSalesOrderAgain(int status, String shown) {
        World world = synced();
        long id = world.salesOrderId(100);
        world.observe(order().status(status));
        world.awaitShown(100, shown);
        world.awaitRest(100);

        forget(world);
        world.awaitShown(100, shown);
        world.awaitRest(100);
        assertThat(world.salesOrderId(100)).isEqualTo(id);
        assertThat(world.katana.writes()).isEmpty();

        world.observe(World.order(100).line("A", 2, "12.00"));
        await("it is followed").until(() -> quantity(world) == 2);
    }

    @Test
    void afterEmptiedTablesAnArchivedOrderHasItsSalesOrderAgain() {
        World world = synced();
        long id = world.salesOrderId(100);
        world.observe(order().status(10).archived());
        world.awaitRest(100);

        forget(world);
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.salesOrderId(100)).isEqualTo(id);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void afterEmptiedTablesACancelledOrderThatIsPackedIsRemovedWhenItIsUnpacked() {
        World world = synced();
        long id = world.salesOrderId(100);
        world.katana.thing("/sales_orders", id).put("status", "PACKED");
        world.observe(order().status(5));
        world.awaitShown(100, "conflict/cancelled-but-packed");
        forget(world);
        world.awaitShown(100, "conflict/cancelled-but-packed");
        assertThat(world.katana.writes()).isEmpty();

        world.katana.thing("/sales_orders", id).put("status", "NOT_SHIPPED");
        world.salesOrderSeen(100, id, false);

        world.awaitShown(100, "excluded/cancelled");
        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    @Test
    void afterEmptiedTablesACancelledOrderWhoseSalesOrderTheStoreKeepsStaysAsItIs() {
        World world = new World(dataSource, Settings.of("onCancel", "keep"));
        world.katana.variant("A");
        world.observe(order());
        world.awaitShown(100, "synced/");
        world.observe(World.order(100).line("A", 2, "12.00").status(5));
        world.awaitRest(100);

        forget(world);
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.link(100)).isEqualTo("linked");
        assertThat(world.katana.writes()).isEmpty();
        assertThat(quantity(world)).isEqualTo(1);
    }

    @Test
    void whatACreateMadeWithoutAnAnswerWaitsWhileTheOrderIsDisputed() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.failAfter("POST /sales_orders");
        world.observe(order());
        world.awaitShown(100, "waiting/unsettled");

        world.observe(World.order(100).line("A", 2, "12.00").status(13));
        world.awaitShown(100, "waiting/status");
        world.awaitRest(100);
        assertThat(quantity(world)).isEqualTo(1);

        world.observe(World.order(100).line("A", 2, "12.00"));
        await("it is followed").until(() -> quantity(world) == 2);
        world.awaitRest(100);
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.count("select count(*) from mapping.intent where store = '" + world.store + "'"))
                .isZero();
    }

    @Test
    void afterEmptiedTablesADeletionOfOursIsStillNoTombstone() {
        World world = synced();
        long first = world.salesOrderId(100);
        world.observe(order().status(5));
        world.awaitShown(100, "excluded/cancelled");
        awaitTold(world, OrderLinked.UNLINKED);

        forget(world);
        world.awaitShown(100, "excluded/excluded-by-rule");
        world.awaitRest(100);
        assertThat(world.katana.writes()).isEmpty();

        world.observe(order());
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.salesOrderId(100)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"5", "11"})
    void afterEmptiedTablesADeletionByAPersonIsStillATombstone(int status) {
        World world = synced();
        world.salesOrderDeleted(100, world.salesOrderId(100));
        world.awaitShown(100, "deleted/deleted-in-katana");
        awaitTold(world, OrderLinked.TOMBSTONE);
        world.observe(order().status(status));
        world.awaitRest(100);

        forget(world);
        world.awaitShown(100, "deleted/deleted-in-katana");
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitRest(100);

        assertThat(world.link(100)).isEqualTo("tombstone");
        assertThat(world.katana.writes()).isEmpty();
    }

    private static void awaitTold(World world, String state) {
        await("it is told").until(() -> {
            var links = world.links(100);
            return !links.isEmpty() && links.get(links.size() - 1).state().equals(state);
        });
    }

    private static int quantity(World world) {
        return world.katana.living("/sales_order_rows").get(0).path("quantity").asInt();
    }
}
