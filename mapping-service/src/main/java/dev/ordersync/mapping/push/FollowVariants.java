package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import dev.ordersync.api.Transport;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.mapping.kept.FollowedVariants;
import dev.ordersync.mapping.kept.KnownVariants;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Every quarter of an hour: asks Katana which variants changed, one call per account as a rule, and forgets what no longer
 * holds. Without it an order would go on selling the variant that a SKU stood for before a person moved it.
 *
 * <p>When Katana fails or the quota is used up: the next time begins at the same point.
 */
@ApplicationScoped
public class FollowVariants {
    private static final Logger LOG = Logger.getLogger(FollowVariants.class);
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_PAGES = 1_000;

    private final Transactions transactions;
    private final FollowedVariants followed;
    private final KnownVariants known;
    private final StoreDirectory stores;
    private final Lanes lanes;
    private final Transport transport;
    private final MappingConfig config;

    FollowVariants(
            Transactions transactions,
            FollowedVariants followed,
            KnownVariants known,
            StoreDirectory stores,
            Lanes lanes,
            Transport transport,
            MappingConfig config) {
        this.transactions = transactions;
        this.followed = followed;
        this.known = known;
        this.stores = stores;
        this.lanes = lanes;
        this.transport = transport;
        this.config = config;
    }

    public void look() {
        Map<String, Store> anyOfAccount = new LinkedHashMap<>();
        for (Store store : stores.all()) if (store.isWorking()) anyOfAccount.putIfAbsent(store.katanaAccount(), store);
        // a little less than the pause between two looks, or one replica alone would skip every other
        Duration interval = config.mapping().followVariants().multipliedBy(9).dividedBy(10);
        anyOfAccount.forEach((account, store) ->
                followed.claim(account, interval).ifPresent(reached -> follow(store, reached.minus(OVERLAP))));
    }

    private void follow(Store store, Instant since) {
        Katana katana = new Katana(
                transport, config.katana().url(), store.katanaKey(), lanes.gate(store.katanaLane(), PATIENCE));
        Instant latest = since;
        int forgotten = 0;
        for (int page = 1; page <= MOST_PAGES; page++) {
            Answer<Page<Read<Variant>>> answer = katana.catalogue().variantsUpdatedSince(since, page);
            if (!answer.isOk()) {
                LOG.infof(
                        "follow=variants account=%s outcome=%s",
                        store.katanaAccount(), answer.failure().words());
                return;
            }
            List<Variant> changed =
                    answer.value().items().stream().map(Read::value).toList();
            forgotten += correct(store.katanaAccount(), changed);
            latest = changed.stream()
                    .map(Variant::updatedAt)
                    .filter(Objects::nonNull)
                    .reduce(latest, (a, b) -> b.isAfter(a) ? b : a);
            if (answer.value().last()) break;
        }
        followed.reach(store.katanaAccount(), latest);
        if (forgotten > 0) LOG.infof("follow=variants account=%s forgotten=%d", store.katanaAccount(), forgotten);
    }

    private int correct(String account, List<Variant> changed) {
        return transactions.call(tx -> {
            int forgotten = 0;
            for (Variant variant : changed)
                forgotten += known.correct(tx, account, variant.id(), variant.isLive() ? variant.sku() : null);
            return forgotten;
        });
    }
}
