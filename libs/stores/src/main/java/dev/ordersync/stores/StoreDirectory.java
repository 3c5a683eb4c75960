package dev.ordersync.stores;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Reads the connected stores, with a short memory so that a webhook or a claim costs no query of its own.
 *
 * <p>When the database is away, what is remembered is used until it is too old (a minute); then the exception passes
 * on.
 */
public final class StoreDirectory {
    private static final Logger LOG = Logger.getLogger(StoreDirectory.class);
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    /** @param refresh how often a refresh had been asked for before it was read */
    private record Remembered(List<Store> stores, long at, long refresh) {
        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - at < age.toNanos();
        }
    }

    private final DataSource dataSource;
    private final StoreRows rows;
    private final Set<String> only;
    private final Duration memory;
    private volatile Remembered remembered;
    private final AtomicLong refreshes = new AtomicLong();

    /**
     * @param only store hashes this replica works on; empty for all ({@code SYNC_STORES})
     * @param memory how long a look is good for; null for one second
     */
    public StoreDirectory(DataSource dataSource, Sealing sealing, Set<String> only, Duration memory) {
        this.dataSource = dataSource;
        this.rows = new StoreRows(sealing);
        this.only = Set.copyOf(only);
        this.memory = memory == null ? MEMORY : memory;
    }

    public Optional<Store> find(String hash) {
        return all().stream().filter(store -> store.hash().equals(hash)).findFirst();
    }

    /**
     * The store as it is now, for whoever writes by its settings: one query of its version, so that an order placed after
     * a change of the settings is never treated by the old ones.
     */
    public Optional<Store> current(String hash) {
        Optional<Store> known = find(hash);
        try (Connection connection = dataSource.getConnection()) {
            long version = rows.version(connection, hash).orElse(-1L);
            if (version == known.map(Store::version).orElse(-1L)) return known;
        } catch (SQLException e) {
            throw new IllegalStateException("database: " + e.getMessage(), e);
        }
        refresh();
        return find(hash);
    }

    /**
     * Whether there is such a store, for whoever keeps what is told of it. One that is not remembered may have been
     * connected just now, and a disconnected one forgotten: both are looked up.
     */
    public boolean exists(String hash) {
        boolean connected = find(hash)
                .filter(store -> store.phase() != Store.Phase.DISCONNECTED)
                .isPresent();
        return connected || current(hash).isPresent();
    }

    /** All stores, whichever replica works on them. */
    public List<Store> all() {
        Remembered known = remembered;
        return isGood(known) ? known.stores() : look();
    }

    /** Stores of one Katana account. */
    public List<Store> ofAccount(String katanaAccount) {
        return all().stream()
                .filter(store -> katanaAccount.equals(store.katanaAccount()))
                .toList();
    }

    /**
     * What workers may claim now: hashes of live stores of this replica, and ids of the Katana accounts of those
     * stores.
     */
    public Set<String> working() {
        Set<String> working = new HashSet<>();
        mine().filter(Store::isWorking).forEach(store -> {
            working.add(store.hash());
            if (store.katanaAccount() != null) working.add(store.katanaAccount());
        });
        return working;
    }

    /** Stores of this replica whose credentials are complete, whether they are live or not. */
    public List<Store> reachable() {
        return mine().filter(
                        store -> store.phase() != Store.Phase.INCOMPLETE && store.phase() != Store.Phase.DISCONNECTED)
                .toList();
    }

    /** Stores of this replica that were connected. */
    public List<Store> disconnected() {
        return mine().filter(store -> store.phase() == Store.Phase.DISCONNECTED).toList();
    }

    private Stream<Store> mine() {
        return all().stream().filter(store -> only.isEmpty() || only.contains(store.hash()));
    }

    /** Forgets what it remembers: the next look reads the database. */
    public void refresh() {
        refreshes.incrementAndGet();
    }

    private boolean isGood(Remembered known) {
        return known != null && known.refresh() == refreshes.get() && known.isYoungerThan(memory);
    }

    private synchronized List<Store> look() {
        Remembered known = remembered;
        if (isGood(known)) return known.stores();
        long refresh = refreshes.get(); // before the read: a refresh during it asks for another one
        try (Connection connection = dataSource.getConnection()) {
            List<Store> stores = List.copyOf(rows.all(connection));
            remembered = new Remembered(stores, System.nanoTime(), refresh);
            return stores;
        } catch (SQLException e) {
            if (known == null || !known.isYoungerThan(TOO_OLD))
                throw new IllegalStateException("database: " + e.getMessage(), e);
            LOG.warnf("outcome=stores-from-memory reason=\"%s\"", e.getMessage());
            return known.stores();
        }
    }

    /**
     * Which stores a replica works on, as {@code SYNC_STORES} names them: hashes with commas between; {@code all} or
     * nothing for all.
     *
     * @return empty for all
     */
    public static Set<String> only(String stores) {
        if (stores.isBlank() || stores.strip().equalsIgnoreCase("all")) return Set.of();
        return Arrays.stream(stores.split(","))
                .map(String::strip)
                .filter(hash -> !hash.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
