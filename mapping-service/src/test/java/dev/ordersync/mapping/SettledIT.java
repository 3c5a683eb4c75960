package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.StoreSettings;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sales order may be delivered when all of its order is written, and not before. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class SettledIT {
    private static final int COMPLETED = 10;
    private static final int PARTLY_REFUNDED = 14;

    @Inject
    DataSource dataSource;

    @Test
    void aCompletedOrderIsSettledWhenItsFeeIsWrittenTooAndNotWhenItIsLinked() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.failAfter("POST /sales_order_shipping_fee");

        long number = world.observe(
                        World.order(100).status(COMPLETED).line("A", 1, "12.00").shipping("6.00"))
                .number();
        world.awaitShown(100, "waiting/unsettled");
        assertThat(world.link(100)).isEqualTo("linked");
        assertThat(settled(world, 100)).isZero();

        await().until(() -> settled(world, 100) == number);
        assertThat(world.katana.living("/sales_order_shipping_fee")).hasSize(1);
    }

    @Test
    void anEditIsSettledWithTheSnapshotThatCompletesTheOrder() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        assertThat(settled(world, 100))
                .as("an open order calls for no delivery")
                .isZero();

        long number = world.observe(World.order(100).status(COMPLETED).line("A", 1, "24.00"))
                .number();

        await().until(() -> settled(world, 100) == number);
        assertThat(world.katana
                        .living("/sales_order_rows")
                        .get(0)
                        .path("price_per_unit")
                        .decimalValue())
                .isEqualByComparingTo("20");
    }

    @Test
    void whatIsHeldIsStillToBeWritten() {
        World world = new World(dataSource, withoutNewProducts());
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        long number = world.observe(
                        World.order(100).status(COMPLETED).line("A", 1, "12.00").line("NEW", 1, "12.00"))
                .number();
        world.awaitShown(100, "held/unknown-sku:NEW");
        world.awaitRest(100);
        assertThat(settled(world, 100)).isZero();

        world.katana.variant("NEW");
        world.command(100, "retry");
        await().until(() -> settled(world, 100) == number);
    }

    @Test
    void aRefundOfAPartHidesThatTheOrderWasCompletedAndIsSettledToo() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).status(COMPLETED).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        long number = world.observe(World.order(100).status(PARTLY_REFUNDED).line("A", 1, "12.00"))
                .number();

        await().until(() -> settled(world, 100) == number);
    }

    private static StoreSettings withoutNewProducts() {
        return Settings.of("createProducts", false);
    }

    private static long settled(World world, long orderId) {
        return world.count("select settled from mapping.order_record where store = '" + world.store
                + "' and order_id = " + orderId);
    }
}
