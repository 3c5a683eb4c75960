package dev.ordersync.mapping.world;

import static org.awaitility.Awaitility.await;

import dev.ordersync.api.Secret;
import dev.ordersync.domain.OrderRef;
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
import dev.ordersync.testkit.Infra;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** One live store with its own Katana account, and what a test does to both. */
public final class World {
    private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());
    private static KafkaProducer<String, byte[]> producer;

    static {
        // a busy machine is slow; a condition that holds costs no time
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    public final String store =
            "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    public final FakeKatana.Account katana;
    public final FakeCatalogue catalogue = KatanaResource.catalogue;
    private final DataSource dataSource;
    private String apiKey;
    private final List<Event> told = new ArrayList<>();

    public World(DataSource dataSource) {
        this(dataSource, StoreSettings.defaults());
    }

    public World(DataSource dataSource, StoreSettings settings) {
        this.dataSource = dataSource;
        this.apiKey = "key-" + UUID.randomUUID();
        this.katana = KatanaResource.katana.account(apiKey);
        StoreRegister register = new StoreRegister(dataSource, Sealing.under(KatanaResource.MASTER_KEY));
        register.put(store, "Shop", Secret.of("token"), null, Secret.of(apiKey), settings);
        sql("select 1", tx -> register.move(tx, store, Store.Phase.LIVE));
        // remembered before the first order comes, as in life
        await("the store is remembered")
                .until(() -> count("select count(*) from mapping.order_record where store = '" + store + "'") == 1);
    }

    public void settings(StoreSettings settings) {
        new StoreRegister(dataSource, Sealing.under(KatanaResource.MASTER_KEY))
                .put(store, "Shop", null, null, null, settings);
    }

    /** The store gets another API key; Katana knows both as keys of the same account. */
    public void replaceKey() {
        String other = "key-" + UUID.randomUUID();
        KatanaResource.katana.alias(other, katana);
        useKey(other);
    }

    /** The store gets this API key; returns the one before. */
    public String useKey(String other) {
        String before = apiKey;
        apiKey = other;
        new StoreRegister(dataSource, Sealing.under(KatanaResource.MASTER_KEY))
                .put(store, "Shop", null, null, Secret.of(other), StoreSettings.defaults());
        return before;
    }

    public void phase(Store.Phase phase) {
        StoreRegister register = new StoreRegister(dataSource, Sealing.under(KatanaResource.MASTER_KEY));
        sql("select 1", tx -> register.move(tx, store, phase));
    }

    /** A disconnected store ceases to exist. */
    public void remove() {
        new StoreRegister(dataSource, Sealing.under(KatanaResource.MASTER_KEY)).remove(store);
    }

    public static ShopOrderDraft order(long id) {
        return new ShopOrderDraft(id);
    }

    /** The order as ingest would tell of it now, first heard of just now. */
    public OrderObserved observe(ShopOrderDraft draft) {
        return observe(draft, "webhook", Instant.now());
    }

    public OrderObserved observe(ShopOrderDraft draft, String origin, Instant firstSeen) {
        var json = draft.json();
        OrderObserved event = new OrderObserved(
                store,
                json.path("id").asLong(),
                NUMBERS.incrementAndGet(),
                Instant.now(),
                origin,
                json,
                null,
                null,
                null,
                firstSeen,
                Instant.now().minus(Duration.ofDays(1)),
                false);
        tell(Topics.ORDERS_RAW, event);
        return event;
    }

    public void salesOrderDeleted(long orderId, long salesOrderId) {
        katana.delete("/sales_orders", salesOrderId);
        salesOrderSeen(orderId, salesOrderId, true);
    }

    public void salesOrderSeen(long orderId, long salesOrderId, boolean deleted) {
        tell(
                Topics.FULFILLMENTS_RAW,
                new FulfillmentObserved(
                        store,
                        orderId,
                        salesOrderId,
                        NUMBERS.incrementAndGet(),
                        Instant.now(),
                        "webhook",
                        deleted,
                        katana.thing("/sales_orders", salesOrderId).deepCopy(),
                        null));
    }

    public void command(long orderId, String command) {
        tell(Topics.COMMANDS, new OrderCommand(store, orderId, command, "tester", Instant.now(), null));
    }

    public void tell(String topic, Event event) {
        told.add(event);
        send(topic, event.ref().key(), Codec.encode(event));
    }

    /** The links that were published of the order so far, oldest first. */
    public List<OrderLinked> links(long orderId) {
        List<OrderLinked> links = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infra.kafka()), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDER_LINKS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
                for (var record : consumer.poll(Duration.ofMillis(200)))
                    if (record.key().equals(ref(orderId).key()))
                        links.add(Codec.decode(record.value(), OrderLinked.class));
        } catch (Codec.Undecodable e) {
            throw new IllegalStateException(e);
        }
        return links;
    }

    /** The store's Katana account as the services name it. */
    public String account() {
        return text("select katana_account from control.store where hash = '" + store + "'");
    }

    /** Everything that was told of orders, told again, oldest first. */
    public void replay() {
        for (Event event : told)
            if (event instanceof OrderObserved observed)
                send(Topics.ORDERS_RAW, observed.ref().key(), Codec.encode(event));
    }

    public static synchronized void send(String topic, String key, byte[] value) {
        if (producer == null)
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", Infra.kafka()), new StringSerializer(), new ByteArraySerializer());
        producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    /** All that the service remembers of the store and of its account, as when its schema is emptied. */
    public void emptyTables() {
        for (String table : List.of("order_record", "snapshot", "work"))
            sql("delete from mapping." + table + " where store = '" + store + "'");
        for (String table : List.of("customer", "known_variant", "known_product", "tax_rate"))
            sql("delete from mapping." + table + " where account = '" + account() + "'");
    }

    /** What was last shown of the order: {@code state/cause}. */
    public String shown(long orderId) {
        return text("select coalesce(shown_state, '') || '/' || coalesce(shown_cause, '') from mapping.order_record "
                + "where store = '" + store + "' and order_id = " + orderId);
    }

    public String shownText(long orderId) {
        return text(
                "select shown_text from mapping.order_record where store = '" + store + "' and order_id = " + orderId);
    }

    public String link(long orderId) {
        return text("select state from mapping.order_record where store = '" + store + "' and order_id = " + orderId);
    }

    public long salesOrderId(long orderId) {
        return count("select sales_order_id from mapping.order_record where store = '" + store + "' and order_id = "
                + orderId);
    }

    public void awaitShown(long orderId, String shown) {
        await("order " + orderId + " is shown as " + shown)
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(shown(orderId))
                        .isEqualTo(shown));
    }

    /** Until all that was told of the order is taken, and its work is done, but for a later look, or parked. */
    public void awaitRest(long orderId) {
        long number = told.stream()
                .filter(event -> event.orderId() == orderId && event instanceof OrderObserved)
                .mapToLong(event -> ((OrderObserved) event).number())
                .max()
                .orElse(0);
        String of = " where store = '" + store + "' and order_id = " + orderId;
        String work = " where store = '" + store + "' and entity = '" + orderId + "' and (state in ('IDLE', 'PARKED')"
                + " or state = 'READY' and outcome = 'DONE' and run_at > now() + interval '5 seconds')";
        await("order " + orderId + " is at rest").until(() -> {
            boolean taken = count("select number from mapping.snapshot" + of) >= number;
            boolean behind = count("select count(*) from mapping.snapshot" + of + " and behind_part is not null") > 0;
            return taken && !behind && count("select count(*) from mapping.work" + work) == 1;
        });
    }

    /** The partition of the order's records. */
    public int partition(long orderId) {
        byte[] key = ref(orderId).key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return org.apache.kafka.common.utils.Utils.toPositive(org.apache.kafka.common.utils.Utils.murmur2(key)) % 12;
    }

    public OrderRef ref(long orderId) {
        return new OrderRef(store, orderId);
    }

    /** What happens in a transaction. */
    public interface Doing {
        void in(Connection tx) throws SQLException;
    }

    public void sql(String statement, Doing doing) {
        try (Connection tx = dataSource.getConnection()) {
            tx.createStatement().execute(statement);
            doing.in(tx);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void sql(String statement) {
        sql(statement, tx -> {});
    }

    public String text(String query) {
        try (Connection tx = dataSource.getConnection();
                var rows = tx.createStatement().executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String query) {
        String text = text(query);
        return text == null ? 0 : Long.parseLong(text);
    }
}
