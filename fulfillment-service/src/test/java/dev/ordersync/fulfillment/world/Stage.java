package dev.ordersync.fulfillment.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Secret;
import dev.ordersync.events.Codec;
import dev.ordersync.events.Event;
import dev.ordersync.events.FulfillmentObserved;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.stores.StoreSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One connected store of a test's own, and the two other services played by hand: what they would publish. */
public final class Stage {
    public final String hash = "s" + UUID.randomUUID().toString().substring(0, 8);
    public final FakeShop shop;
    public final FakeKatana katana;
    private final String katanaKey;
    private String account;
    private final DataSource dataSource;
    private final KafkaProducer<String, byte[]> producer;

    public Stage(DataSource dataSource, String brokers, StoreSettings settings) {
        this(dataSource, brokers, settings, null);
    }

    /** @param katanaKey of an account shared with another stage, or null */
    public Stage(DataSource dataSource, String brokers, StoreSettings settings, String katanaKey) {
        this.katanaKey = katanaKey == null ? "key-" + hash : katanaKey;
        this.dataSource = dataSource;
        this.shop = World.running().shop(hash);
        this.katana = World.running().account(this.katanaKey);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer());
        account = new StoreRegister(dataSource, Sealing.under(WorldResource.MASTER_KEY))
                .put(hash, hash, Secret.of("token-" + hash), null, Secret.of(this.katanaKey), settings)
                .katanaAccount();
        phase(Store.Phase.LIVE);
    }

    /** Somebody enters the API key of another Katana account, or of the same one. */
    public void replaceKey(String key) {
        account = new StoreRegister(dataSource, Sealing.under(WorldResource.MASTER_KEY))
                .put(hash, hash, null, null, Secret.of(key), null)
                .katanaAccount();
    }

    /** The store has the key again that it began with. */
    public void putKeyBack() {
        replaceKey(katanaKey);
    }

    /** The store's Katana account as the services name it; the last one, when the store is no more. */
    public String account() {
        return account;
    }

    public void phase(Store.Phase phase) {
        StoreRegister register = new StoreRegister(dataSource, Sealing.under(WorldResource.MASTER_KEY));
        try (var tx = dataSource.getConnection()) {
            register.move(tx, hash, phase);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A disconnected store ceases to exist. */
    public void remove() {
        new StoreRegister(dataSource, Sealing.under(WorldResource.MASTER_KEY)).remove(hash);
    }

    public void settings(StoreSettings settings) {
        new StoreRegister(dataSource, Sealing.under(WorldResource.MASTER_KEY))
                .put(hash, hash, null, null, null, settings);
    }

    /** Ingest reads the order. */
    public OrderObserved seeOrder(long orderId) {
        return publish(orderNow(orderId));
    }

    /** Ingest read the order then, and nothing has been heard of it since. */
    public OrderObserved seeOrder(long orderId, Instant when) {
        return publish(order(orderId, when.toEpochMilli(), shop.shipments(orderId)));
    }

    public OrderObserved orderNow(long orderId) {
        return order(orderId, number(), shop.shipments(orderId));
    }

    /** As ingest reads it while the store does not sync shipments. */
    public OrderObserved orderWithoutShipments(long orderId) {
        return order(orderId, number(), null);
    }

    private OrderObserved order(long orderId, long number, JsonNode shipments) {
        Instant now = Instant.now();
        return new OrderObserved(
                hash, orderId, number, now, "webhook", shop.order(orderId), null, null, shipments, now, now, false);
    }

    /** Ingest reads the sales order. */
    public FulfillmentObserved seeSalesOrder(long orderId, long salesOrderId) {
        return publish(salesOrderNow(orderId, salesOrderId));
    }

    /** Ingest read the sales order then, and nothing has been heard of it since. */
    public FulfillmentObserved seeSalesOrder(long orderId, long salesOrderId, Instant when) {
        return publish(salesOrder(orderId, salesOrderId, when.toEpochMilli()));
    }

    public FulfillmentObserved salesOrderNow(long orderId, long salesOrderId) {
        return salesOrder(orderId, salesOrderId, number());
    }

    private FulfillmentObserved salesOrder(long orderId, long salesOrderId, long number) {
        boolean untouched = katana.status(salesOrderId).equals("NOT_SHIPPED");
        return new FulfillmentObserved(
                hash,
                orderId,
                salesOrderId,
                number,
                Instant.now(),
                "webhook",
                false,
                katana.order(salesOrderId),
                untouched ? null : katana.fulfillmentsOf(salesOrderId));
    }

    /** Mapping links; {@code batchTracked} null when it does not know. Lines and rows go by their order. */
    public OrderLinked link(long orderId, long salesOrderId, Boolean batchTracked) {
        return link(orderId, salesOrderId, batchTracked, null);
    }

    /** @param settled number of the snapshot that mapping has finished with; null when it does not tell */
    public OrderLinked link(long orderId, long salesOrderId, Boolean batchTracked, Long settled) {
        List<OrderLinked.Row> rows = new ArrayList<>();
        var lines = shop.order(orderId)
                .path("consignments")
                .path("shipping")
                .path(0)
                .path("line_items");
        katana.order(salesOrderId)
                .path("sales_order_rows")
                .forEach(row -> rows.add(new OrderLinked.Row(
                        lines.path(rows.size()).path("id").asLong(),
                        row.path("id").asLong(),
                        row.path("variant_id").asLong(),
                        lines.path(rows.size()).path("sku").asText(),
                        row.path("quantity").decimalValue(),
                        batchTracked)));
        return publish(new OrderLinked(
                hash,
                orderId,
                OrderLinked.LINKED,
                salesOrderId,
                String.valueOf(orderId),
                FakeKatana.LOCATION,
                rows,
                Instant.now(),
                settled,
                account()));
    }

    public OrderCommand command(long orderId, String command) {
        return publish(new OrderCommand(hash, orderId, command, "tester", Instant.now(), null));
    }

    public <E extends Event> E publish(E event) {
        String topic = event instanceof OrderObserved
                ? Topics.ORDERS_RAW
                : event instanceof FulfillmentObserved
                        ? Topics.FULFILLMENTS_RAW
                        : event instanceof OrderLinked ? Topics.ORDER_LINKS : Topics.COMMANDS;
        raw(topic, event.ref().key(), Codec.encode(event));
        return event;
    }

    public void raw(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long last;

    /** Numbers rise, as ingest makes them. */
    private static synchronized long number() {
        last = Math.max(last + 1, System.currentTimeMillis());
        return last;
    }

    public static List<FakeShop.Line> lines(String... skusAndQuantities) {
        List<FakeShop.Line> lines = new ArrayList<>();
        for (int i = 0; i < skusAndQuantities.length; i += 2)
            lines.add(new FakeShop.Line(
                    World.nextId(), skusAndQuantities[i], Integer.parseInt(skusAndQuantities[i + 1])));
        return lines;
    }

    public static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }
}
