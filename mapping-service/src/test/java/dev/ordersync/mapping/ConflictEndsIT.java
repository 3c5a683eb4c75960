package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A conflict with a packed or delivered sales order ends when that is open again, whenever and however we hear of it. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class ConflictEndsIT {
    @Inject
    DataSource dataSource;

    private World synced() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        return world;
    }

    @Test
    void anEditThatMetADeliveryIsWrittenThoughNobodyTellsThatTheDeliveryWasUndone() {
        World world = synced();
        told(world, "NOT_SHIPPED");
        status(world, "DELIVERED");
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "conflict/locked");

        status(world, "NOT_SHIPPED");
        assertThat(awaitNextLook(world)).isBetween(1L, 20L);
        lookNow(world);

        world.awaitShown(100, "synced/");
        assertThat(quantity(world)).isEqualTo(2);
    }

    @Test
    void aCancelledOrderThatMetAPackedSalesOrderIsRemovedThoughNobodyTellsThatItWasUnpacked() {
        World world = synced();
        status(world, "PACKED");
        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        world.awaitShown(100, "conflict/cancelled-but-packed");

        status(world, "NOT_SHIPPED");
        awaitNextLook(world);
        lookNow(world);

        world.awaitShown(100, "excluded/cancelled");
        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    @Test
    void aConflictIsLookedAtNowAndThenUntilItIsToldAndThenNoMore() {
        World world = synced();
        status(world, "PACKED");
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "conflict/locked");
        awaitNextLook(world);
        lookNow(world);
        await("it is looked at less often").until(() -> nextLook(world) > 500);

        told(world, "PACKED");
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("conflict/locked");
        assertThat(quantity(world)).isEqualTo(1);
    }

    @Test
    void whatIsToldWhileTheConflictIsBeingRecordedIsNotLost() throws SQLException {
        World world = synced();
        told(world, "PACKED");
        long id = world.salesOrderId(100);
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select 1 from mapping.order_record where store = '" + world.store + "' for update");
            world.observe(World.order(100).line("A", 2, "12.00"));
            await("the turn has met the packed sales order").until(() -> blocked(world) == 1);
            status(world, "NOT_SHIPPED");
            world.salesOrderSeen(100, id, false);
            await("the word waits behind it").until(() -> blocked(world) == 2);
            other.rollback();
        }

        await("it is written").until(() -> quantity(world) == 2);
        world.awaitShown(100, "synced/");
    }

    @Test
    void aWriteThatWasRefusedIsTriedAgainWhenTheSalesOrderMoves() {
        World world = synced();
        told(world, "NOT_SHIPPED");
        long row = world.katana.living("/sales_order_rows").get(0).path("id").asLong();
        world.katana.refuse("PATCH /sales_order_rows/" + row, 422, """
                {"statusCode":422,"name":"UnprocessableEntityError","message":"The sales order is packed."}""");
        world.observe(World.order(100).line("A", 2, "12.00"));
        await("it is refused").until(() -> world.shown(100).startsWith("held/refused"));

        told(world, "PACKED");
        world.awaitShown(100, "conflict/locked");
        told(world, "NOT_SHIPPED");

        world.awaitShown(100, "synced/");
        assertThat(quantity(world)).isEqualTo(2);
    }

    private static void status(World world, String status) {
        ObjectNode salesOrder = world.katana.thing("/sales_orders", world.salesOrderId(100));
        salesOrder.put("status", status);
    }

    private static void told(World world, String status) {
        status(world, status);
        world.salesOrderSeen(100, world.salesOrderId(100), false);
        await("it is told")
                .until(() -> status.equals(
                        world.text("select seen_status from mapping.order_record where order_id = 100 and store = '"
                                + world.store + "'")));
    }

    private static int quantity(World world) {
        return world.katana.living("/sales_order_rows").get(0).path("quantity").asInt();
    }

    /** Sessions that wait for somebody else's change of this store's records. */
    private static long blocked(World world) {
        return world.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%order_record%' and datname = current_database()");
    }

    /** Seconds until the order is looked at by itself; 0 when it is not. */
    private static long nextLook(World world) {
        return world.count("select ceil(extract(epoch from run_at - now()))::bigint from mapping.work"
                + " where entity = '100' and state = 'READY' and run_at > now() and store = '" + world.store + "'");
    }

    private static long awaitNextLook(World world) {
        await("it is looked at again").until(() -> nextLook(world) > 0);
        return nextLook(world);
    }

    private static void lookNow(World world) {
        world.sql("update mapping.work set run_at = now() where entity = '100' and store = '" + world.store + "'");
    }
}
