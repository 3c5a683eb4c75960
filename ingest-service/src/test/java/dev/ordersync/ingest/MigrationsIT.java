package dev.ordersync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.testkit.Infra;
import java.util.ArrayList;
import java.util.List;
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

    /** The creation of the schema counts as applied, but is no script. */
    private int schemaRow() {
        return (int) java.util.Arrays.stream(flyway().info().applied())
                .filter(one -> one.getVersion() == null || one.getScript().startsWith("<<"))
                .count();
    }

    /** As application.properties has it. */
    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas("ingest")
                .defaultSchema("ingest")
                .locations("db/work", "db/outbox", "db/ingest")
                .outOfOrder(true)
                .load();
    }
}
