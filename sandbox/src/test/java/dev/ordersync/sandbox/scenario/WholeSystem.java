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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The packaged services as processes of their own on a real broker and a real database, against the sandbox. One for all
 * scenarios of this JVM; every scenario connects a store and a Katana account of its own.
 */
final class WholeSystem {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofMinutes(5);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static WholeSystem shared;

    private final Path data;
    private final Infrastructure infrastructure;
    private final Sandbox sandbox;
    private final Map<String, String> environment;
    private final ServiceProcess ingest;
    private final ServiceProcess mapping;
    private final ServiceProcess fulfillment;
    private final JsonApi api;

    /** Started when first asked for, ended with the JVM. */
    static synchronized WholeSystem shared() {
        if (shared == null) shared = new WholeSystem();
        return shared;
    }

    private WholeSystem() {
        try {
            data = Files.createTempDirectory("ordersync-scenario-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        infrastructure = Infrastructure.start(data, Map.of());
        sandbox = Sandbox.start(KernelOptions.defaults().webhookTimeScale(0.02));
        int port = FreePort.find();
        environment = environment(port);
        ingest = service("ingest-service", port);
        mapping = service("mapping-service", FreePort.find());
        fulfillment = service("fulfillment-service", FreePort.find());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        services().forEach(ServiceProcess::start);
        services().forEach(service -> service.awaitReady(READY));
        api = new JsonApi("http://localhost:" + port, "admin", "scenario-password");
    }

    private Map<String, String> environment(int port) {
        Map<String, String> environment = new LinkedHashMap<>(infrastructure.environment());
        environment.put("SYNC_BIGCOMMERCE_URL", sandbox.bigCommerceUrl());
        environment.put("SYNC_KATANA_URL", sandbox.katanaUrl());
        environment.put("SYNC_PUBLIC_URL", "http://localhost:" + port);
        environment.put("SYNC_MASTER_KEY", "c2NlbmFyaW8ga2V5LCBvbmx5IGZvciB0aGVzZSBydW4=");
        environment.put("SYNC_ADMIN_PASSWORD", "scenario-password");
        environment.put("SYNC_SWEEP_INTERVAL", "PT5S");
        return environment;
    }

    private ServiceProcess service(String name, int port) {
        Path root = Path.of(System.getProperty("ordersync.root", ".."));
        return new ServiceProcess(
                name, root, port, environment, data.resolve("logs").resolve(name + ".log"));
    }

    Sandbox sandbox() {
        return sandbox;
    }

    JsonApi api() {
        return api;
    }

    Infrastructure infrastructure() {
        return infrastructure;
    }

    ServiceProcess ingest() {
        return ingest;
    }

    ServiceProcess mapping() {
        return mapping;
    }

    ServiceProcess fulfillment() {
        return fulfillment;
    }

    List<ServiceProcess> services() {
        return List.of(ingest, mapping, fulfillment);
    }

    /** Opens a tax-exclusive USD store with an account of its own and connects both. */
    ConnectedStore connectDollarStore(Consumer<ObjectNode> settings) {
        return connect(StoreSetup.dollar(newHash(), "token-" + NUMBER.get()), settings);
    }

    /** Opens a tax-inclusive EUR store with an account of its own and connects both. */
    ConnectedStore connectEuroStore(Consumer<ObjectNode> settings) {
        return connect(StoreSetup.euro(newHash(), "token-" + NUMBER.get()), settings);
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
        return new ConnectedStore(this, shop, account, key);
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

    private void close() {
        services().parallelStream().forEach(service -> service.stop(Duration.ofSeconds(20)));
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
