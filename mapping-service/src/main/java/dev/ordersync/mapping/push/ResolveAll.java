package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds, or makes, everything that a plan names: customer, variants, tax rates. No call for what is known. */
@ApplicationScoped
class ResolveAll {
    private final ResolveCustomer customers;
    private final ResolveVariants variants;
    private final ResolveTaxRates taxRates;
    private final ForgetVariants forgetVariants;

    ResolveAll(
            ResolveCustomer customers,
            ResolveVariants variants,
            ResolveTaxRates taxRates,
            ForgetVariants forgetVariants) {
        this.customers = customers;
        this.variants = variants;
        this.taxRates = taxRates;
        this.forgetVariants = forgetVariants;
    }

    /** What a new sales order needs. Variants first: an order that waits for a SKU makes no customer. */
    Step<Resolved> forPlan(Turn turn, SalesOrderPlan plan) {
        List<BigDecimal> percents = new ArrayList<>();
        for (Row row : plan.rows()) if (Wire.isTaxed(row.taxPercent())) percents.add(row.taxPercent());
        return resolve(
                turn, plan, plan.customer(), plan.rows().stream().map(Row::item).toList(), percents);
    }

    /**
     * @param customer null when the customer is not asked for
     */
    Step<Resolved> resolve(
            Turn turn,
            SalesOrderPlan plan,
            CustomerIdentity customer,
            Collection<Item> items,
            Collection<BigDecimal> percents) {
        return variants.resolve(turn, items)
                .then(variantIds -> taxRates.resolve(turn, percents)
                        .then(rateIds -> customer == null
                                ? Step.go(new Resolved(0, variantIds, rateIds))
                                : customers
                                        .resolve(turn, customer, plan.billTo(), plan.shipTo())
                                        .map(id -> new Resolved(id, variantIds, rateIds))));
    }

    /**
     * Forgets what a refusal may be about where Katana has it no more, and resolves it anew. What lives is kept: a
     * refusal for another reason makes nothing twice.
     *
     * @return empty when the ids are the same again, so that each refused write is repeated once at most
     */
    Step<Optional<Resolved>> anew(Turn turn, Resolved refused, Suspects suspects, Supplier<Step<Resolved>> resolve) {
        Step<Void> forgotten = forgetGone(turn, refused, suspects);
        if (forgotten.stopped()) return forgotten.stop();
        return resolve.get().map(ids -> ids.equals(refused) ? Optional.empty() : Optional.of(ids));
    }

    private Step<Void> forgetGone(Turn turn, Resolved refused, Suspects suspects) {
        boolean customer = suspects.customer() && refused.customerId() != 0;
        boolean variant = suspects.variants() && !refused.variants().isEmpty();
        boolean tax = suspects.taxRates() && !refused.taxRates().isEmpty();
        Step<Void> done = customer ? customers.forgetGone(turn, refused.customerId()) : Step.go(null);
        if (variant)
            done = done.then(
                    go -> forgetVariants.forgetGone(turn, refused.variants().values()));
        if (tax)
            done = done.then(go -> taxRates.forgetGone(turn, refused.taxRates().values()));
        return done;
    }
}
