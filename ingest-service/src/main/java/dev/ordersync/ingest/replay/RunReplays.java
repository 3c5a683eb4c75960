package dev.ordersync.ingest.replay;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.outbox.Backlog;
import dev.ordersync.ingest.replay.Replay.State;
import dev.ordersync.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings all replays forward, a small step at a time, on a thread of its own in every replica; where each stands is in
 * the database alone, so whoever is left goes on after a kill.
 *
 * <p>When the broker or the database does not answer: the same step is tried again after some seconds, and the replay says
 * so.
 */
public final class RunReplays implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunReplays.class);
    private static final long IDLE = 1000;
    private static final long ANSWERS = 150;
    private static final long TROUBLE = 3000;

    private final Database database;
    private final ReadWindow read;
    private final AskForPlans ask;
    private final LeaveUnwritten leave;
    private final Supplier<RawLog> logs;
    private final Thread thread = new Thread(this::untilClosed, "replays");
    private final Object bell = new Object();
    private boolean rung;
    private volatile boolean closing;
    private RawLog log;

    RunReplays(Database database, ReadWindow read, AskForPlans ask, LeaveUnwritten leave, Supplier<RawLog> logs) {
        this.database = database;
        this.read = read;
        this.ask = ask;
        this.leave = leave;
        this.logs = logs;
    }

    public static RunReplays over(
            Database database, Outbox outbox, Backlog backlog, Runnable published, Map<String, Object> kafka) {
        return new RunReplays(
                database,
                new ReadWindow(database),
                new AskForPlans(database, outbox, backlog, published),
                new LeaveUnwritten(outbox),
                () -> new RawLog(kafka));
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** There is something to do. */
    void wake() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void untilClosed() {
        while (!closing) {
            try {
                Optional<Replay> replay = database.call(Replays::take);
                if (replay.isPresent()) step(replay.get());
                else pause(IDLE);
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException | Error e) { // a thread that ends in silence would be missed by nobody
                LOG.warnf("replay=waiting reason=%s", e.getMessage());
                await(TROUBLE);
            }
        }
        if (log != null) log.close();
    }

    private void step(Replay replay) {
        try {
            if (log == null) log = logs.get();
            boolean moved = replay.state() == State.APPLYING ? apply(replay) : run(replay);
            letGo(replay, moved ? 0 : ANSWERS, moved ? null : standsStill(replay));
        } catch (RawLog.Silent e) {
            letGo(replay, TROUBLE, "The broker does not answer; it is tried again.");
        }
    }

    private void letGo(Replay replay, long millis, String trouble) {
        database.run(tx -> {
            Replays.trouble(tx, replay.id(), trouble);
            Replays.letGo(tx, replay.id(), millis);
        });
        if (millis > 0) await(Math.min(millis, ANSWERS));
    }

    private boolean run(Replay replay) {
        if (!replay.readAll()) {
            read.step(replay, log);
            return true;
        }
        if (ask.previews(replay, log) > 0) return true;
        Map<String, Long> counts = database.call(tx -> Replays.counts(tx, replay.id()));
        if (counts.containsKey("found") || counts.containsKey("asked")) return false;
        move(replay, replay.dryRun() ? State.READY : State.APPLYING);
        return true;
    }

    private boolean apply(Replay replay) {
        if (ask.applies(replay, log) > 0) return true;
        if (leftOfStoresAtRest(replay) > 0) return true;
        Map<String, Long> counts = database.call(tx -> Replays.counts(tx, replay.id()));
        if (counts.containsKey("differs") || counts.containsKey("applying")) return false;
        move(replay, State.DONE);
        return true;
    }

    /** How many stores there were of which something was to be written that nobody is going to write. */
    private int leftOfStoresAtRest(Replay replay) {
        return database.call(tx -> {
            boolean under = Replays.lock(tx, replay.id())
                    .filter(now -> now.state() == State.APPLYING && !now.paused())
                    .isPresent();
            return under ? leave.ofStoresAtRest(tx, replay.id()) : 0;
        });
    }

    /** What all that is being written waits for; null when some of it gets on. */
    private String standsStill(Replay replay) {
        List<ReplayOrders.Writing> stores = database.call(tx -> ReplayOrders.writing(tx, replay.id()));
        if (stores.isEmpty() || !stores.stream().allMatch(ReplayOrders.Writing::stands)) return null;
        return "Waits for stores that are paused or need reconnecting: "
                + stores.stream().map(ReplayOrders.Writing::name).collect(Collectors.joining(", ")) + ".";
    }

    private void move(Replay replay, State to) {
        boolean moved = database.call(tx -> Replays.move(tx, replay.id(), replay.state(), to));
        if (moved) LOG.infof("replay=%s state=%s", replay.id(), to.word());
    }

    private void await(long millis) {
        try {
            pause(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        synchronized (bell) {
            for (long left = millis; !rung && !closing && left > 0; left = (end - System.nanoTime()) / 1_000_000)
                bell.wait(left);
            rung = false;
        }
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(3000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
