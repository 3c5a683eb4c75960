package dev.ordersync.ingest.outbox;

import dev.ordersync.ingest.db.Database;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether so much is waiting to be published that nothing more should be read: while the broker is away, the orders stay
 * as wishes, one row each, instead of as snapshots that pile up.
 */
public final class Backlog {
    private static final long MEMORY = Duration.ofSeconds(2).toNanos();

    private final Database database;
    private final int most;
    private final LongSupplier nanos;
    private long askedAt;
    private boolean asked;
    private boolean full;

    public Backlog(Database database, int most, LongSupplier nanos) {
        this.database = database;
        this.most = most;
        this.nanos = nanos;
    }

    public synchronized boolean isFull() {
        long now = nanos.getAsLong();
        if (!asked || now - askedAt >= MEMORY) {
            full = database.call(tx -> {
                try (var ask =
                        tx.prepareStatement("select count(*) from (select 1 from ingest.outbox limit ?) waiting")) {
                    ask.setInt(1, most);
                    try (var rows = ask.executeQuery()) {
                        rows.next();
                        return rows.getInt(1) >= most;
                    }
                }
            });
            askedAt = now;
            asked = true;
        }
        return full;
    }
}
