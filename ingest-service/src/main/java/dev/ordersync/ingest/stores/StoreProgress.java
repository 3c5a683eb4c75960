package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.backfill.BackfillTable;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.Progress;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.CatalogueImports;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a store has come, in counts that add up. */
public final class StoreProgress {
    private static final int MOST_COUNTED = 100_000;
    /** An imported order costs one Katana call, two with a shipping fee. */
    private static final long CALLS_PER_ORDER = 2;

    /**
     * @param phase connecting, importing, live, paused, needs reconnecting, disconnected
     * @param seen synced + waiting + held + excluded, always
     * @param estimatedSecondsLeft until orders that wait for their turn have had it, and all products and customers
     *     where chosen, at the account's rate limit
     * @param imports of all products and customers, where chosen
     */
    public record Answer(
            String phase,
            long seen,
            long synced,
            long waiting,
            long held,
            long excluded,
            long estimatedSecondsLeft,
            List<Import> imports) {}

    /**
     * The import of all products, or of all customers.
     *
     * @param state running, done
     * @param seen created + matched + skipped + held, always; of {@code total}
     * @param problems the latest that are left for a person
     * @param note why it does not go on just now, or null
     */
    public record Import(
            String what,
            String state,
            long total,
            long seen,
            long created,
            long matched,
            long skipped,
            long held,
            List<String> problems,
            String note) {
        static Import of(CatalogueImport of) {
            return new Import(
                    of.what(),
                    of.done() ? "done" : "running",
                    Math.max(of.total(), of.seen()),
                    of.seen(),
                    of.created(),
                    of.matched(),
                    of.skipped(),
                    of.held(),
                    of.problems(),
                    of.note());
        }
    }

    private final Database database;
    private final Progress progress;
    private final BackfillTable backfill;
    private final Lanes lanes;

    public StoreProgress(Database database, Progress progress, BackfillTable backfill, Lanes lanes) {
        this.database = database;
        this.progress = progress;
        this.backfill = backfill;
        this.lanes = lanes;
    }

    public Answer of(Store store) {
        return of(List.of(store)).get(store.hash());
    }

    /** By their hashes; as many queries for all as for one. */
    public Map<String, Answer> of(Collection<Store> stores) {
        List<String> hashes = stores.stream().map(Store::hash).toList();
        List<Lanes.State> states = lanes.all();
        Map<String, Progress.Counts> counts = progress.counts(hashes);
        Map<String, BackfillTable.Left> left = backfill.left(hashes);
        Map<String, Long> silent = progress.silent(hashes, MOST_COUNTED);
        Map<String, List<CatalogueImport>> imports = database.call(tx -> CatalogueImports.of(tx, hashes));
        return stores.stream()
                .collect(Collectors.toMap(
                        Store::hash,
                        store -> answer(
                                store,
                                states,
                                counts.getOrDefault(store.hash(), Progress.Counts.NONE),
                                left.get(store.hash()),
                                silent.get(store.hash()),
                                imports.getOrDefault(store.hash(), List.of()))));
    }

    private static Answer answer(
            Store store,
            List<Lanes.State> lanes,
            Progress.Counts counts,
            BackfillTable.Left left,
            long silent,
            List<CatalogueImport> imports) {
        long others = imports.stream().mapToLong(CatalogueImport::left).sum();
        return new Answer(
                phase(store, lanes, left, imports),
                counts.seen(),
                counts.synced(),
                counts.waiting(),
                counts.held(),
                counts.excluded(),
                secondsLeft(store, lanes, (silent + left.orders()) * CALLS_PER_ORDER + others),
                imports.stream().map(Import::of).toList());
    }

    private static String phase(
            Store store, List<Lanes.State> lanes, BackfillTable.Left left, List<CatalogueImport> imports) {
        String state = StoreState.of(store, lanes).word();
        if (state.equals("incomplete") || state.equals("ready")) return "connecting";
        if (!state.equals("live")) return state;
        // the import is over when each of its orders has had its turn, and each product and customer where chosen
        boolean over = left.isDone() && !left.unhandled() && imports.stream().allMatch(CatalogueImport::done);
        return over ? "live" : "importing";
    }

    private static long secondsLeft(Store store, List<Lanes.State> lanes, long calls) {
        if (calls == 0 || store.katanaAccount() == null) return 0;
        Lanes.State lane = lanes.stream()
                .filter(state -> state.lane().equals(store.katanaLane()))
                .findFirst()
                .orElse(null);
        double perSecond = lane == null || lane.limit() <= 0 || lane.windowSeconds() <= 0
                ? 1
                : (double) lane.limit() / lane.windowSeconds();
        return (long) Math.ceil(calls / perSecond);
    }
}
