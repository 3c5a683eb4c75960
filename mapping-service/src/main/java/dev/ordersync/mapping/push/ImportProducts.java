package dev.ordersync.mapping.push;

import dev.ordersync.bigcommerce.BcCatalogue.Some;
import dev.ordersync.bigcommerce.BcProduct;
import dev.ordersync.database.Transactions;
import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopProduct;
import dev.ordersync.mapping.read.ReadProduct;
import dev.ordersync.stores.CatalogueImport.Fate;
import dev.ordersync.stores.CatalogueImports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * A stretch of the import of all products: the next ones of BigCommerce, lowest id first, their SKUs looked up 50 in one
 * call, and what Katana lacks created with all its variants in one call.
 */
@ApplicationScoped
class ImportProducts {
    private static final int AT_ONCE = 50;
    /** Four look-ups: the lease outlasts them. A single product may have more. */
    private static final int MOST_VARIANTS = 200;

    /** Then others have their turn. */
    private static final int MOST_CREATED = 25;

    private final Transactions transactions;
    private final AccountFacts facts;
    private final ResolveVariants variants;
    private final CreateProduct create;

    ImportProducts(Transactions transactions, AccountFacts facts, ResolveVariants variants, CreateProduct create) {
        this.transactions = transactions;
        this.facts = facts;
        this.variants = variants;
        this.create = create;
    }

    /** Whether that was the last one. */
    Step<Boolean> stretch(CatalogueErrand errand) {
        String cursor = errand.progress().cursor();
        long behind = cursor.isEmpty() ? 0 : Long.parseLong(cursor);
        Step<MinorUnit> unit = facts.factory(errand.account(), errand.katana())
                .map(factory -> MinorUnit.of(factory.baseCurrencyCode()));
        if (unit.stopped()) return unit.stop();
        Step<Some<BcProduct>> listed = ShopAnswer.of(
                errand.bigcommerce().catalogue().productsAfter(behind, AT_ONCE), "products", "Products (read-only)");
        if (listed.stopped()) return listed.stop();
        Some<BcProduct> some = firstOf(listed.value());
        long total = some.total() < 0 ? -1 : errand.progress().seen() + some.total();
        transactions.run(tx -> CatalogueImports.moved(tx, errand.progress(), true, cursor, total));
        if (!errand.stillOurs()) return Step.stop(Ending.overtaken());
        return take(errand, some, unit.value());
    }

    private static Some<BcProduct> firstOf(Some<BcProduct> some) {
        int variants = 0;
        int taken = 0;
        for (BcProduct product : some.items()) {
            variants += product.variants().size();
            if (taken > 0 && variants > MOST_VARIANTS)
                return new Some<>(some.items().subList(0, taken), false, some.total());
            taken++;
        }
        return some;
    }

    private Step<Boolean> take(CatalogueErrand errand, Some<BcProduct> some, MinorUnit unit) {
        List<ShopProduct> products =
                some.items().stream().map(ReadProduct::product).toList();
        var percent = errand.store().settings().defaultTaxPercent();
        List<Item> items = products.stream()
                .filter(ShopProduct::physical)
                .<Item>flatMap(product -> product.items(percent, unit).stream())
                .toList();
        Step<ResolveVariants.Asked> asked = variants.ask(errand, items);
        if (asked.stopped()) return asked.stop();
        int created = 0;
        for (ShopProduct product : products) {
            Step<Fate> fate = product.physical()
                    ? create.bring(errand, product, product.items(percent, unit), asked.value())
                    : Step.go(Fate.SKIPPED);
            if (fate.stopped() && !(fate.ending() instanceof Ending.Parked)) return fate.stop();
            count(errand, product, fate);
            if (!fate.stopped() && fate.value() == Fate.CREATED) created++;
            if (created == MOST_CREATED) return Step.go(false);
        }
        return Step.go(some.last());
    }

    private void count(CatalogueErrand errand, ShopProduct product, Step<Fate> fate) {
        transactions.run(tx -> {
            String cursor = String.valueOf(product.id());
            CatalogueImports.count(tx, errand.progress(), fate.stopped() ? Fate.HELD : fate.value(), cursor);
            if (fate.stopped())
                CatalogueImports.problem(tx, errand.progress(), ((Ending.Parked) fate.ending()).sentence());
        });
    }
}
