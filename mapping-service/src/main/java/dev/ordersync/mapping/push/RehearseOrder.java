package dev.ordersync.mapping.push;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered.Unknown;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.domain.Eligibility;
import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Link;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.Receipt;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.domain.VariantLadder.Decision;
import dev.ordersync.mapping.read.ReadOrder;
import dev.ordersync.stores.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What would become of an order if it came now: judged, planned and its SKUs looked for, as at an import. Nothing is
 * written or remembered.
 */
@ApplicationScoped
class RehearseOrder {
    private final PlanGoal plan;
    private final RehearseVariants variants;
    private final ReadOrder read = new ReadOrder();

    RehearseOrder(PlanGoal plan, RehearseVariants variants) {
        this.plan = plan;
        this.variants = variants;
    }

    /** As {@code PlanAnswered} has it; receipt and shop are null when it did not come so far. */
    record Rehearsed(
            String outcome, String cause, String text, Receipt receipt, ShopOrder shop, List<Unknown> unknown) {
        private static Rehearsed of(String outcome, String cause, String text, ShopOrder shop) {
            return new Rehearsed(outcome, cause, text, null, shop, List.of());
        }
    }

    /** Looks up what many orders need in few calls; when Katana cannot be asked, each order finds that out by itself. */
    void prepare(Store store, Katana katana, Collection<OrderObserved> snapshots) {
        List<Item> items = new ArrayList<>();
        for (OrderObserved snapshot : snapshots)
            if (read.read(snapshot) instanceof ReadOrder.Result.Read found) {
                Step<Goal> goal = plan.plan(store, katana, false, found.order());
                if (!goal.stopped()) items.addAll(items(goal.value()));
            }
        variants.decide(store, katana, items);
    }

    /** @return a stop when Katana could not be asked */
    Step<Rehearsed> rehearse(Store store, Katana katana, OrderObserved snapshot) {
        ReadOrder.Result result = read.read(snapshot);
        if (result instanceof ReadOrder.Result.Unreadable unreadable)
            return Step.go(Rehearsed.of("held", "unreadable", unreadable.sentence(), null));
        ShopOrder shop = ((ReadOrder.Result.Read) result).order();
        boolean placedAfter = snapshot.isOfActiveStore(shop.createdAt());
        Verdict verdict = Eligibility.judge(Facts.of(shop, Link.NONE, placedAfter, false, plan.rules(store)));
        if (!(verdict instanceof Verdict.Import))
            return Step.go(Rehearsed.of("excluded", "excluded-by-rule", PreviewOrder.reason(verdict), shop));
        Step<Goal> goal = plan.plan(store, katana, false, shop);
        if (goal.stopped()) return notPlanned(goal.ending(), shop);
        return variants.decide(store, katana, items(goal.value()))
                .map(decided -> planned(store, goal.value(), decided));
    }

    private static List<Item> items(Goal goal) {
        return goal.plan().rows().stream().map(Row::item).toList();
    }

    private static Step<Rehearsed> notPlanned(Ending ending, ShopOrder shop) {
        if (ending instanceof Ending.Parked parked)
            return Step.go(
                    new Rehearsed("held", group(parked.cause()), parked.sentence(), parked.receipt(), shop, List.of()));
        if (ending instanceof Ending.LeftOut leftOut)
            return Step.go(Rehearsed.of("excluded", "nothing-to-import", leftOut.reason(), shop));
        return Step.stop(ending);
    }

    private static Rehearsed planned(Store store, Goal goal, List<RehearseVariants.Decided> decided) {
        for (RehearseVariants.Decided one : decided)
            if (one.decision() instanceof Decision.Held held && !one.isMissing())
                return new Rehearsed(
                        "held", group(held.cause()), held.sentence(), goal.receipt(), goal.shop(), List.of());
        Receipt receipt = goal.receipt();
        boolean isExact = receipt.difference().signum() == 0;
        List<RehearseVariants.Decided> missing =
                decided.stream().filter(RehearseVariants.Decided::isMissing).toList();
        List<String> why = new ArrayList<>();
        missing.forEach(one -> why.add(one.sentence()));
        if (!isExact) why.add(explained(receipt));
        String outcome = !missing.isEmpty() ? "needs-product" : isExact ? "exact" : "differs";
        String cause = !missing.isEmpty()
                ? store.settings().createProducts() ? "new-product" : "unknown-sku"
                : isExact ? null : firstKind(receipt);
        return new Rehearsed(
                outcome,
                cause,
                why.isEmpty() ? null : String.join(" ", why),
                receipt,
                goal.shop(),
                missing.stream().map(RehearseVariants.Decided::unknown).toList());
    }

    private static String explained(Receipt receipt) {
        return receipt.steps().stream()
                        .filter(Receipt.Step::explains)
                        .map(step -> step.text() + " (" + step.amount().toPlainString() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String firstKind(Receipt receipt) {
        return receipt.steps().stream()
                .filter(Receipt.Step::explains)
                .map(Receipt.Step::kind)
                .findFirst()
                .orElse("rounding");
    }

    /** {@code ambiguous-sku:A} and {@code ambiguous-sku:B} are one cause. */
    private static String group(String cause) {
        int colon = cause.indexOf(':');
        return colon < 0 ? cause : cause.substring(0, colon);
    }
}
