package dev.ordersync.ingest.stores;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.ingest.hooks.AccountHook;
import dev.ordersync.ingest.hooks.HookTargets;
import dev.ordersync.ingest.hooks.StoreHooks;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.katana.Factory;
import dev.ordersync.katana.Location;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a person whether a store can work: each thing is a tick or a sentence that says what to do. It writes nothing to
 * either side, so that it cannot find out whether the token may write. Credentials that prove good again set the work
 * free.
 *
 * <p>When a side does not answer: that is what the sentence says.
 */
public final class CheckStore {
    private static final int AWAITING_FULFILLMENT = 11;
    private static final String LATER = "Will be set up when the store is activated.";
    private static final String UNREACHABLE =
            "SYNC_PUBLIC_URL is not set, so no webhook can reach us; changes are found by the sweep only.";

    private final Apis apis;
    private final Lanes lanes;
    private final HookTargets targets;
    private final StoreHooks storeHooks;
    private final AccountHook accountHook;

    public CheckStore(Apis apis, Lanes lanes, HookTargets targets, StoreHooks storeHooks, AccountHook accountHook) {
        this.apis = apis;
        this.lanes = lanes;
        this.targets = targets;
        this.storeHooks = storeHooks;
        this.accountHook = accountHook;
    }

    public Check.Report check(Store store) {
        List<Check> checks = new ArrayList<>();
        checks.add(bigcommerce(store).check());
        Finding katana = katana(store);
        checks.add(katana.check());
        checks.add(location(store, katana).check());
        checks.add(storeHooks(store));
        checks.add(accountHook(store));
        return new Check.Report(checks);
    }

    /**
     * Ends the request unless the store can be activated. A side that does not answer is no reason to refuse: the work
     * waits for it.
     */
    public void demandActivatable(Store store) {
        if (store.phase() == Store.Phase.INCOMPLETE)
            throw Problem.of(409, "The store is incomplete: credentials of BigCommerce or Katana are missing.")
                    .exception();
        if (store.phase() == Store.Phase.DISCONNECTED)
            throw Problem.of(409, "The store is disconnected. Connect it again (PUT) before you activate it.")
                    .exception();
        Finding katana = katana(store);
        for (Finding finding : List.of(bigcommerce(store), katana, location(store, katana)))
            if (finding.isRefusal())
                throw Problem.of(422, finding.check().text()).exception();
    }

    /** BigCommerce's clock, from which the first sweep counts; empty when it does not tell. */
    public Optional<Instant> platformTime(Store store) {
        Answer<Instant> time = apis.bigcommerceForCheck(store).store().time();
        return time.isOk() && time.value().getEpochSecond() > 0 ? Optional.of(time.value()) : Optional.empty();
    }

    /**
     * @param isRefusal the other side said no, rather than nothing
     * @param factory of the Katana account, where it was read
     */
    private record Finding(Check check, boolean isRefusal, Factory factory) {
        static Finding good(Check check) {
            return new Finding(check, false, null);
        }

        static Finding bad(String name, String text) {
            return new Finding(Check.fault(name, text), true, null);
        }

        static Finding unclear(String name, String side, Failure failure) {
            return new Finding(
                    Check.fault(name, side + " does not answer just now (" + failure.words() + ")."), false, null);
        }
    }

    private Finding bigcommerce(Store store) {
        String name = "bigcommerce.credentials";
        if (store.bigcommerceToken() == null) return Finding.bad(name, "The BigCommerce access token is missing.");
        // reading orders needs the token and the scope that everything here rests on
        var answer = apis.bigcommerceForCheck(store).orders().inStatus(AWAITING_FULFILLMENT, 1, 1);
        if (answer.isOk()) {
            lanes.unblock(store.bigcommerceLane());
            return Finding.good(Check.tick(
                    name,
                    "BigCommerce accepts the token, and orders can be read. Whether it may also change them, as the scope"
                            + " Orders (modify) allows, shows with the first change."));
        }
        Failure failure = answer.failure();
        if (failure instanceof Failure.Denied denied)
            return Finding.bad(
                    name,
                    denied.status() == 403
                            ? "BigCommerce lets this token not read orders: it needs the scope Orders (modify)."
                            : "BigCommerce refuses the access token. Please store a valid one.");
        if (failure instanceof Failure.Missing)
            return Finding.bad(name, "BigCommerce does not know the store '" + store.hash() + "'.");
        if (failure instanceof Failure.Refused)
            return Finding.bad(name, "BigCommerce does not accept the request: " + failure.words() + ".");
        return Finding.unclear(name, "BigCommerce", failure);
    }

    private Finding katana(Store store) {
        String name = "katana.credentials";
        if (store.katanaKey() == null) return Finding.bad(name, "The Katana API key is missing.");
        Answer<Factory> answer = apis.katanaForCheck(store).account().factory();
        if (answer.isOk()) {
            lanes.unblock(store.katanaLane());
            return new Finding(Check.tick(name, "Katana accepts the API key."), false, answer.value());
        }
        if (answer.failure() instanceof Failure.Denied)
            return Finding.bad(name, "Katana refuses the API key. Please store a valid one.");
        return Finding.unclear(name, "Katana", answer.failure());
    }

    private Finding location(Store store, Finding katana) {
        String name = "katana.location";
        if (katana.factory() == null)
            return new Finding(Check.fault(name, "Not checked, since Katana could not be asked."), false, null);
        Long chosen = store.settings().locationId();
        Long id = chosen != null ? chosen : katana.factory().defaultSalesLocationId();
        if (id == null)
            return Finding.bad(name, "No location is chosen, and the Katana account has no default sales location.");
        Answer<Location> answer = apis.katanaForCheck(store).account().location(id);
        if (!answer.isOk())
            return answer.failure() instanceof Failure.Missing
                    ? Finding.bad(name, "Katana has no location " + id + ". Please choose another one.")
                    : Finding.unclear(name, "Katana", answer.failure());
        if (!answer.value().sells())
            return Finding.bad(name, "Selling is switched off at location " + id + " in Katana.");
        return Finding.good(Check.tick(
                name,
                chosen != null
                        ? "Orders go to location " + id + "."
                        : "Orders go to the default location " + id + "."));
    }

    private Check storeHooks(Store store) {
        String name = "bigcommerce.webhooks";
        if (!targets.isReachable()) return Check.fault(name, UNREACHABLE);
        if (!store.isWorking() || store.bigcommerceToken() == null) return Check.tick(name, LATER);
        Answer<Integer> missing =
                storeHooks.missing(store, apis.bigcommerceForCheck(store).hooks());
        if (!missing.isOk())
            return Check.fault(name, "Not checked: " + missing.failure().words() + ".");
        return missing.value() == 0
                ? Check.tick(name, "All webhooks are there and switched on.")
                : Check.fault(
                        name,
                        missing.value() + " webhooks are missing or switched off; they are " + targets.prospect()
                                + ".");
    }

    private Check accountHook(Store store) {
        String name = "katana.webhooks";
        if (!targets.isReachable()) return Check.fault(name, UNREACHABLE);
        if (!store.isWorking() || store.katanaKey() == null) return Check.tick(name, LATER);
        Answer<Boolean> there = accountHook.isThere(
                store.katanaAccount(), apis.katanaForCheck(store).webhooks());
        if (!there.isOk())
            return Check.fault(name, "Not checked: " + there.failure().words() + ".");
        return there.value()
                ? Check.tick(name, "The webhook is there and switched on.")
                : Check.fault(name, "The webhook is missing or switched off; it is " + targets.prospect() + ".");
    }
}
