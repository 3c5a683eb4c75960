package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.invariants.Invariants;
import dev.ordersync.sandbox.invariants.StoreRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Broker, database, webhooks or memory are lost, and the system heals alone (INV-18): orders placed before, during and after
 * arrive once.
 *
 * <p>Guards: outbox and intake positions, the receipt before the answer, the search before a create when the memory may be
 * lost, the sweep, the check of the hooks.
 */
@Tag("faults")
class HealingScenario {
    private static final Duration HEALED = Duration.ofMinutes(5);
    private static WholeSystem system;

    @BeforeAll
    static void start() {
        system = WholeSystem.start(Shape.single()
                .webhookTime(0.0002)
                .with("SYNC_INGEST_HOOK_INTERVAL", "PT10S")
                .with("SYNC_SWEEP_INTERVAL", "PT15S"));
    }

    /** Whatever a failed test has stopped. */
    @BeforeEach
    void everythingRuns() {
        system.infrastructure().postgres().start();
        system.infrastructure().kafka().start();
        system.awaitServices();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void theDatabaseRestartsUnderLoad() {
        Trade trade = new Trade();
        trade.place(5);
        for (int i = 0; i < 3; i++) {
            trade.place(5);
            system.infrastructure().postgres().stop();
            trade.place(2);
            system.infrastructure().postgres().start();
        }
        trade.place(5);
        trade.isWhole();
    }

    @Test
    void theBrokerRestartsInTheMiddleOfABatch() {
        Trade trade = new Trade();
        trade.place(5);
        for (int i = 0; i < 3; i++) {
            trade.place(10);
            system.infrastructure().kafka().stop();
            trade.place(2);
            system.infrastructure().kafka().start();
        }
        trade.place(5);
        trade.isWhole();
    }

    /** All topics and all consumers' positions are gone; the databases are not. */
    @Test
    void theBrokersDataAreWiped() {
        Trade trade = new Trade();
        trade.place(10);
        trade.isWhole();
        system.infrastructure().kafka().stop();
        trade.place(3);
        delete(system.data().resolve("kafka"));
        system.infrastructure().kafka().start();
        trade.place(5);
        trade.editAll();
        trade.isWhole();
    }

    /** mapping's whole memory is lost and its topics are read from the beginning: nothing is written anywhere. */
    @Test
    void theBindingsAreEmptiedAndTheTopicIsReadAgain() throws SQLException {
        Trade trade = new Trade();
        trade.place(10);
        trade.isWhole();
        Instant rest = Instant.now();
        system.mapping().stop(Duration.ofSeconds(40));
        try (var connection = system.database().getConnection();
                var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'mapping'"
                    + " and tablename <> 'flyway_schema_history'")) {
                while (rows.next()) tables.add("mapping." + rows.getString(1));
            }
            statement.execute("truncate " + String.join(", ", tables));
        }
        Offsets.forget(system, "mapping-service", "bigcommerce.orders.raw", "katana.fulfillments.raw");
        system.mapping().start();
        system.mapping().awaitReady(Duration.ofMinutes(10));

        await().atMost(HEALED)
                .untilAsserted(() -> assertThat(trade.store.count(
                                "select count(*) from mapping.order_record where state = 'linked' and store = '"
                                        + trade.store.hash() + "'"))
                        .isEqualTo(trade.orders.size()));
        assertThat(trade.invariants.inv10Quiet(rest)).isEmpty();
        trade.editAll();
        trade.place(3);
        trade.isWhole();
    }

    /** The doors are shut until the platform has given up and switched its hooks off: 48 hours, here in seconds. */
    @Test
    void anOutageOf49HoursEndsWithRepairedHooksAndAllOrders() {
        Trade trade = new Trade();
        trade.place(2);
        trade.isWhole();
        int hooks = trade.store.activeHooks();
        system.ingest().kill();
        trade.place(4);
        await().atMost(HEALED).until(() -> trade.store.activeHooks() < hooks);

        system.ingest().start();
        system.ingest().awaitReady(Duration.ofMinutes(10));

        trade.isWhole();
        await().atMost(HEALED).until(() -> trade.store.activeHooks() == hooks);
        long mark = trade.store.journalMark();
        trade.place(1);
        await().atMost(HEALED)
                .untilAsserted(() -> assertThat(trade.store.deliveries(mark)).anyMatch(entry -> entry.status() == 200));
        trade.isWhole();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One store with its orders. */
    private static final class Trade {
        private final ConnectedStore store = system.connectDollarStore(settings -> {});
        private final List<Integer> orders = new ArrayList<>();
        private final Invariants invariants = new Invariants(system.sandbox())
                .accountQuota(100_000)
                .store(store.hash(), StoreRules.defaults(store.account(), Instant.now()));

        Trade() {
            store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        }

        void place(int count) {
            for (int i = 0; i < count; i++)
                orders.add(store.shop()
                        .place(Checkout.guest(Address.us("Ida", "N", "ida@shopper.example"))
                                .line("MUG", 1 + i % 3)));
        }

        void editAll() {
            orders.forEach(order -> store.shop().edit(order, save -> save.quantity("MUG", 7)));
        }

        void isWhole() {
            await().atMost(HEALED)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(invariants.atRest()).isEmpty());
            assertThat(invariants.always()).isEmpty();
            orders.forEach(order -> assertThat(store.salesOrders(order)).hasSize(1));
        }
    }
}
