package dev.ordersync.workqueue;

import dev.ordersync.testkit.Infra;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** A fresh database with the control schema and one service's schema, behind the pool that the services use. */
final class Fixture implements AutoCloseable {
    static final String KIND = "PUSH";
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Infra.Database database;
    final AgroalDataSource dataSource;
    final WorkQueue queue;
    final Lanes lanes;

    Fixture() {
        try {
            database = Infra.freshDatabase();
            dataSource = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(30)
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.url())
                                    .principal(new NamePrincipal(database.username()))
                                    .credential(new SimplePassword(database.password())))));
            run("create schema control");
            run("create schema svc");
            run(script("db/control/V0_1__lanes.sql")
                    + script("db/control/V4__lane_unblocked.sql")
                    + script("db/control/V5__lane_even.sql"));
            run("set search_path to svc; " + script("db/work/V0_1__work.sql") + script("db/work/V0_3__work_trace.sql")
                    + "; reset search_path");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        queue = new WorkQueue(dataSource, "svc");
        lanes = new Lanes(dataSource);
    }

    private static String script(String name) throws IOException {
        try (var in = Fixture.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static WorkKey order(String store, int id) {
        return new WorkKey(KIND, store, String.valueOf(id));
    }

    /** The same database; whoever commits through it does this before he knows. */
    DataSource afterCommit(Runnable done) {
        return proxy(
                DataSource.class,
                dataSource,
                (connection, method) -> proxy(Connection.class, (Connection) connection, (result, called) -> {
                    if (called.equals("commit")) done.run();
                    return result;
                }));
    }

    /** @param then what is made of a call's result, by the name of its method */
    private static <T> T proxy(Class<T> type, T target, BiFunction<Object, String, Object> then) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> then.apply(method.invoke(target, arguments), method.getName())));
    }

    void news(String lane, String store, int id) {
        queue.want(Want.news(order(store, id), lane, Priority.LIVE));
    }

    void reminder(String lane, String store, int id) {
        queue.want(Want.reminder(order(store, id), lane, Priority.LIVE));
    }

    Optional<Job> claim(String... stores) {
        return queue.claim(Set.of(KIND), Set.of(stores), LEASE);
    }

    Job claimed(String... stores) {
        return claim(stores).orElseThrow(() -> new AssertionError("nothing to claim"));
    }

    String row(String column, WorkKey key) {
        return ask("select " + column + " from svc.work where kind = '" + key.kind() + "' and store = '" + key.store()
                + "' and entity = '" + key.entity() + "'");
    }

    /** What would be due had this much time passed. */
    void passes(Duration time) {
        run("update svc.work set run_at = run_at - interval '" + time.toMillis()
                + " milliseconds' where state = 'READY'");
    }

    /** The database restarts, as the pool sees it: all of its connections are dead. */
    void restarts() {
        try (Connection outside =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = outside.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String ask(String sql) {
        List<String> rows = askAll(sql);
        return rows.isEmpty() ? null : rows.get(0);
    }

    List<String> askAll(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) rows.add(row.getString(1));
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
