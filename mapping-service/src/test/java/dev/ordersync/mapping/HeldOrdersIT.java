package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.events.Topics;
import dev.ordersync.mapping.push.TellPutAside;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.StoreSettings;
import dev.ordersync.testkit.Infra;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Orders that wait for a person or a thing, and what a person can say. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class HeldOrdersIT {
    @Inject
    DataSource dataSource;

    @Inject
    TellPutAside putAside;

    private static StoreSettings settings(boolean createProducts, boolean customItems) {
        return Settings.of("createProducts", createProducts, "importCustomItems", customItems);
    }

    @Test
    void anArchivedSkuHoldsItsOrderAndGetsNoTwin() {
        World world = new World(dataSource);
        var product = (com.fasterxml.jackson.databind.node.ObjectNode)
                world.katana.variant("OLD").path("product_or_material");
        product.put("archived_at", "2026-01-01T00:00:00.000Z");

        world.observe(World.order(100).line("OLD", 1, "12.00"));
        world.awaitShown(100, "held/archived-sku:OLD");
        assertThat(world.katana.living("/products")).hasSize(1);

        product.remove("archived_at");
        world.command(100, "retry");
        world.awaitShown(100, "synced/");
    }

    @Test
    void anArchivedSkuHoldsItsOrderWhereVariantsDoNotTellThatTheyAreArchived() {
        World world = new World(dataSource);
        world.katana.tellsArchived = false;
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        world.katana.variant("OLD").path("product_or_material"))
                .put("archived_at", "2026-01-01T00:00:00.000Z");
        world.katana.variant("OLD-2");

        world.observe(World.order(100).line("OLD", 1, "12.00"));
        world.observe(World.order(101).line("OLD-2", 1, "12.00"));

        world.awaitShown(100, "held/archived-sku:OLD");
        world.awaitShown(101, "synced/");
        assertThat(world.katana.living("/products")).hasSize(2);
    }

    @Test
    void anUnknownSkuHoldsItsOrderAloneAndItResumesWhenTheSkuAppears() {
        World world = new World(dataSource, settings(false, false));
        world.katana.variant("A");

        world.observe(World.order(100).line("LATER", 1, "12.00"));
        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitShown(100, "held/unknown-sku:LATER");
        world.awaitShown(101, "synced/");
        assertThat(world.katana.living("/sales_orders")).hasSize(1);

        world.katana.variant("LATER");
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/products")).as("none was made by us").hasSize(2);
    }

    @Test
    void anOpenOrderFromBeforeTheActivationThatMovesOnWhileItIsHeldIsImportedAllTheSame() {
        World world = new World(dataSource, settings(false, false));
        Instant before = Instant.now().minus(Duration.ofDays(2));
        world.observe(World.order(100).placed(before).line("LATER", 1, "12.00"), "backfill", Instant.now());
        world.awaitShown(100, "held/unknown-sku:LATER");

        world.observe(World.order(100).placed(before).line("LATER", 1, "12.00").status(9));
        world.awaitRest(100);
        assertThat(world.shown(100)).isEqualTo("held/unknown-sku:LATER");

        world.katana.variant("LATER");
        world.awaitShown(100, "synced/");
    }

    @Test
    void changedSettingsTakeUpWhatTheyHeld() {
        World world = new World(dataSource, settings(false, false));
        world.observe(World.order(100).line("NEW", 1, "12.00"));
        world.observe(World.order(101).custom("Engraving", 1, "12.00"));
        world.awaitShown(100, "held/unknown-sku:NEW");
        world.awaitShown(101, "excluded/nothing-to-import");

        world.settings(settings(true, true));
        world.awaitShown(100, "synced/");
        world.awaitShown(101, "synced/");
    }

    @Test
    void severalVariantsOfOneSkuHoldTheOrder() {
        World world = new World(dataSource);
        world.katana.variant("TWICE");
        world.katana.variant("TWICE");

        world.observe(World.order(100).line("TWICE", 1, "12.00"));
        Awaitility.await()
                .until(() -> world.shown(100) != null && world.shown(100).startsWith("held/"));

        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    @Test
    void aCustomItemBecomesOneProductHoweverOftenItsOrderChanges() {
        World world = new World(dataSource, settings(true, true));

        world.observe(World.order(100).custom("Engraving", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.observe(World.order(100).custom("Engraving", 2, "12.00"));
        world.awaitRest(100);
        world.observe(World.order(101).custom("Engraving", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products")).as("one per order line").hasSize(2);
        assertThat(world.katana.living("/variants"))
                .allSatisfy(variant -> assertThat(variant.hasNonNull("sku")).isFalse());
    }

    @Test
    void aPersonHoldsExcludesAndRetriesAnOrder() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.command(100, "hold");
        world.awaitShown(100, "held/manual-hold");

        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitRest(100);
        assertThat(world.katana.journal()).isEmpty();

        world.command(100, "retry");
        world.awaitShown(100, "synced/");

        world.command(101, "exclude");
        world.awaitShown(101, "excluded/manual-exclude");
        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitRest(101);
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
    }

    @Test
    void whatTheQueuePutAsideIsToldAndARetryTakesItUp() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.refuse("GET /variants", 503, "{}");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/retry");
        world.sql("update mapping.work set attempts = 35, run_at = now() where entity = '100' and store = '"
                + world.store + "'");
        world.katana.refuse("GET /variants", 503, "{}");
        world.awaitRest(100);

        putAside.look();
        putAside.look();

        assertThat(world.shown(100)).isEqualTo("held/gave-up");
        assertThat(world.shownText(100)).startsWith("Gave up after a day of attempts");
        world.command(100, "retry");
        world.awaitShown(100, "synced/");
    }

    @Test
    void refusedCredentialsBlockTheAccountAndNothingElse() {
        World refused = new World(dataSource);
        World other = new World(dataSource);
        refused.katana.variant("A");
        other.katana.variant("A");
        refused.katana.refuse("GET /factory", 401, "{\"statusCode\":401,\"message\":\"Unauthorized\"}");

        refused.observe(World.order(100).line("A", 1, "12.00"));
        refused.awaitShown(100, "waiting/credentials");
        refused.observe(World.order(101).line("A", 1, "12.00"));
        other.observe(World.order(100).line("A", 1, "12.00"));
        other.awaitShown(100, "synced/");

        assertThat(refused.katana.journal()).hasSize(1);
    }

    @Test
    void garbageGoesAsideWithItsReasonAndTheNextOrderIsTaken() {
        World world = new World(dataSource);
        world.katana.variant("A");
        World.send(Topics.ORDERS_RAW, world.store + ":100", "not json".getBytes(StandardCharsets.UTF_8));
        World.send(
                Topics.ORDERS_RAW,
                world.store + ":100",
                "{\"type\":\"order-observed\",\"version\":99}".getBytes(StandardCharsets.UTF_8));

        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        List<ConsumerRecord<String, byte[]>> dead = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infra.kafka(), "group.id", world.store, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.dead(Topics.ORDERS_RAW)));
            Awaitility.await().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(dead::add);
                return dead.stream()
                                .filter(r -> r.key().equals(world.store + ":100"))
                                .count()
                        == 2;
            });
        }
        assertThat(dead)
                .filteredOn(record -> record.key().startsWith(world.store))
                .extracting(record ->
                        new String(record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .anyMatch(reason -> reason.contains("not readable"))
                .anyMatch(reason -> reason.contains("version 99 is from the future"));
    }
}
