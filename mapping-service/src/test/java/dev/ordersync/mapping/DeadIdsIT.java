package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.mapping.world.FakeKatana.Call;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.ShopOrderDraft;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we remember of Katana may have been deleted there since: a refusal shows it, and it is looked up again. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class DeadIdsIT {
    private static final String NOT_FOUND =
            "{\"error\":{\"statusCode\":%d,\"name\":\"UnprocessableEntityError\",\"message\":\"%s not found\"}}";

    private static final String UNCLEAR = "{\"error\":{\"statusCode\":422,\"name\":\"UnprocessableEntityError\"}}";

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(ints = {422, 404})
    void aLineThatIsAddedWithADeadVariantIsAddedWithTheLivingOne(int status) {
        World world = new World(dataSource);
        for (String sku : List.of("A", "C")) world.katana.variant(sku);
        long dead = world.katana.variant("B").path("id").asLong();
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.observe(World.order(101).line("B", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitShown(101, "synced/");
        world.katana.delete("/variants", dead);
        long alive = world.katana.variant("B").path("id").asLong();
        world.katana.refuse("POST /sales_order_rows", status, NOT_FOUND.formatted(status, "variant"));
        world.katana.forgetJournal();

        world.observe(World.order(100)
                .line("A", 1, "12.00")
                .line("B", 2, "12.00")
                .line("C", 1, "12.00")
                .shipping("6.00"));
        world.awaitRest(100);

        assertThat(statuses(world, "POST", "/sales_order_rows")).containsExactly(status, 200, 200);
        assertThat(rowsOf(world, 100)).hasSize(3).doesNotContain(dead).contains(alive);
        assertThat(world.shown(100)).isEqualTo("synced/");
    }

    @Test
    void anOrderThatPassesToADeletedCustomerPassesToAnewOne() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.observe(World.order(101).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitShown(101, "synced/");
        long dead = salesOrder(world, 101).path("customer_id").asLong();
        world.katana.delete("/customers", dead);
        world.katana.refuse(
                "PATCH /sales_orders/" + world.salesOrderId(100), 422, NOT_FOUND.formatted(422, "customer"));

        world.observe(World.order(100).customer(7, "ada@example.com").line("A", 2, "12.00"));
        world.awaitRest(100);

        long now = salesOrder(world, 100).path("customer_id").asLong();
        assertThat(now).isNotEqualTo(dead);
        assertThat(world.katana.living("/customers"))
                .filteredOn(customer -> customer.path("id").asLong() == now)
                .singleElement()
                .matches(customer -> customer.path("reference_id").asText().equals("bc:" + world.store + ":7"));
        assertThat(world.shown(100)).isEqualTo("synced/");
    }

    @Test
    void aRefusalThatNamesNothingDeadIsKeptAndCostsNoSecondWrite() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("B");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.refuse("POST /sales_order_rows", 422, NOT_FOUND.formatted(422, "variant"));

        world.observe(World.order(100).line("A", 1, "12.00").line("B", 1, "12.00"));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("held/refused");
        assertThat(statuses(world, "POST", "/sales_order_rows")).containsExactly(422);
    }

    @Test
    void aRefusalInWhateverWordsLeadsToTheLivingOneAndIsRepeatedOnce() {
        World world = new World(dataSource);
        long dead = world.katana.variant("A").path("id").asLong();
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.delete("/variants", dead);
        long alive = world.katana.variant("A").path("id").asLong();
        world.katana.forgetJournal();
        world.katana.refuse("POST /sales_orders", 422, UNCLEAR);

        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitRest(101);
        assertThat(world.shown(101)).isEqualTo("synced/");
        assertThat(rowsOf(world, 101)).containsExactly(alive);

        world.katana.delete("/variants", alive);
        world.katana.variant("A");
        for (int i = 0; i < 5; i++) world.katana.refuse("POST /sales_orders", 422, UNCLEAR);
        world.katana.forgetJournal();

        world.observe(World.order(102).line("A", 1, "12.00"));
        world.awaitRest(102);
        assertThat(world.shown(102)).isEqualTo("held/refused");
        assertThat(statuses(world, "POST", "/sales_orders")).containsExactly(422, 422);
    }

    @Test
    void aRefusalForAnotherReasonMakesNeitherACustomerNorAProductTwice() {
        World world = new World(dataSource);
        for (long id : List.of(1L, 2L)) world.katana.thing("/customers", id).put("name", "Ada Twin");
        world.katana.refuse("POST /sales_orders", 422, UNCLEAR);

        world.observe(World.order(100).customer(0, "").name("Ada", "Twin").line("A", 1, "12.00"));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("held/refused");
        assertThat(world.katana.writes())
                .extracting(Call::path)
                .containsExactlyInAnyOrder("/customers", "/products", "/tax_rates", "/sales_orders");
    }

    @Test
    void aDeletedProductWithoutSkuIsMadeAgain() {
        World world = withProductWithoutSku();
        long dead = rowsOf(world, 100).get(0);
        world.katana.delete("/variants", dead);
        world.katana.refuse("POST /sales_orders", 422, NOT_FOUND.formatted(422, "variant"));

        world.observe(World.order(101).line("", 1, "12.00"));
        world.awaitRest(101);

        assertThat(world.shown(101)).isEqualTo("synced/");
        assertThat(rowsOf(world, 101)).hasSize(1).doesNotContain(dead);
        assertThat(world.katana.living("/products")).hasSize(2);
    }

    @Test
    void aLivingProductWithoutSkuIsNotMadeAgainWhateverTheRefusalWasAbout() {
        World world = withProductWithoutSku();
        world.katana.refuse("POST /sales_orders", 404, NOT_FOUND.formatted(404, "location"));

        world.observe(World.order(101).line("", 1, "12.00"));
        world.awaitRest(101);

        assertThat(world.shown(101)).isEqualTo("held/refused:reference");
        assertThat(world.katana.living("/products")).hasSize(1);
    }

    @Test
    void whatWasMadeJustNowIsNotMadeAgainThoughNoListShowsItYet() {
        World world = new World(dataSource);
        world.observe(World.order(100).line("", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.delete("/variants", rowsOf(world, 100).get(0));
        world.katana.refuse("POST /sales_orders", 422, NOT_FOUND.formatted(422, "variant"));

        world.observe(World.order(101).line("", 1, "12.00"));
        world.awaitRest(101);

        assertThat(world.shown(101)).isEqualTo("held/refused");
        assertThat(world.katana.living("/products")).hasSize(1);
    }

    @Test
    void aCustomItemIsNotMadeTwiceEvenWhenItIsGone() {
        World world = new World(dataSource, Settings.of("importCustomItems", true));
        ShopOrderDraft engraving = World.order(100).custom("Engraving", 1, "12.00");
        world.observe(engraving);
        world.awaitShown(100, "synced/");
        world.katana.delete("/variants", rowsOf(world, 100).get(0));
        age(world);
        world.observe(engraving.status(5));
        world.awaitShown(100, "excluded/cancelled");
        world.katana.refuse("POST /sales_orders", 422, NOT_FOUND.formatted(422, "variant"));

        world.observe(engraving.status(11));
        world.awaitShown(100, "held/refused");

        assertThat(world.katana.living("/products")).hasSize(1);
    }

    private World withProductWithoutSku() {
        World world = new World(dataSource);
        world.observe(World.order(100).line("", 1, "12.00"));
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/products")).hasSize(1);
        age(world);
        return world;
    }

    /** What is remembered of variants was learned long ago. */
    private static void age(World world) {
        world.sql("update mapping.known_variant set changed_at = now() - interval '1 hour' where account = "
                + "(select katana_account from control.store where hash = '" + world.store + "')");
    }

    private static JsonNode salesOrder(World world, long orderId) {
        return world.katana.thing("/sales_orders", world.salesOrderId(orderId));
    }

    private static List<Long> rowsOf(World world, long orderId) {
        return world.katana.living("/sales_order_rows").stream()
                .filter(row -> row.path("sales_order_id").asLong() == world.salesOrderId(orderId))
                .map(row -> row.path("variant_id").asLong())
                .toList();
    }

    private static List<Integer> statuses(World world, String method, String path) {
        return world
                .katana
                .calls(call -> call.method().equals(method) && call.path().equals(path))
                .stream()
                .map(Call::status)
                .toList();
    }
}
