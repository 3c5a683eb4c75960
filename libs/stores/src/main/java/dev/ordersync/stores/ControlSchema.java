package dev.ordersync.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Brings the shared {@code control} schema (store, lane, hand) up to date; safe from several services at once.
 *
 * <p>When the database fails: an exception, and the service does not start.
 */
public final class ControlSchema {
    private static final long LOCK = 0x6f72646572730001L;

    private static final List<String> SCRIPTS = List.of(
            "V0_1__lanes.sql",
            "V1__store.sql",
            "V2__sku_rule.sql",
            "V3__catalogue_import.sql",
            "V4__lane_unblocked.sql",
            "V5__lane_even.sql",
            "V6__imported_at.sql");

    private ControlSchema() {}

    public static void migrate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            // "create schema if not exists" fails when two do it at once
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                statement.execute("create schema if not exists control");
                flyway(dataSource).migrate();
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the control schema cannot be brought up to date", e);
        }
    }

    private static Flyway flyway(DataSource dataSource) {
        ClassLoader loader = ControlSchema.class.getClassLoader();
        return Flyway.configure(loader)
                .dataSource(dataSource)
                .schemas("control")
                .defaultSchema("control")
                .createSchemas(false)
                .resourceProvider(new Scripts())
                .javaMigrationClassProvider(List::of)
                .load();
    }

    /** The scripts by name: they come from two libraries, and not every class loader can list a folder. */
    private static final class Scripts implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> (LoadableResource) new Script(name))
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream in = ControlSchema.class.getClassLoader().getResourceAsStream("db/control/" + name)) {
                if (in == null) throw new IllegalStateException("missing: db/control/" + name);
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return "db/control/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
