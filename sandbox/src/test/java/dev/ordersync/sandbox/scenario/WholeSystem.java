package dev.ordersync.sandbox.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.KernelOptions;
import dev.ordersync.sandbox.run.Infrastructure;
import dev.ordersync.sandbox.run.JsonApi;
import dev.ordersync.sandbox.run.ServiceProcess;
import dev.ordersync.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The packaged services as processes of their own on a real broker and a real database, against the sandbox. One for all
 * ordinary scenarios of this JVM: every scenario connects a store and a Katana account of its own. Those that need
 * replicas, or break what others need, start one for themselves.
 */
final class WholeSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofMinutes(10);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String DATABASE = "ordersync";
    private static WholeSystem shared;

    private final Path data;
    private final Infrastructure infrastructure;
    private final Sandbox sandbox;
    private final Map<String, String> environment;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final Balancer balancer;
    private final JsonApi api;
    /** Stores that may be at work. */
    private final List<ConnectedStore> connected = new CopyOnWriteArrayList<>();

    private boolean closed;

    /**
     * Started when first asked for, ended with the JVM. Whoever asks has it to himself: stores of tests that are over are
     * paused, or dozens of them would sweep beside the one that is looked at.
     */
    static synchronized WholeSystem shared() {
        if (shared == null) shared = start(Shape.single());
        shared.pauseAll();
        return shared;
    }

    private void pauseAll() {
        connected.forEach(store -> api().post(store.path("/pause"), null));
        connected.clear();
    }

    /** A system of a scenario's own; ended with {@link #close()} or with the JVM. */
    static WholeSystem start(Shape shape) {
        return new WholeSystem(shape);
    }

    private WholeSystem(Shape shape) {
        try {
            data = Files.createTempDirectory("ordersync-scenario-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        infrastructure = Infrastructure.start(data, Map.of());
        sandbox = Sandbox.start(
                KernelOptions.defaults().webhookTimeScale(shape.webhookTime()).journalEntries(shape.journalEntries()));
        balancer = new Balancer(() -> replicas("ingest-service").stream()
                .filter(ServiceProcess::isAlive)
                .map(ServiceProcess::port)
                .toList());
        environment = environment(balancer.port(), shape.environment());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        for (int i = 0; i < shape.ingest(); i++) services.add(service("ingest-service", Map.of()));
        for (int i = 0; i < shape.mapping(); i++) services.add(service("mapping-service", Map.of()));
        for (int i = 0; i < shape.fulfillment(); i++) services.add(service("fulfillment-service", Map.of()));
        services.forEach(ServiceProcess::start);
        services.forEach(service -> service.awaitReady(READY));
        api = new JsonApi("http://localhost:" + balancer.port(), "admin", "scenario-password");
    }

    private Map<String, String> environment(int port, Map<String, String> more) {
        Map<String, String> environment = new LinkedHashMap<>(infrastructure.environment());
        environment.put("SYNC_BIGCOMMERCE_URL", sandbox.bigCommerceUrl());
        environment.put("SYNC_KATANA_URL", sandbox.katanaUrl());
        environment.put("SYNC_PUBLIC_URL", "http://localhost:" + port);
        environment.put("SYNC_MASTER_KEY", "c2NlbmFyaW8ga2V5LCBvbmx5IGZvciB0aGVzZSBydW4=");
        environment.put("SYNC_ADMIN_PASSWORD", "scenario-password");
        environment.put("SYNC_SWEEP_INTERVAL", "PT5S");
        environment.putAll(more);
        return environment;
    }

    private ServiceProcess service(String name, Map<String, String> more) {
        Path root = Path.of(System.getProperty("ordersync.root", ".."));
        Map<String, String> own = new LinkedHashMap<>(environment);
        own.putAll(more);
        int port = FreePort.find();
        return new ServiceProcess(name, root, port, own, data.resolve("logs").resolve(name + "-" + port + ".log"));
    }

    /** Another replica, which differs from the others by some of its environment. */
    ServiceProcess add(String name, Map<String, String> more) {
        ServiceProcess service = service(name, more);
        services.add(service);
        service.start();
        service.awaitReady(READY);
        return service;
    }

    /** A replica goes for good, as an orderly scale-down ends it. */
    void remove(ServiceProcess service) {
        services.remove(service);
        service.stop(Duration.ofSeconds(40));
    }

    /** Starts again what was killed, and waits until all are ready. */
    void awaitServices() {
        services.forEach(ServiceProcess::start);
        services.forEach(service -> service.awaitReady(READY));
    }

    /** What the services have printed so far, all of it. */
    List<String> printed(ServiceProcess service) {
        try {
            return Files.readAllLines(data.resolve("logs").resolve(service.name() + "-" + service.port() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    JsonApi api() {
        return api;
    }

    /** What the services were told. */
    Map<String, String> environment() {
        return environment;
    }

    Infrastructure infrastructure() {
        return infrastructure;
    }

    /** The services' database, for what an operator would look up or break by hand. */
    DataSource database() {
        return infrastructure.postgres().dataSource(DATABASE);
    }

    /** Where the services' output and the data are. */
    Path data() {
        return data;
    }

    List<ServiceProcess> replicas(String name) {
        return services.stream().filter(service -> service.name().equals(name)).toList();
    }

    ServiceProcess ingest() {
        return replicas("ingest-service").get(0);
    }

    ServiceProcess mapping() {
        return replicas("mapping-service").get(0);
    }

    ServiceProcess fulfillment() {
        return replicas("fulfillment-service").get(0);
    }

    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    /** Opens a tax-exclusive USD store with an account of its own and connects both. */
    ConnectedStore connectDollarStore(Consumer<ObjectNode> settings) {
        return connect(StoreSetup.dollar(newHash(), "token-" + NUMBER.get()).quota(100_000), settings);
    }

    /** Opens a tax-inclusive EUR store with an account of its own and connects both. */
    ConnectedStore connectEuroStore(Consumer<ObjectNode> settings) {
        return connect(StoreSetup.euro(newHash(), "token-" + NUMBER.get()).quota(100_000), settings);
    }

    static String newHash() {
        return "store" + NUMBER.incrementAndGet();
    }

    ConnectedStore connect(StoreSetup setup, Consumer<ObjectNode> settings) {
        ConnectedStore store = prepare(setup, "account-" + setup.hash());
        store.put(settings);
        store.activate();
        return store;
    }

    /** Opens shop and account; nothing is connected yet. */
    ConnectedStore prepare(StoreSetup setup, String account) {
        Shop shop = sandbox.bigCommerce().open(setup);
        String key = "key-" + account;
        sandbox.katana().account(account, key, setup.currency());
        // scenarios look at behaviour; those about the quota set it themselves
        sandbox.katana().options(account).rateLimit = 100_000;
        return remembered(new ConnectedStore(this, shop, account, key));
    }

    /** Opens another shop that works with the Katana account of a store. */
    ConnectedStore join(StoreSetup setup, ConnectedStore other) {
        return remembered(
                new ConnectedStore(this, sandbox.bigCommerce().open(setup), other.account(), "key-" + other.account()));
    }

    private ConnectedStore remembered(ConnectedStore store) {
        connected.add(store);
        return store;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        ServiceProcess.stopAll(services(), Duration.ofSeconds(20));
        balancer.close();
        sandbox.close();
        infrastructure.close();
        if (Boolean.getBoolean("scenario.keep")) return;
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + data);
        }
    }
}
