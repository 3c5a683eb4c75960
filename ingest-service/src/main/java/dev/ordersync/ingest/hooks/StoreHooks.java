package dev.ordersync.ingest.hooks;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Secret;
import dev.ordersync.bigcommerce.BcHook;
import dev.ordersync.bigcommerce.BcHooks;
import dev.ordersync.stores.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Brings a store's hooks at BigCommerce to what they should be: one per scope, on, to our door, with our secret. */
public final class StoreHooks {
    /** The events after which an order may be another. Shipments fire {@code updated} as well only at some stores. */
    static final List<String> SCOPES = List.of(
            "store/order/created",
            "store/order/updated",
            "store/order/statusUpdated",
            "store/order/archived",
            "store/order/refund/created",
            "store/app/uninstalled");

    static final List<String> SHIPMENT_SCOPES =
            List.of("store/shipment/created", "store/shipment/updated", "store/shipment/deleted");

    /**
     * @param repaired hooks that were made or changed
     * @param refused scopes that BigCommerce did not want to register now
     */
    public record Result(int repaired, List<String> refused) {}

    private final HookTargets targets;
    private final RefusedHooks refusals;
    private final WrittenHooks written;

    public StoreHooks(HookTargets targets, RefusedHooks refusals, WrittenHooks written) {
        this.targets = targets;
        this.refusals = refusals;
        this.written = written;
    }

    /** @param isWanted whether the store still works, asked before each hook that is made or changed */
    Answer<Result> repair(Store store, BcHooks hooks, BooleanSupplier isWanted) {
        Answer<List<BcHook>> listed = hooks.list();
        if (!listed.isOk()) return Answer.failed(listed.failure());
        List<BcHook> strays = new ArrayList<>(ours(store, listed.value()));
        Set<Long> writtenBefore = written.of(store);
        Set<String> refusedBefore = refusals.of(store, targets.ofStore(store.hash()));
        List<String> refused = new ArrayList<>();
        int repaired = 0;
        for (String scope : scopes(store)) {
            BcHook best = best(store, scope, strays, writtenBefore);
            if (best != null) strays.remove(best);
            if (best != null && isGood(store, best, writtenBefore)) continue;
            if (refusedBefore.contains(scope)) continue;
            if (!isWanted.getAsBoolean()) return Answer.ok(new Result(repaired, refused));
            Answer<BcHook> answer = best == null
                    ? hooks.create(scope, targets.ofStore(store.hash()), store.webhookSecret())
                    : hooks.update(best.id(), scope, targets.ofStore(store.hash()), store.webhookSecret());
            if (answer.isOk()) {
                repaired++;
                written.keep(store, scope, best == null ? answer.value().id() : best.id());
            } else if (answer.failure() instanceof Failure.Refused) {
                refused.add(scope);
                refusals.keep(store, scope, targets.ofStore(store.hash()));
            } else return Answer.failed(answer.failure());
        }
        for (BcHook stray : strays) {
            Answer<Void> deleted = hooks.delete(stray.id());
            if (!deleted.isOk()) return Answer.failed(deleted.failure());
        }
        return Answer.ok(new Result(repaired, refused));
    }

    /** How many of the scopes have a good hook now; changes nothing. */
    public Answer<Integer> missing(Store store, BcHooks hooks) {
        Set<Long> writtenBefore = written.of(store);
        return hooks.list().map(all -> (int) scopes(store).stream()
                .filter(scope -> ours(store, all).stream()
                        .noneMatch(hook -> hook.scope().equals(scope) && isGood(store, hook, writtenBefore)))
                .count());
    }

    /** Removes all hooks of ours; the first failure is told. */
    public Answer<Void> remove(Store store, BcHooks hooks) {
        Answer<List<BcHook>> listed = hooks.list();
        if (!listed.isOk()) return Answer.failed(listed.failure());
        Answer<Void> result = Answer.ok(null);
        for (BcHook hook : ours(store, listed.value())) {
            Answer<Void> deleted = hooks.delete(hook.id());
            if (result.isOk()) result = deleted;
        }
        return result;
    }

    private static List<String> scopes(Store store) {
        List<String> scopes = new ArrayList<>(SCOPES);
        if (store.settings().syncShipments()) scopes.addAll(SHIPMENT_SCOPES);
        return scopes;
    }

    private static List<BcHook> ours(Store store, List<BcHook> all) {
        return all.stream()
                .filter(hook -> HookTargets.isOfStore(hook.destination(), store.hash()))
                .toList();
    }

    private BcHook best(Store store, String scope, List<BcHook> ours, Set<Long> written) {
        return ours.stream()
                .filter(hook -> hook.scope().equals(scope))
                .max(Comparator.comparing((BcHook hook) -> isGood(store, hook, written))
                        .thenComparing(hook -> isHere(store, hook)))
                .orElse(null);
    }

    /** What the list does not tell of a hook is as we wrote it, if we did: to write it again would tell no more. */
    private boolean isGood(Store store, BcHook hook, Set<Long> written) {
        boolean isOurs = written.contains(hook.id());
        return isHere(store, hook)
                && (hook.active() == null ? isOurs : hook.active())
                && (hook.headers() == null ? isOurs : hasSecret(store, hook));
    }

    private boolean isHere(Store store, BcHook hook) {
        return HookTargets.isSame(hook.destination(), targets.ofStore(store.hash()));
    }

    private static boolean hasSecret(Store store, BcHook hook) {
        return hook.headers().entrySet().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase(BcHooks.SECRET_HEADER)
                        && store.webhookSecret().equals(Secret.of(header.getValue())));
    }
}
