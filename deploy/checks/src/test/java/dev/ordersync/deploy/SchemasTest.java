package dev.ordersync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** During an upgrade, and after it went backwards, a replica of before starts on the schema of a newer one. */
class SchemasTest {
    private static final Path ROOT = Path.of(System.getProperty("ordersync.root", "../.."));

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "mapping", "fulfillment"})
    void aScriptThatAReplicaDoesNotKnowKeepsItNotFromStarting(String service) throws IOException {
        Properties set = new Properties();
        try (Reader file =
                Files.newBufferedReader(ROOT.resolve(service + "-service/src/main/resources/application.properties"))) {
            set.load(file);
        }

        assertThat(set)
                .containsEntry("quarkus.flyway.out-of-order", "true")
                .containsEntry("quarkus.flyway.ignore-migration-patterns", "*:missing,*:future");
    }
}
