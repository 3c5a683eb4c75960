package dev.ordersync.mapping.push;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered.FieldChange;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Difference;
import dev.ordersync.mapping.domain.Eligibility;
import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import dev.ordersync.mapping.domain.FieldDifference;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.domain.StillOpen;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.read.ReadOrder;
import dev.ordersync.stores.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * What a turn at this order would write now, without writing it: the same judgement, the same plan, the same difference.
 * Rules that changed reach only what is still open.
 */
@ApplicationScoped
class PreviewOrder {
    private final PlanGoal plan;
    private final ReadOrder read = new ReadOrder();

    PreviewOrder(PlanGoal plan) {
        this.plan = plan;
    }

    /**
     * @param changes empty when nothing would be written
     * @param text why not, or what is to be known of it; may be null
     */
    record Preview(List<FieldChange> changes, String text) {
        static Preview nothing(String text) {
            return new Preview(List.of(), text);
        }
    }

    /**
     * @param snapshot the newest one
     * @return a stop when Katana could not be asked for the account's settings
     */
    Step<Preview> preview(Store store, Katana katana, OrderRecord order, OrderObserved snapshot) {
        if (order.manual() != null)
            return Step.go(Preview.nothing(
                    order.manual().word().equals("hold") ? "Held by a person." : "Left out by a person."));
        ReadOrder.Result result = read.read(snapshot);
        if (result instanceof ReadOrder.Result.Unreadable unreadable)
            return Step.go(Preview.nothing(unreadable.sentence()));
        ShopOrder shop = ((ReadOrder.Result.Read) result).order();
        boolean placedAfter = snapshot.isOfActiveStore(shop.createdAt());
        Verdict verdict =
                Eligibility.judge(Facts.of(shop, TakeTurn.link(order), placedAfter, order.notYet(), plan.rules(store)));
        if (verdict instanceof Verdict.Follow) return follow(store, katana, order, shop);
        if (verdict instanceof Verdict.Import) return importNew(store, katana, order, shop);
        return Step.go(Preview.nothing(reason(verdict)));
    }

    private Step<Preview> follow(Store store, Katana katana, OrderRecord order, ShopOrder shop) {
        Optional<String> closed = StillOpen.notBecause(shop, order.seen().status());
        if (closed.isPresent()) return Step.go(Preview.nothing(closed.get()));
        if (order.applied() == null)
            return Step.go(Preview.nothing(
                    "What was written is no longer kept (retention): Katana is asked when it is pushed."));
        Step<Goal> goal = plan.plan(store, katana, true, shop);
        if (goal.stopped()) return notPlanned(goal.ending());
        Holding holding = Holding.parse(order.applied());
        List<Change> changes =
                Difference.between(holding.applied(), goal.value().plan());
        return Step.go(new Preview(
                FieldDifference.of(holding.applied(), changes).stream()
                        .map(field -> new FieldChange(field.name(), field.before(), field.after()))
                        .toList(),
                null));
    }

    private Step<Preview> importNew(Store store, Katana katana, OrderRecord order, ShopOrder shop) {
        if (order.shown().cause() != null)
            return Step.go(Preview.nothing(order.shown().text()));
        Step<Goal> goal = plan.plan(store, katana, false, shop);
        if (goal.stopped()) return notPlanned(goal.ending());
        String text = order.witnessed() && !order.forgiven()
                ? "It has no sales order yet: one is made."
                : "Its sales order is looked for in Katana: linked when there is one, else made.";
        String orderNo = goal.value().plan().orderNo();
        return Step.go(new Preview(List.of(new FieldChange("sales_order", "", orderNo)), text));
    }

    private static Step<Preview> notPlanned(Ending ending) {
        if (ending instanceof Ending.Parked parked) return Step.go(Preview.nothing(parked.sentence()));
        if (ending instanceof Ending.LeftOut leftOut) return Step.go(Preview.nothing(leftOut.reason()));
        return Step.stop(ending);
    }

    static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Remove remove) return remove.reason();
        if (verdict instanceof Verdict.Exclude exclude) return exclude.reason();
        if (verdict instanceof Verdict.Wait wait) return wait.reason();
        return ((Verdict.Nothing) verdict).reason();
    }
}
