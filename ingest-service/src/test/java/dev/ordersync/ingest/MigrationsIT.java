package dev.ordersync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.testkit.Infra;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As a rolling start does: each replica brings the schema up to date at its own start. */
@Tag("thorough")
class MigrationsIT {
    private static final int REPLICAS = 5;

    private final DataSource dataSource = Infra.freshDatabase().dataSource();

    @Test
    void replicasThatStartAtOnceMigrateOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(REPLICAS);
        List<Future<Integer>> starts = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) starts.add(pool.submit(() -> flyway().migrate().migrationsExecuted));
        int executed = 0;
        for (Future<Integer> start : starts) executed += start.get();
        pool.shutdown();

        assertThat(executed).isEqualTo(flyway().info().applied().length - schemaRow());
        assertThat(flyway().info().pending()).isEmpty();
        flyway().validate();
    }

    /** Libraries number their scripts below a service's own. */
    @Test
    void aReplicaOfBeforeStartsBesideANewerSchemaOfALibrary() throws Exception {
        flyway().migrate();
        sql("""
                insert into ingest.flyway_schema_history
                  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                select max(installed_rank) + 1, '0.99', 'of a newer library', 'SQL', 'V0_99__of_a_newer_library.sql', 1,
                  current_user, 1, true
                from ingest.flyway_schema_history""");

        assertThat(flyway().migrate().migrationsExecuted).isZero();
    }

    @Test
    void aStoreGoesOnWhereItsAccountHadBeenSwept() throws Exception {
        sql("create schema control");
        sql("create table control.store (hash text, katana_account text)");
        sql("insert into control.store values ('abc', 'account'), ('def', 'another')");
        flyway("10").migrate();
        sql("insert into ingest.watermark values ('sales-orders', 'account', '2026-11-01T00:00:00Z')");

        flyway().migrate();

        assertThat(sql("select owner || ' ' || (reached = '2026-11-01T00:00:00Z') from ingest.watermark"
                        + " where source = 'sales-orders:account'"))
                .isEqualTo("abc true");
    }

    /** The first value of the answer, if there is one. */
    private String sql(String statement) throws Exception {
        try (var connection = dataSource.getConnection();
                var execute = connection.createStatement()) {
            if (!execute.execute(statement)) return null;
            var rows = execute.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The creation of the schema counts as applied, but is no script. */
    private int schemaRow() {
        return (int) java.util.Arrays.stream(flyway().info().applied())
                .filter(one -> one.getVersion() == null || one.getScript().startsWith("<<"))
                .count();
    }

    private Flyway flyway() {
        return flyway("latest");
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(set("schemas"))
                .defaultSchema(set("default-schema"))
                .locations(set("locations").split(","))
                .outOfOrder(Boolean.parseBoolean(set("out-of-order")))
                .ignoreMigrationPatterns(set("ignore-migration-patterns").split(","))
                .target(target)
                .load();
    }

    /** As application.properties has it. */
    private static String set(String name) {
        Properties properties = new Properties();
        try (InputStream file = MigrationsIT.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("quarkus.flyway." + name);
    }
}
