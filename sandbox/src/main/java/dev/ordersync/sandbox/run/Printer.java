package dev.ordersync.sandbox.run;

import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Prints lines in the order they are said, on a thread of its own.
 *
 * <p>When nobody reads our output and its pipe is full: whoever says something goes on all the same, and what is said when
 * a thousand lines wait already is left out.
 */
final class Printer {
    private static final int MOST = 1000;

    private final PrintStream out;
    private final ThreadPoolExecutor lines = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST),
            task -> {
                Thread thread = new Thread(task, "printer");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    Printer(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        lines.execute(() -> out.println(line));
    }

    /** Waits until all that was said so far is printed, but a second at most: to be called before the process ends. */
    void flush() {
        try {
            lines.submit(() -> {}).get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // nobody reads it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
