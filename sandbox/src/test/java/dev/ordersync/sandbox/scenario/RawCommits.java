package dev.ordersync.sandbox.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * How long a commit of one row takes on the services' own database, ten times a second: every order waits for a row of
 * them, and a disk that stands still for a second is the machine's doing, not a neighbour's.
 */
final class RawCommits {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DataSource database;
    private final Thread thread = new Thread(this::commit, "raw-commits");
    private final List<Duration> took = new ArrayList<>();
    private volatile boolean over;
    private volatile SQLException failure;

    private RawCommits(DataSource database) {
        this.database = database;
    }

    /** Begins at once, in a table of its own. */
    static RawCommits on(DataSource database) {
        RawCommits commits = new RawCommits(database);
        commits.thread.setDaemon(true);
        commits.thread.start();
        return commits;
    }

    /** In the order in which they began. */
    List<Duration> stop() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure != null) throw new IllegalStateException(failure);
        return List.copyOf(took);
    }

    private void commit() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists public.raw_commit (n bigint)");
            while (!over) {
                long begin = System.nanoTime();
                statement.execute("insert into public.raw_commit values (1)");
                took.add(Duration.ofNanos(System.nanoTime() - begin));
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
