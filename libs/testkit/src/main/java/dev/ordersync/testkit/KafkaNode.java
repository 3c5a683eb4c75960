package dev.ordersync.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** The real Kafka broker (KRaft, one node) inside this JVM; its data outlives it when the folder does. */
public final class KafkaNode implements AutoCloseable {
    // fixed: another id on a second start over kept data is refused
    private static final String CLUSTER_ID = "b3JkZXJzeW5jLWtma2EtMQ";

    public static final String USER = "ordersync";

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final String password;
    private KafkaRaftServer server;

    private KafkaNode(Path folder, int port, int controllerPort, String password) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
        this.password = password;
    }

    /** Starts a broker that keeps its log in the folder. */
    public static KafkaNode start(Path folder, int port) {
        return start(folder, port, null);
    }

    /** Starts a broker that answers only the user {@link #USER} with this password (SASL PLAIN). */
    public static KafkaNode guarded(Path folder, int port, String password) {
        return start(folder, port, password);
    }

    private static KafkaNode start(Path folder, int port, String password) {
        KafkaNode node = new KafkaNode(folder, port, FreePort.find(), password);
        node.start();
        return node;
    }

    /** Starts again after {@link #stop()}, on the same port and data. */
    public synchronized void start() {
        if (server != null) return;
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        // Kafka looks its own classes up by the thread's loader, which may be that of a service under test
        current.setContextClassLoader(KafkaNode.class.getClassLoader());
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("server.properties");
            Properties settings = settings();
            Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining("\n")));
            var silent = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            StorageTool.execute(
                    new String[] {
                        "format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", file.toString()
                    },
                    silent);
            server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
            server.startup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private Properties settings() {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        p.put("listeners", "CLIENTS://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        p.put("advertised.listeners", "CLIENTS://localhost:" + port);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "CLIENTS");
        String protocol = password == null ? "PLAINTEXT" : "SASL_PLAINTEXT";
        p.put("listener.security.protocol.map", "CLIENTS:" + protocol + ",CONTROLLER:PLAINTEXT");
        if (password != null) {
            p.put("sasl.enabled.mechanisms", "PLAIN");
            p.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
            p.put(
                    "listener.name.clients.plain.sasl.jaas.config",
                    login(password).replace(";", " user_" + USER + "=\"" + password + "\";"));
        }
        p.put("log.dirs", folder.resolve("log").toString());
        p.put("num.partitions", "12");
        p.put("offsets.topic.num.partitions", "4");
        p.put("offsets.topic.replication.factor", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        // the default wants more memory than a small heap has
        p.put("log.cleaner.dedupe.buffer.size", "8388608");
        // a broker that was killed may register again soon
        p.put("broker.session.timeout.ms", "5000");
        p.put("broker.heartbeat.interval.ms", "1000");
        return p;
    }

    /** What a client says to a guarded broker: the value of {@code sasl.jaas.config}. */
    public static String login(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + USER + "\" password=\""
                + password + "\";";
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Stops the broker; the data stays. */
    public synchronized void stop() {
        if (server == null) return;
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    @Override
    public void close() {
        stop();
    }
}
