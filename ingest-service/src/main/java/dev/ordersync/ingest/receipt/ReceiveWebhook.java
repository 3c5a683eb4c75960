package dev.ordersync.ingest.receipt;

import dev.ordersync.api.Origin;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Keeps a BigCommerce webhook and wants its order, in one transaction: after it the sender may forget the event.
 *
 * <p>A repeated webhook is not stored twice, but still wants the order. That costs a read at most, and a sender that
 * uses one id for two changes loses nothing.
 *
 * <p>When the database is away: {@link Database.Unavailable}; the door says so and the platform sends again.
 */
public final class ReceiveWebhook implements AutoCloseable {
    private static final int WRITERS = 3;

    private record Received(String store, StoreEvent event, String webhookId, Origin origin) {}

    private final WorkQueue queue;
    private final Duration hush;
    private final CommitTogether<Received> together;

    /** @param database on the doors' own pool */
    public ReceiveWebhook(Database database, WorkQueue queue, Duration hush) {
        this.queue = queue;
        this.hush = hush;
        this.together = new CommitTogether<>(database, this::keep, WRITERS);
    }

    /**
     * @param webhookId the sender's id of this event; null when it gives none
     * @return done when it is committed
     */
    public CompletionStage<Void> receive(String store, StoreEvent event, String webhookId) {
        return together.keep(new Received(store, event, webhookId, Origin.present()));
    }

    /** Rows are taken in one order by all writers, or two of them could wait for each other. */
    private void keep(Connection tx, List<Received> all) throws SQLException {
        Map<String, Receipts.Row> receipts = new TreeMap<>();
        Map<String, Want> wants = new TreeMap<>();
        for (Received received : all) {
            Receipts.Row row = row(received);
            receipts.put(row.owner() + " " + row.dedupeKey(), row);
            Want want = want(received);
            if (want != null) wants.merge(want.key().toString(), want, ReceiveWebhook::sooner);
        }
        Receipts.keep(tx, receipts.values());
        for (Want want : wants.values()) queue.want(tx, want);
    }

    private static Receipts.Row row(Received received) {
        StoreEvent event = received.event();
        return new Receipts.Row(
                "bigcommerce", received.store(), event.scope(), event.thing(), dedupeKey(event, received.webhookId()));
    }

    private Want want(Received received) {
        StoreEvent event = received.event();
        if (event.isAboutConnection()) return Kinds.checkHooks(received.store());
        if (!event.isAboutOrder()) return null;
        Want want = Kinds.order(received.store(), event.orderId(), Priority.LIVE);
        // one order in the shop causes several events within a second; the first is not kept waiting
        Want traced = want.onBehalfOf(received.origin());
        return event.isCreation() ? traced : traced.afterHush(hush);
    }

    private static Want sooner(Want a, Want b) {
        return a.hush().compareTo(b.hush()) <= 0 ? a : b;
    }

    private static String dedupeKey(StoreEvent event, String webhookId) {
        if (webhookId != null && !webhookId.isBlank()) return "id:" + webhookId;
        return event.scope() + "|" + event.thing() + "|" + event.hash() + "|" + event.createdAt();
    }

    @Override
    public void close() {
        together.close();
    }
}
