package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.kept.KnownTaxRates;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds, or makes, everything that a plan names: customer, variants, tax rates. No call for what is known. */
@ApplicationScoped
class ResolveAll {
    private final ResolveCustomer customers;
    private final ResolveVariants variants;
    private final ResolveTaxRates taxRates;
    private final KnownTaxRates knownTaxRates;
    private final ForgetVariants forgetVariants;

    ResolveAll(
            ResolveCustomer customers,
            ResolveVariants variants,
            ResolveTaxRates taxRates,
            KnownTaxRates knownTaxRates,
            ForgetVariants forgetVariants) {
        this.customers = customers;
        this.variants = variants;
        this.taxRates = taxRates;
        this.knownTaxRates = knownTaxRates;
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
     * Forgets what a refusal may be about, since that may have been deleted in Katana, and resolves it anew.
     *
     * @return empty when it speaks of nothing that we remember, or when the ids are the same again
     */
    Step<Optional<Resolved>> anew(
            Turn turn, SalesOrderPlan plan, Resolved refused, String sentence, Supplier<Step<Resolved>> resolve) {
        Step<Boolean> forgotten = forget(turn, plan, refused, sentence.toLowerCase(Locale.ROOT));
        if (forgotten.stopped()) return forgotten.stop();
        if (!forgotten.value()) return Step.go(Optional.empty());
        return resolve.get().map(ids -> ids.equals(refused) ? Optional.empty() : Optional.of(ids));
    }

    /** Whether anything was forgotten: nothing is that the refused write did not name. */
    private Step<Boolean> forget(Turn turn, SalesOrderPlan plan, Resolved refused, String said) {
        boolean unclear = said.contains("does not know");
        boolean customer = refused.customerId() != 0 && (unclear || said.contains("customer"));
        boolean variant =
                !refused.variants().isEmpty() && (unclear || said.contains("variant") || said.contains("product"));
        boolean tax = !refused.taxRates().isEmpty() && (unclear || said.contains("tax"));
        if (customer) customers.forget(turn, plan.customer());
        if (tax) knownTaxRates.forget(turn.account());
        if (!variant) return Step.go(customer || tax);
        return forgetVariants
                .forget(turn, plan.rows().stream().map(Row::item).toList(), refused.variants())
                .map(done -> true);
    }
}
