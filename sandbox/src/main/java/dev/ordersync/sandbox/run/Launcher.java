package dev.ordersync.sandbox.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Behind {@code ./run}: the broker, the database, the three services and, unless told otherwise, the sandbox with a
 * sample store, in one go. Ends everything on Ctrl-C.
 */
public final class Launcher {
    private static final Duration READY = Duration.ofMinutes(4);
    private static final Printer PRINTER = new Printer(System.out);

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        for (String argument : given)
            if (!List.of("--no-sandbox", "--clean").contains(argument)) {
                System.err.println("usage: ./run [--no-sandbox] [--clean]");
                System.exit(2);
            }
        Path root = Path.of(System.getProperty("ordersync.root", "."))
                .toAbsolutePath()
                .normalize();
        Path data = root.resolve(".data");
        Files.createDirectories(root.resolve(".data"));
        try (FileChannel lock = FileChannel.open(root.resolve(".data/lock"), CREATE, WRITE)) {
            if (lock.tryLock() == null) throw new IllegalStateException("it is running already, in this very folder");
            Supervisor.endLeftovers(data);
            if (given.contains("--clean")) clean(data);
            run(root, data, !given.contains("--no-sandbox"));
        } catch (RuntimeException e) {
            PRINTER.flush();
            System.err.println("run: " + e.getMessage());
            System.exit(1); // the shutdown hook ends what has been started
        }
    }

    private static void run(Path root, Path data, boolean sandbox) throws InterruptedException {
        for (int port : sandbox ? new int[] {8080, 8081, 8082, 8090} : new int[] {8080, 8081, 8082}) demandFree(port);
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        // set to nothing is not set, but for the address: without one there are no webhooks
        environment
                .entrySet()
                .removeIf(one -> one.getValue().isBlank() && !one.getKey().equals("SYNC_PUBLIC_URL"));
        say("starting Kafka and PostgreSQL" + (sandbox ? ", the sandbox" : "") + " and the three services ...");
        Infrastructure infrastructure = Infrastructure.start(data, environment);
        SampleShop shop = sandbox ? SampleShop.open(data, "localhost") : null;
        environment.putAll(infrastructure.environment());
        Map<String, String> secrets = LocalSecrets.load(data, environment);
        environment.putAll(secrets);
        if (shop != null) environment.putAll(shop.environment());
        environment.putIfAbsent("SYNC_PUBLIC_URL", "http://localhost:8080");
        Supervisor supervisor = new Supervisor(services(root, data, environment), data, Launcher::say);
        JsonApi api = new JsonApi(
                "http://localhost:8080", secrets.get("SYNC_ADMIN_USER"), secrets.get("SYNC_ADMIN_PASSWORD"));
        OrderTicker ticker = new OrderTicker(api, Launcher::say);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say("stopping ...");
            ticker.close();
            supervisor.close();
            if (shop != null) shop.close();
            infrastructure.close();
            say("stopped; the data is kept in .data");
            PRINTER.flush();
            ended.countDown();
        }));
        supervisor.start(READY);
        ticker.start();
        if (shop != null) shop.connect(api, Launcher::say);
        announce(data, secrets, shop != null);
        ended.await();
    }

    private static void demandFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // what only waits for its time to end does not count as taken
            socket.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            throw new IllegalStateException("port " + port + " is taken by another program; end it first", taken);
        }
    }

    private static List<ServiceProcess> services(Path root, Path data, Map<String, String> environment) {
        Path logs = data.resolve("logs");
        return List.of(
                new ServiceProcess("ingest-service", root, 8080, environment, logs.resolve("ingest-service.log")),
                new ServiceProcess("mapping-service", root, 8081, environment, logs.resolve("mapping-service.log")),
                new ServiceProcess(
                        "fulfillment-service", root, 8082, environment, logs.resolve("fulfillment-service.log")));
    }

    private static void announce(Path data, Map<String, String> secrets, boolean sandbox) {
        say("");
        say("sign in as " + secrets.get("SYNC_ADMIN_USER")
                + (System.getenv("SYNC_ADMIN_PASSWORD") == null
                        ? " with the password " + secrets.get("SYNC_ADMIN_PASSWORD")
                        : " with the password of SYNC_ADMIN_PASSWORD")
                + "; logs are in " + Path.of("").toAbsolutePath().relativize(data.resolve("logs")));
        say("ready: API http://localhost:8080/api/stores"
                + (sandbox ? " · sandbox (both shops, place an order here) http://localhost:8090/" : "")
                + " · mapping http://localhost:8081 · fulfillment http://localhost:8082 · Ctrl-C stops all");
    }

    /** Deletes all data but the lock that we hold. */
    private static void clean(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                if (!file.equals(data) && !file.equals(data.resolve("lock"))) Files.delete(file);
        }
    }

    private static void say(String line) {
        PRINTER.say(line);
    }

    private Launcher() {}
}
