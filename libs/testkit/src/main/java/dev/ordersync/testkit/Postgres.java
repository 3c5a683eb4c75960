package dev.ordersync.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The real PostgreSQL server as a child process, durable as in production; its data outlives it when the folder does. */
public final class Postgres implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts a server that keeps its data in the folder; it runs until it is closed, even beyond this JVM. */
    public static Postgres start(Path folder, int port) {
        Postgres postgres = new Postgres(folder, port);
        postgres.start();
        return postgres;
    }

    /** Starts again after {@link #stop()}, on the same port and data. */
    public synchronized void start() {
        if (server != null) return;
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data").toFile())
                    .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    // whoever starts it ends it, after what still uses it; a hook of its own would be too early
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofMinutes(3)) // a busy machine with a slow disk needs its time
                    // the embedding library turns durability off; here it is what is being tested
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    // by TCP alone: two servers of one port, in different networks, would share a socket in /tmp
                    .setServerConfig("unix_socket_directories", "")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JDBC URL of a database on this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    public String username() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    /** Unpooled connections to a database. */
    public DataSource dataSource(String database) {
        return dataSource(jdbcUrl(database), username(), password());
    }

    static DataSource dataSource(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Creates the database unless it is there. */
    public void createDatabase(String database) {
        createDatabase(dataSource("postgres"), database);
    }

    static void createDatabase(DataSource server, String database) {
        try (Connection connection = server.getConnection();
                var look = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            look.setString(1, database);
            try (var rows = look.executeQuery()) {
                if (rows.next()) return;
            }
            try (var create = connection.createStatement()) {
                create.execute("create database \"" + database + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + database, e);
        }
    }

    /** Stops the server; the data stays. */
    public synchronized void stop() {
        if (server == null) return;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = null;
    }

    @Override
    public void close() {
        stop();
    }
}
