package dev.ordersync.ingest.world;

import dev.ordersync.testkit.FreePort;
import dev.ordersync.testkit.Infra;
import dev.ordersync.testkit.KafkaNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real database behind a cable, a real broker of our own, and both outside systems as a stand-in. */
public final class World implements QuarkusTestResourceLifecycleManager {
    public static final String PASSWORD = "marker-admin-password";

    private KafkaNode kafka;
    private Cable cable;
    private Sides sides;

    @Override
    public Map<String, String> start() {
        try {
            kafka = KafkaNode.start(Files.createTempDirectory("ingest-kafka-"), FreePort.find());
            Infra.Database database = Infra.freshDatabase();
            Matcher port = Pattern.compile("(.*://[^:/]+:)(\\d+)(/.*)").matcher(database.url());
            if (!port.matches()) throw new IllegalStateException("database url: " + database.url());
            cable = new Cable(Integer.parseInt(port.group(2)));
            sides = new Sides(Map.of(
                    "database-down", cable::pull,
                    "database-up", cable::plug,
                    "broker-down", kafka::stop,
                    "broker-up", kafka::start));
            Map<String, String> config = new HashMap<>();
            config.put("kafka.bootstrap.servers", kafka.bootstrapServers());
            config.put("quarkus.datasource.jdbc.url", port.group(1) + cable.port() + port.group(3));
            config.put("quarkus.datasource.username", database.username());
            config.put("quarkus.datasource.password", database.password());
            config.put("sync.bigcommerce.url", sides.url() + "/bigcommerce");
            config.put("sync.katana.url", sides.url() + "/katana/v1");
            config.put("sync.public-url", "http://sync.example.test");
            config.put("sync.master-key", Base64.getEncoder().encodeToString(new byte[32]));
            config.put("sync.admin.password", PASSWORD);
            config.put("sync.users-file", users().toString());
            config.put("sync.sweep-interval", "PT1H");
            config.put("sync.ingest.page-size", "20");
            config.put("sync.ingest.signature-tolerance", "PT10M");
            config.put("sync.ingest.fulfillment-sweep-interval", "PT0.01S");
            config.put("test.sides", sides.url());
            config.put("quarkus.http.test-port", "0");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A viewer with the password "vera-looks-only" and an operator with "oscar-operates". */
    private static Path users() throws IOException {
        Path file = Files.createTempFile("users-", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, """
                users:
                  vera: {role: viewer, password: "pbkdf2-sha512$210000$MDEyMzQ1Njc4OWFiY2RlZg==$N0DYx3QAvzb41vUBoPSzvMrUofdWmtPbD9eT/RCTMERMO/FKnsyk1JaP7dN8vz4XUZ9AWlfMYBQU2BE2M1jo1w=="}
                  oscar: {role: operator, password: "pbkdf2-sha512$210000$ZmVkY2JhOTg3NjU0MzIxMA==$dSiQu/8ZfnyGUloVv88wSX2yNR5aAtXMfJk7fnAUmTtClGG1rcWtNwryHjwwCqY3QXWjxsX4q5MjAC0EC9fHbA=="}
                """);
    }

    @Override
    public void stop() {
        if (sides != null) sides.close();
        if (cable != null) cable.close();
        if (kafka != null) kafka.close();
    }
}
