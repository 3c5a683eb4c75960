package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.SkuRules;
import dev.ordersync.stores.StoreSettings;
import dev.ordersync.testkit.Infra;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person says of an order's sales order or of a SKU. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class LinkExistingIT {
    @Inject
    DataSource dataSource;

    @Test
    void aSalesOrderMadeByHandStandsForTheOrderWhenAPersonSaysSo() {
        World world = held();
        long byHand = byHand(world, 5001, "A", null);

        world.katana.thing("/sales_orders", byHand).put("customer_ref", "PO 7781");

        world.tell(Topics.COMMANDS, link(world, 100, byHand));

        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        assertThat(world.salesOrderId(100)).isEqualTo(byHand);
        assertThat(world.katana
                        .thing("/sales_orders", byHand)
                        .path("customer_ref")
                        .asText())
                .as("what a person wrote")
                .isEqualTo("PO 7781");
        assertThat(world.katana.living("/sales_orders"))
                .as("none was made beside it")
                .hasSize(1);
        assertThat(world.katana.writes()).noneMatch(call -> call.path().equals("/sales_orders"));
    }

    @Test
    void aSalesOrderThatIsTakenOrOfAnotherOrderIsRefusedAndNothingChanges() {
        World world = held();
        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");
        long taken = world.salesOrderId(101);
        long foreign = byHand(world, 5002, "A", "999");
        long others = byHand(world, 5003, "B", null);

        List<String> texts = new ArrayList<>();
        for (long salesOrderId : new long[] {taken, foreign, others, 424242}) {
            world.tell(Topics.COMMANDS, link(world, 100, salesOrderId));
            texts.add(refusal(world, salesOrderId));
        }

        assertThat(texts)
                .anyMatch(text -> text.contains("Not linked to sales order " + taken + ": it stands for order 101"))
                .anyMatch(text -> text.contains("it carries the mark of shopify order 999"))
                .anyMatch(text -> text.contains("its rows are not the lines of this order (SO-5003)"))
                .anyMatch(text -> text.contains("Not linked to sales order 424242: Katana has no sales order"));
        world.awaitRest(100);
        assertThat(world.link(100)).isEqualTo("unlinked");
        assertThat(world.shown(100)).isEqualTo("held/manual-hold");
    }

    @Test
    void aSkuIsTreatedAsAnotherOneFromTheNextTryOn() {
        World world = new World(dataSource, noProducts());
        world.katana.variant("REAL");
        world.observe(World.order(100).line("OLD-NAME", 1, "12.00"));
        world.awaitShown(100, "held/unknown-sku:OLD-NAME");

        world.sql("select 1", tx -> SkuRules.say(tx, world.store, "OLD-NAME", "REAL", "tester"));
        world.command(100, "retry");
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/products")).as("none was made").hasSize(1);

        world.sql("select 1", tx -> SkuRules.say(tx, world.store, "OTHER", "NOWHERE", "tester"));
        world.observe(World.order(101).line("OTHER", 1, "12.00"));
        world.awaitShown(101, "held/unknown-alias:OTHER");
    }

    @Test
    void aProductMayBeMadeForOneSkuAlone() {
        World world = new World(dataSource, noProducts());
        world.sql("select 1", tx -> SkuRules.say(tx, world.store, "NEW", null, "tester"));

        world.observe(World.order(100).line("NEW", 1, "12.00"));
        world.observe(World.order(101).line("NEWER", 1, "12.00").of(80, 1080));

        world.awaitShown(100, "synced/");
        world.awaitShown(101, "held/unknown-sku:NEWER");
    }

    /** Order 100 of one A at 12.00, held by a person before its sales order was made. */
    private World held() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("B");
        world.command(100, "hold");
        await("it is held").until(() -> "held/manual-hold".equals(world.shown(100)));
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitRest(100);
        return world;
    }

    private static long byHand(World world, long id, String sku, String ecommerceOrderId) {
        ObjectNode order = world.katana
                .thing("/sales_orders", id)
                .put("order_no", "SO-" + id)
                .put("status", "NOT_SHIPPED")
                .put("currency", "EUR")
                .put("location_id", 77);
        if (ecommerceOrderId != null)
            order.put("ecommerce_order_type", "shopify")
                    .put("ecommerce_store_name", "elsewhere")
                    .put("ecommerce_order_id", ecommerceOrderId);
        long variant = world.katana.all("/variants").stream()
                .filter(some -> sku.equals(some.path("sku").asText()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        world.katana
                .thing("/sales_order_rows", id * 10)
                .put("sales_order_id", id)
                .put("variant_id", variant)
                .put("quantity", 1)
                .put("price_per_unit", "12.0000000000")
                .putArray("attributes");
        return id;
    }

    private static OrderCommand link(World world, long orderId, long salesOrderId) {
        return new OrderCommand(world.store, orderId, OrderCommand.LINK, "tester", Instant.now(), null, salesOrderId);
    }

    /** What was said of a choice that did not fit. */
    private static String refusal(World world, long salesOrderId) {
        List<String> texts = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Infra.kafka(),
                        "group.id",
                        world.store + salesOrderId,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.ACTIVITY));
            await("it is refused").until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (!record.key().equals(world.store + ":100")) continue;
                    OrderActivity activity = Codec.decode(record.value(), OrderActivity.class);
                    if (activity.text().contains("sales order " + salesOrderId + ":")) texts.add(activity.text());
                }
                return !texts.isEmpty();
            });
        }
        return texts.get(0);
    }

    private static StoreSettings noProducts() {
        return Settings.of("createProducts", false);
    }
}
