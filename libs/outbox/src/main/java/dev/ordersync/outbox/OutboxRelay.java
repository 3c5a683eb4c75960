package dev.ordersync.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds, oldest first, one relay at a time (advisory lock), and deletes a row after the
 * broker has acknowledged it: at least once, in order per key. It keeps one connection of the pool for itself.
 *
 * <p>When the broker or the database fails: everything stays in the table, and it tries again after a growing pause up
 * to 5 s. A relay that takes over from one that died in the middle of a batch waits until nothing of that one can
 * arrive any more, so that an older record cannot come after a newer one.
 */
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 100;
    private static final int NETWORK_TIMEOUT = 15_000;
    private static final Duration OTHER_RELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final OutboxTable table;
    private final Map<String, Object> producerConfig;
    private final Duration poll;
    private final Thread thread;
    private final Object bell = new Object();
    private boolean rung;
    private volatile boolean closing;
    private Publisher publisher;

    /**
     * @param producerConfig Kafka producer settings; acks=all and idempotence are set here
     * @param poll how long between looks when there is nothing to publish; null for 250 ms
     */
    public OutboxRelay(DataSource dataSource, String schema, Map<String, Object> producerConfig, Duration poll) {
        this.dataSource = dataSource;
        this.table = new OutboxTable(schema, UUID.randomUUID());
        this.producerConfig = Map.copyOf(producerConfig);
        this.poll = poll == null ? Duration.ofMillis(250) : poll;
        this.thread = new Thread(this::run, "outbox-relay-" + schema);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** There may be something to publish: look at once. */
    public void wake() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void run() {
        Duration pause = poll;
        while (!closing) {
            try {
                if (!relay()) await(OTHER_RELAY, false);
                pause = poll;
            } catch (InterruptedException e) {
                break;
            } catch (SQLException | RuntimeException | Error e) { // a relay that ends in silence would stop everything
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                LOG.warnf("outcome=tries-again pause-ms=%d reason=\"%s\"", pause.toMillis(), e.getMessage());
                if (interrupted(pause)) break;
            }
        }
        if (publisher != null) publisher.close();
    }

    /** Relays until closed or something fails; false when another relay is at it. */
    private boolean relay() throws SQLException, InterruptedException {
        if (publisher == null) publisher = new Publisher(producerConfig);
        try (Connection connection = dataSource.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT); // a server that vanished must be noticed
            if (!table.lock(connection)) return false;
            try {
                await(Duration.ofMillis(Math.max(0, table.predecessorBusy(connection))), false);
                publishUntilClosed(connection);
            } finally {
                release(connection);
            }
            return true;
        }
    }

    private void publishUntilClosed(Connection connection) throws SQLException, InterruptedException {
        Duration pause = poll;
        while (!closing) {
            List<OutboxTable.Row> rows = table.oldest(connection, BATCH);
            int left = rows.size();
            if (!rows.isEmpty()) {
                table.busy(connection, Publisher.LONGEST.toMillis());
                List<Long> published = publisher.publish(rows);
                table.published(connection, published);
                left -= published.size();
            }
            if (left > 0) {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                LOG.warnf("outcome=kept records=%d pause-ms=%d", left, pause.toMillis());
                await(pause, false);
            } else {
                pause = poll;
                if (rows.size() < BATCH) await(poll, true);
            }
        }
    }

    private void release(Connection connection) {
        try {
            if (connection.isClosed()) return;
            table.unlock(connection);
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            // the server lets go of the lock when it notices that the connection is gone
            LOG.debugf("outcome=lock-left-to-server reason=\"%s\"", e.getMessage());
        }
    }

    private void await(Duration pause, boolean untilRung) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        synchronized (bell) {
            while (!closing && !(untilRung && rung)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) break;
                bell.wait(left);
            }
            rung = false;
        }
    }

    private boolean interrupted(Duration pause) {
        try {
            await(pause, false);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Ends the present batch and lets go, so that another relay can take over at once. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(Publisher.LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
