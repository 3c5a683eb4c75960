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

/** Finds, or makes, everything that a plan names: customer, variants, tax rates. No call for what is known. */
@ApplicationScoped
class ResolveAll {
    private final ResolveCustomer customers;
    private final ResolveVariants variants;
    private final ResolveTaxRates taxRates;
    private final KnownTaxRates knownTaxRates;

    ResolveAll(
            ResolveCustomer customers,
            ResolveVariants variants,
            ResolveTaxRates taxRates,
            KnownTaxRates knownTaxRates) {
        this.customers = customers;
        this.variants = variants;
        this.taxRates = taxRates;
        this.knownTaxRates = knownTaxRates;
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

    /** Forgets what a refusal speaks of; false when it speaks of nothing that we remember. */
    boolean forget(Turn turn, SalesOrderPlan plan, Resolved refused, String sentence) {
        String said = sentence.toLowerCase(Locale.ROOT);
        boolean unclear = said.contains("does not know");
        boolean any = unclear;
        if (unclear || said.contains("customer")) {
            customers.forget(turn, plan.customer());
            any = true;
        }
        if (unclear || said.contains("variant") || said.contains("product")) {
            variants.forget(turn, refused.variants().values());
            any = true;
        }
        if (unclear || said.contains("tax")) {
            knownTaxRates.forget(turn.account());
            any = true;
        }
        return any;
    }
}
