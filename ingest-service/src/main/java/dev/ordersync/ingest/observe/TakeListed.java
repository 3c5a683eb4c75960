package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Times;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes an order from a list: as it stands when the list holds all there is to know and shows it newer than it was last
 * read, else it is wanted and read by itself.
 */
public final class TakeListed {
    private static final Logger LOG = Logger.getLogger(TakeListed.class);

    private final KeepSnapshot keep;
    private final Accounts accounts;
    private final WorkQueue queue;

    public TakeListed(KeepSnapshot keep, Accounts accounts, WorkQueue queue) {
        this.keep = keep;
        this.accounts = accounts;
        this.queue = queue;
    }

    /** To be called once for a list, outside of any transaction: one call reads the accounts of all its orders. */
    public void prepare(Store store, Collection<JsonNode> orders) {
        accounts.learn(store, orders);
    }

    /** Whether an order is to be published as it is listed: what is left to its own read is not in anybody's way yet. */
    public boolean publishes(Store store, JsonNode order, ObservedDates known) {
        return isNews(known, order) && isWhole(accounts.known(store, order), store, order, known);
    }

    private static boolean isWhole(Optional<Account> account, Store store, JsonNode order, ObservedDates known) {
        return account.isPresent() && Need.of(order, store.settings()).nothing() && !mayBeOlder(known, order);
    }

    /**
     * @param known of the order; null when it was never read
     * @param asked the database's clock before the list was asked for
     * @return whether anything was published or wanted
     */
    public boolean take(
            Connection tx,
            Store store,
            JsonNode order,
            ObservedDates known,
            Instant asked,
            String origin,
            Priority priority)
            throws SQLException {
        Optional<Account> account = accounts.known(store, order);
        if (isWhole(account, store, order, known)) {
            Snapshot snapshot = Snapshot.listed(order, account.get(), asked);
            KeepSnapshot.Result result = keep.keepListed(tx, store, snapshot, origin);
            if (result != KeepSnapshot.Result.OVERLAPPED) return result == KeepSnapshot.Result.PUBLISHED;
        }
        long orderId = order.path("id").asLong();
        ObservedOrders.noteListed(tx, store.hash(), orderId, Snapshot.orderHash(order), asked);
        queue.want(tx, Kinds.order(store.hash(), orderId, priority));
        return true;
    }

    /** Whether a failure to take an order may be this order's own, rather than that of a database which is away. */
    public static boolean isOfTheOrder(RuntimeException failure) {
        return !(failure instanceof Database.Unavailable database && database.isAway());
    }

    /**
     * Wants an order that could not be taken: its own read meets the same failure, and then this order alone waits. To be
     * called in another transaction than the one that failed.
     */
    public void leaveToItsRead(Connection tx, Store store, JsonNode order, RuntimeException failure, Priority priority)
            throws SQLException {
        long orderId = order.path("id").asLong();
        // a failure's own words may hold what a customer wrote
        String reason = failure instanceof Database.Unavailable database
                ? database.getMessage()
                : failure.getClass().getSimpleName();
        LOG.warnf("store=%s order=%d outcome=not-taken reason=\"%s\"", store.hash(), orderId, reason);
        queue.want(tx, Kinds.order(store.hash(), orderId, priority));
    }

    /**
     * Whether the listed order is another than the one that was last read. A date has whole seconds, so an order that
     * changed again within the second of our read shows it by its content alone. Should a list ever show an order
     * otherwise than a read of it does, the difference is news once and not each time. A wish to publish it unchanged is
     * no news here: it has a read of its own.
     */
    public static boolean isNews(ObservedDates known, JsonNode order) {
        String modified = order.path("date_modified").asText("");
        return known == null
                || known.gone()
                || !known.dateModified().equals(modified)
                || known.statusId() != order.path("status_id").asInt(-1)
                || hasOtherContent(known, order);
    }

    /**
     * A list may lag behind and show a copy from before our last read. Our own clocks cannot tell that; only a later date
     * says that the order went on from what was read. Within the same second the read by id decides.
     */
    static boolean mayBeOlder(ObservedDates known, JsonNode order) {
        return known != null && !isAsRead(known, order) && !isLater(known, order);
    }

    private static boolean isAsRead(ObservedDates known, JsonNode order) {
        return !known.gone()
                && known.dateModified().equals(order.path("date_modified").asText(""))
                && Snapshot.orderHash(order).equals(known.orderHash());
    }

    private static boolean isLater(ObservedDates known, JsonNode order) {
        Optional<Instant> listed = Times.read(order.path("date_modified").asText(""));
        Optional<Instant> read = Times.read(known.dateModified());
        return listed.isPresent() && read.isPresent() && listed.get().isAfter(read.get());
    }

    private static boolean hasOtherContent(ObservedDates known, JsonNode order) {
        if (known.orderHash() == null) return false; // last read before hashes were kept: the date alone tells
        String listed = Snapshot.orderHash(order);
        return !listed.equals(known.orderHash()) && !listed.equals(known.listedHash());
    }
}
