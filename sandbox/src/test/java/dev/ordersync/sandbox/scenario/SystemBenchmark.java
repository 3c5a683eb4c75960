package dev.ordersync.sandbox.scenario;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.Entry;
import dev.ordersync.sandbox.run.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn verify -Pbenchmark}: how fast it is, as a table, beside two limits that this machine showed in the same run.
 * It asserts nothing: figures depend on the machine. {@code -Dbenchmark.backlog=5000} makes it shorter.
 */
class SystemBenchmark {
    private static final int BACKLOG = Integer.getInteger("benchmark.backlog", 50_000);
    private static final int BULK = Integer.getInteger("benchmark.bulk", 3_000);
    private static final int LIVE = 150;
    private static final Duration LIVE_PAUSE = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(60);

    private final BenchmarkTable table = new BenchmarkTable();

    @Test
    void measuresAndPrintsTheTable() throws IOException {
        try (WholeSystem system = WholeSystem.start(Shape.replicas(0, 0, 0)
                .with("SYNC_SWEEP_INTERVAL", "PT5M")
                .with("SYNC_INGEST_BACKLOG_PER_SECOND", "1000"))) {
            start(system);
            limits(system);
            ConnectedStore live = open(system, "live", 100_000);
            live.activate();
            latency("webhook to sales order", live);
            door(system, live);
            orders(system);
            ConnectedStore huge = backlog(system);
            latency("the same beside " + BACKLOG + " due orders of another account", live);
            share(system, huge);
            neighbour(system, huge);
            memory(system);
        }
        System.out.println(table);
        Files.writeString(Path.of("target/benchmark.md"), table.toString());
    }

    private void start(WholeSystem system) {
        for (String name : List.of("ingest-service", "mapping-service", "fulfillment-service")) {
            system.add(name, java.util.Map.of()).stop(Duration.ofSeconds(40));
            ServiceProcess service = system.replicas(name).get(0);
            long begun = System.nanoTime();
            service.start();
            service.awaitReady(Duration.ofMinutes(10));
            table.row("start-up of " + name, BenchmarkTable.seconds(System.nanoTime() - begun), "under 5 s");
        }
    }

    private void limits(WholeSystem system) {
        RawLimits limits = new RawLimits(system, BULK);
        table.row("limit: Kafka, the same records produced (acks=all) and consumed", limits.kafka() + " records/s", "");
        table.row(
                "limit: PostgreSQL, the same rows committed one by one, 8 connections",
                limits.postgres() + " commits/s",
                "");
    }

    /** Even load of single orders, from the placing in the shop to the sales order in Katana. */
    private void latency(String what, ConnectedStore store) {
        shop(store, 20);
        List<Duration> latencies = shop(store, LIVE);
        table.row(what + " (2.5 orders/s)", BenchmarkTable.percentiles(latencies), "p99 under 2 s");
    }

    private static List<Duration> shop(ConnectedStore store, int count) {
        List<Integer> placed = new ArrayList<>();
        Pace.every(LIVE_PAUSE, count, i -> placed.add(store.shop().place(order(i))));
        until(() -> store.living() >= store.shop().read(shop -> shop.orders().size()));
        return store.latencies(placed);
    }

    private void door(WholeSystem system, ConnectedStore store) {
        try (DoorLoad load = new DoorLoad(system.ingest().port(), store.hash(), store.doorSecret())) {
            load.atRate(300, Duration.ofSeconds(10));
            DoorLoad.Result even = load.atRate(500, Duration.ofSeconds(20));
            table.row(
                    "webhook door at 500/s",
                    Math.round(even.perSecond()) + "/s answered 200, " + BenchmarkTable.percentiles(even.latencies()),
                    "p99 under 50 ms");
            DoorLoad.Result most = load.asFastAsPossible(48, Duration.ofSeconds(15));
            table.row(
                    "webhook door, 48 senders as fast as they can",
                    Math.round(most.perSecond()) + "/s answered 200, " + BenchmarkTable.percentiles(most.latencies()),
                    "");
        }
        until(() -> store.count("select count(*) from ingest.work where state <> 'IDLE' and store = '" + store.hash()
                        + "' and kind like '%ORDER%'")
                < 5);
    }

