package dev.ordersync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One Kafka and one PostgreSQL for all tests of this JVM, started when first asked for: in containers where a Docker
 * engine answers, else embedded ({@code -Dtest.infra=containers|embedded} decides by hand).
 */
public final class Infra {
    private static final String SOCKET = "/var/run/docker.sock";

    private static Path folder;
    private static Postgres embeddedPostgres;
    private static KafkaNode embeddedKafka;
    private static PostgreSQLContainer postgresContainer;
    private static KafkaContainer kafkaContainer;

    /** A database of one's own on the shared server. */
    public record Database(String url, String username, String password) {
        public DataSource dataSource() {
            return Postgres.dataSource(url, username, password);
        }
    }

    /** Creates an empty database, so that no test sees another's rows. */
    public static synchronized Database freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        if (containers()) {
            if (postgresContainer == null) {
                postgresContainer = new PostgreSQLContainer("postgres:18");
                postgresContainer.start();
            }
            String url = postgresContainer.getJdbcUrl();
            String user = postgresContainer.getUsername();
            String password = postgresContainer.getPassword();
            Postgres.createDatabase(Postgres.dataSource(url, user, password), name);
            return new Database(url.replaceFirst("/[^/?]+(\\?.*)?$", "/" + name), user, password);
        }
        if (embeddedPostgres == null) embeddedPostgres = Postgres.start(folder().resolve("postgres"), FreePort.find());
        embeddedPostgres.createDatabase(name);
        return new Database(embeddedPostgres.jdbcUrl(name), embeddedPostgres.username(), embeddedPostgres.password());
    }

    /** Bootstrap servers of the shared broker; use topics of your own. */
    public static synchronized String kafka() {
        if (containers()) {
            if (kafkaContainer == null) {
                kafkaContainer = new KafkaContainer("apache/kafka:4.1.1");
                kafkaContainer.start();
            }
            return kafkaContainer.getBootstrapServers();
        }
        if (embeddedKafka == null) embeddedKafka = KafkaNode.start(folder().resolve("kafka"), FreePort.find());
        return embeddedKafka.bootstrapServers();
    }

    private static boolean containers() {
        String mode = System.getProperty("test.infra", "auto");
        if (!mode.equals("auto")) return mode.equals("containers");
        // a look at the socket first: asking for an engine that is not there takes long
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(Path.of(SOCKET))) return false;
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("ordersync-test-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(Infra::cleanUp));
        }
        return folder;
    }

    private static void cleanUp() {
        // the broker ends with this JVM; a clean stop of it would only take time
        if (embeddedPostgres != null) embeddedPostgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    private Infra() {}
}
