package dev.ordersync.mapping.push;

import dev.ordersync.katana.Factory;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.PlanResult;
import dev.ordersync.mapping.domain.PlanRules;
import dev.ordersync.mapping.domain.PlanSalesOrder;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.read.ReadRules;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

/** What the order's sales order should be, by the store's settings and, where they are silent, the account's. */
@ApplicationScoped
class PlanGoal {
    private final AccountFacts facts;
    private final PlanSalesOrder plan = new PlanSalesOrder();

    PlanGoal(AccountFacts facts) {
        this.facts = facts;
    }

    /** The rules without asking Katana: enough to judge an order. */
    PlanRules rules(Store store) {
        return ReadRules.of(store.hash(), store.settings(), null);
    }

    Step<Goal> plan(Turn turn, OrderRecord order, ShopOrder shop) {
        return plan(turn.store(), turn.katana(), order.isLinked(), shop);
    }

    /** What nothing but the store's settings moved stays as it is held, whatever else of the order changes. */
    Step<Goal> asAgreed(Turn turn, ShopOrder shop, Applied held) {
        return plan(turn.store(), turn.katana(), true, shop, rules -> rules.keeping(shop, held))
                .map(goal -> goal.withTermsOf(held));
    }

    /** @param katana asked where the settings are silent, once an hour */
    Step<Goal> plan(Store store, Katana katana, boolean linked, ShopOrder shop) {
        return plan(store, katana, linked, shop, rules -> rules);
    }

    private Step<Goal> plan(
            Store store, Katana katana, boolean linked, ShopOrder shop, UnaryOperator<PlanRules> agreed) {
        StoreSettings settings = store.settings();
        boolean silent = settings.deliveryDays() == null || settings.locationId() == null;
        Step<Factory> factory = silent ? facts.factory(store.katanaAccount(), katana) : Step.go(null);
        if (factory.stopped()) return factory.stop();
        String deliveryTime = factory.value() == null ? null : factory.value().defaultSoDeliveryTime();
        long location = settings.locationId() != null
                ? settings.locationId()
                : factory.value().defaultSalesLocationId() == null
                        ? 0
                        : factory.value().defaultSalesLocationId();
        if (location == 0 && !linked)
            return Step.stop(Ending.held(
                    "no-location", "No Katana location is chosen for this store, and the account has no default one."));
        PlanResult result = plan.plan(shop, agreed.apply(ReadRules.of(store.hash(), settings, deliveryTime)));
        if (result instanceof PlanResult.Planned planned)
            return Step.go(new Goal(shop, planned.plan(), planned.receipt(), location));
        if (result instanceof PlanResult.Held held)
            return Step.stop(new Ending.Parked("held", held.cause(), held.sentence(), held.receipt()));
        return Step.stop(new Ending.LeftOut(((PlanResult.NothingToImport) result).reason()));
    }
}