    private void orders(WholeSystem system) {
        ConnectedStore bulk = open(system, "bulk", 1_000_000);
        for (int i = 0; i < BULK; i++) bulk.shop().place(order(i));
        long begun = System.nanoTime();
        bulk.activate();
        until(() -> bulk.living() >= BULK);
        double perSecond = BULK * 1e9 / (System.nanoTime() - begun);
        table.row(
                "import of " + BULK + " orders, quotas lifted, shop to Katana",
                "%.0f orders/s".formatted(perSecond),
                "");
    }

    private ConnectedStore backlog(WholeSystem system) {
        ConnectedStore huge =
                open(system, StoreSetup.dollar("huge", "token-huge").untaxed(), 60);
        for (int i = 0; i < BACKLOG; i++) huge.shop().place(order(i));
        long begun = System.nanoTime();
        huge.activate();
        until(() -> huge.count("select count(*) from mapping.work where store = 'huge' and state = 'READY'")
                > BACKLOG * 0.98);
        table.row(
                "import of " + BACKLOG + " untaxed orders up to mapping's queue",
                "%.0f orders/s".formatted(BACKLOG * 1e9 / (System.nanoTime() - begun)),
                "");
        return huge;
    }

    private void share(WholeSystem system, ConnectedStore huge) {
        long begun = system.sandbox().kernel().clock().millis();
        until(() -> system.sandbox().kernel().clock().millis() > begun + 180_000);
        List<Entry> calls = huge.katanaCalls(0).stream()
                .filter(call -> call.at() >= begun && call.at() < begun + 180_000)
                .toList();
        long refused = calls.stream().filter(call -> call.status() == 429).count();
        table.row(
                "Katana's 60/min under backlog, over 3 minutes",
                "%.1f %% used, %.1f %% answered 429"
                        .formatted(calls.size() / 1.8, 100.0 * refused / Math.max(1, calls.size())),
                "over 95 %, under 1 %");
    }

    /** A second store on the backlog's own account: 60 calls a minute for both. */
    private void neighbour(WholeSystem system, ConnectedStore huge) {
        ConnectedStore beside =
                system.join(StoreSetup.dollar("beside", "token-beside").quota(100_000), huge);
        beside.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        beside.put(settings -> {});
        beside.activate();
        List<Integer> placed = new ArrayList<>();
        Pace.every(Duration.ofSeconds(4), 30, i -> placed.add(beside.shop().place(order(i))));
        until(() -> beside.living() >= 30);
        table.row(
                "the same beside them on one account of 60/min (15 orders/min)",
                BenchmarkTable.percentiles(beside.latencies(placed)),
                "under 3 min");
    }

    private void memory(WholeSystem system) {
        for (ServiceProcess service : system.services())
            table.row("memory of " + service.name() + " after all this", resident(service) + " MiB", "under 350 MiB");
    }

    private static long resident(ServiceProcess service) {
        try {
            return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConnectedStore open(WholeSystem system, String name, int quota) {
        return open(system, StoreSetup.dollar(name, "token-" + name), quota);
    }

    private static ConnectedStore open(WholeSystem system, StoreSetup setup, int quota) {
        ConnectedStore store = system.prepare(setup.quota(100_000), "account-" + setup.hash());
        system.sandbox().katana().options(store.account()).rateLimit = quota;
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.put(settings -> {});
        return store;
    }

    private static Checkout order(int i) {
        return Checkout.guest(Address.us("Shopper" + i % 50, "X", "shopper" + i % 50 + "@shopper.example"))
                .line("MUG", 1 + i % 3);
    }

    private static void until(BooleanSupplier reached) {
        Awaitility.await().atMost(LONG).pollInterval(500, TimeUnit.MILLISECONDS).until(reached::getAsBoolean);
    }
}
