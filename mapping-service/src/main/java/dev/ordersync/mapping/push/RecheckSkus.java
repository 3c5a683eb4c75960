package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Transport;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.OrderRecords.Held;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Every few minutes: asks Katana for the SKUs that held orders wait for, 50 in one call per account, and takes up those
 * whose SKU has appeared.
 *
 * <p>When Katana fails: nothing happens until the next time.
 */
@ApplicationScoped
public class RecheckSkus {
    private static final Logger LOG = Logger.getLogger(RecheckSkus.class);
    private static final String CAUSE = "unknown-sku:";
    private static final int AT_ONCE = 50;

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Wishes wishes;
    private final StoreDirectory stores;
    private final Lanes lanes;
    private final Transport transport;
    private final MappingConfig config;
    private final Instance<Worker> worker;

    RecheckSkus(
            Transactions transactions,
            OrderRecords orders,
            Wishes wishes,
            StoreDirectory stores,
            Lanes lanes,
            Transport transport,
            MappingConfig config,
            Instance<Worker> worker) {
        this.transactions = transactions;
        this.orders = orders;
        this.wishes = wishes;
        this.stores = stores;
        this.lanes = lanes;
        this.transport = transport;
        this.config = config;
        this.worker = worker;
    }

    public void look() {
        List<Held> held = transactions.call(tx -> orders.withCausesLike(tx, CAUSE));
        Map<String, List<Held>> byAccount = new HashMap<>();
        Map<String, Store> anyStore = new HashMap<>();
        for (Held order : held) {
            Store store =
                    stores.find(order.ref().store()).filter(Store::isWorking).orElse(null);
            if (store == null) continue;
            byAccount
                    .computeIfAbsent(store.katanaAccount(), account -> new ArrayList<>())
                    .add(order);
            anyStore.put(store.katanaAccount(), store);
        }
        byAccount.forEach((account, waiting) -> look(anyStore.get(account), waiting));
    }

    private void look(Store store, List<Held> waiting) {
        List<String> skus = waiting.stream()
                .map(order -> order.cause().substring(CAUSE.length()))
                .distinct()
                .toList();
        Katana katana = new Katana(
                transport, config.katana().url(), store.katanaKey(), lanes.gate(store.katanaLane(), Duration.ZERO));
        for (int from = 0; from < skus.size(); from += AT_ONCE) {
            List<String> some = skus.subList(from, Math.min(skus.size(), from + AT_ONCE));
            Answer<List<Variant>> answer = katana.catalogue().variantsBySku(some);
            if (!answer.isOk()) {
                LOG.infof(
                        "recheck=skus store=%s outcome=%s",
                        store.hash(), answer.failure().words());
                return;
            }
            Set<String> appeared = answer.value().stream().map(Variant::sku).collect(Collectors.toSet());
            takeUp(waiting, appeared);
        }
    }

    private void takeUp(List<Held> waiting, Set<String> appeared) {
        if (appeared.isEmpty()) return;
        transactions.run(tx -> {
            for (Held order : waiting)
                if (appeared.contains(order.cause().substring(CAUSE.length())))
                    wishes.news(tx, order.ref(), Priority.LIVE, Duration.ZERO);
        });
        worker.get().wake();
    }
}
