package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.mapping.push.FollowVariants;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person gives a SKU to another variant: what we remember of it is wrong, and no call would show it. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class MovedSkuIT {

    @Inject
    DataSource dataSource;

    @Inject
    FollowVariants follow;

    @Test
    void theNextOrderSellsTheVariantThatHasTheSkuNow() {
        World world = new World(dataSource);
        ObjectNode before = world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        change(before, "A-OLD");
        long now = change(world.katana.variant("A"), "A");

        follow.look();
        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(variantsOf(world, 101)).containsExactly(now);
    }

    @Test
    void aSecondVariantWithTheSkuMakesTheNextOrderWaitForAPerson() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        change(world.katana.variant("A"), "A");

        follow.look();
        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitRest(101);

        assertThat(world.shown(101)).startsWith("held/");
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
    }

    @Test
    void aVariantThatChangedOtherwiseStaysKnownAndCostsNoCall() {
        World world = new World(dataSource);
        ObjectNode variant = world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        change(variant, "A");

        follow.look();
        world.katana.forgetJournal();
        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.calls(call -> call.path().equals("/variants"))).isEmpty();
    }

    @Test
    void aSkuOfAProductWhoseOrdersNameNoVariantDoesNotStandForItsOtherSkus() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00").of(10, 0));
        world.awaitShown(100, "synced/");

        world.observe(World.order(101).line("B", 1, "12.00").of(10, 0));
        world.awaitShown(101, "synced/");

        assertThat(variantsOf(world, 101))
                .singleElement()
                .satisfies(variant -> assertThat(world.katana
                                .thing("/variants", variant)
                                .path("sku")
                                .asText())
                        .isEqualTo("B"));
    }

    private static long change(ObjectNode variant, String sku) {
        variant.put("sku", sku).put("updated_at", Instant.now().toString());
        return variant.path("id").asLong();
    }

    private static List<Long> variantsOf(World world, long orderId) {
        return world.katana.living("/sales_order_rows").stream()
                .filter(row -> row.path("sales_order_id").asLong() == world.salesOrderId(orderId))
                .map(row -> row.path("variant_id").asLong())
                .toList();
    }
}
