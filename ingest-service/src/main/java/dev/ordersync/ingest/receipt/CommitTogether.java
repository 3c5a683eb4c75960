package dev.ordersync.ingest.receipt;

import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Keeps many things in one transaction: those that come while one is being committed go into the next. Under load a
 * commit is shared by dozens, and nobody waits for a connection.
 *
 * <p>When the database is away: all that wait fail at once with {@link Database.Unavailable}, so that they are answered
 * fast. When a single thing is at fault: the others are kept one by one.
 *
 * @param <T> what is kept
 */
public final class CommitTogether<T> implements AutoCloseable {
    private static final int MOST_TOGETHER = 100;
    private static final int MOST_WAITING = 10_000;

    /** Keeps all of them, within one transaction. */
    @FunctionalInterface
    public interface Keep<T> {
        void keep(Connection tx, List<T> things) throws SQLException;
    }

    private record Waiting<T>(T thing, CompletableFuture<Void> kept) {}

    private final Database database;
    private final Keep<T> keep;
    private final BlockingQueue<Waiting<T>> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final List<Thread> threads = new ArrayList<>();

    /** @param writers transactions at once; more than one, so that a locked row does not hold up everybody */
    public CommitTogether(Database database, Keep<T> keep, int writers) {
        this.database = database;
        this.keep = keep;
        for (int i = 1; i <= writers; i++) {
            Thread thread = new Thread(this::write, "receipts-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Done when the thing is committed. */
    public CompletionStage<Void> keep(T thing) {
        var waiting = new Waiting<>(thing, new CompletableFuture<Void>());
        if (!queue.offer(waiting))
            waiting.kept().completeExceptionally(new Database.Unavailable(new SQLException("too many wait", "53300")));
        return waiting.kept();
    }

    private void write() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<Waiting<T>> together = new ArrayList<>();
                together.add(queue.take());
                queue.drainTo(together, MOST_TOGETHER - 1);
                commit(together);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void commit(List<Waiting<T>> together) {
        try {
            database.run(
                    tx -> keep.keep(tx, together.stream().map(Waiting::thing).toList()));
            together.forEach(waiting -> waiting.kept().complete(null));
        } catch (Database.Unavailable e) {
            if (e.isAway()) {
                queue.drainTo(together);
                fail(together, e);
            } else if (together.size() == 1) {
                fail(together, e);
            } else {
                together.forEach(waiting -> commit(new ArrayList<>(List.of(waiting))));
            }
        } catch (RuntimeException | Error e) { // whatever it is: nobody waits for ever, and the thread goes on
            fail(together, e);
        }
    }

    private void fail(List<Waiting<T>> together, Throwable e) {
        together.forEach(waiting -> waiting.kept().completeExceptionally(e));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
