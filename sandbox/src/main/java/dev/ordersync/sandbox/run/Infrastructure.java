package dev.ordersync.sandbox.run;

import dev.ordersync.testkit.FreePort;
import dev.ordersync.testkit.KafkaNode;
import dev.ordersync.testkit.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The broker and the database that the services need: embedded, with their data in a folder, unless the environment
 * names others.
 */
public final class Infrastructure implements AutoCloseable {
    private static final String DATABASE = "ordersync";

    private final Map<String, String> environment = new LinkedHashMap<>();
    private KafkaNode kafka;
    private Postgres postgres;

    private Infrastructure() {}

    /** Starts what {@code given} does not name. Both start at the same time. */
    public static Infrastructure start(Path data, Map<String, String> given) {
        Infrastructure infrastructure = new Infrastructure();
        CompletableFuture<Void> database = CompletableFuture.runAsync(() -> infrastructure.startPostgres(data, given));
        infrastructure.startKafka(data, given);
        database.join();
        return infrastructure;
    }

    private void startKafka(Path data, Map<String, String> given) {
        String servers = given.get("KAFKA_BOOTSTRAP_SERVERS");
        if (servers == null) {
            kafka = KafkaNode.start(data.resolve("kafka"), preferred(29092));
            servers = kafka.bootstrapServers();
        }
        put("KAFKA_BOOTSTRAP_SERVERS", servers);
    }

    private void startPostgres(Path data, Map<String, String> given) {
        if (given.containsKey("QUARKUS_DATASOURCE_JDBC_URL")) {
            for (String name : new String[] {"JDBC_URL", "USERNAME", "PASSWORD"})
                if (given.containsKey("QUARKUS_DATASOURCE_" + name))
                    put("QUARKUS_DATASOURCE_" + name, given.get("QUARKUS_DATASOURCE_" + name));
            return;
        }
        postgres = Postgres.start(data.resolve("postgres"), preferred(25432));
        postgres.createDatabase(DATABASE);
        put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(DATABASE));
        put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
        put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
    }

    private synchronized void put(String name, String value) {
        environment.put(name, value);
    }

    /** What the services must be told to find broker and database. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** The embedded broker; null when the environment named one. */
    public KafkaNode kafka() {
        return kafka;
    }

    /** The embedded database; null when the environment named one. */
    public Postgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        if (kafka != null) kafka.close();
        if (postgres != null) postgres.close();
    }

    private static int preferred(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return FreePort.find();
        }
    }
}
