package dev.ordersync.sandbox.kernel;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that owns all state of the sandbox.
 *
 * <p>When a call from outside fails: its exception is thrown to the caller; the loop goes on.
 */
public final class Loop {
    private static final int CALL_SECONDS = 30;

    private final Vertx vertx;
    private final Context context;
    private final Thread thread;

    Loop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        var started = new CompletableFuture<Thread>();
        context.runOnContext(ignored -> started.complete(Thread.currentThread()));
        this.thread = await(started);
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Runs on the loop and waits for the answer; at once when already there. */
    public <T> T call(Callable<T> body) {
        if (Thread.currentThread() == thread) {
            return inline(body);
        }
        var answer = new CompletableFuture<T>();
        context.runOnContext(ignored -> {
            try {
                answer.complete(body.call());
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return await(answer);
    }

    public void run(Runnable body) {
        call(() -> {
            body.run();
            return null;
        });
    }

    /** Runs on the loop soon, without waiting. */
    public void soon(Runnable body) {
        context.runOnContext(ignored -> body.run());
    }

    /** Runs on the loop after a delay of real time; zero means {@link #soon}. */
    public void later(Duration delay, Runnable body) {
        if (delay.toMillis() <= 0) {
            soon(body);
        } else {
            context.runOnContext(ignored -> vertx.setTimer(delay.toMillis(), timer -> body.run()));
        }
    }

    private static <T> T inline(Callable<T> body) {
        try {
            return body.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException slow) {
            throw new IllegalStateException("the sandbox did not answer within " + CALL_SECONDS + " s", slow);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
