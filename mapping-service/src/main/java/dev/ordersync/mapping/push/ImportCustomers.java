package dev.ordersync.mapping.push;

import dev.ordersync.api.Page;
import dev.ordersync.bigcommerce.BcCatalogue.Some;
import dev.ordersync.bigcommerce.BcCustomer;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.Customer;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.kept.ListedCustomers;
import dev.ordersync.mapping.read.ReadCustomer;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.CatalogueImport.Fate;
import dev.ordersync.stores.CatalogueImports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * A stretch of the import of all customers: first what Katana has is read in pages, then BigCommerce's pages are matched
 * with that down the same ladder as an order's customer (rule P2), and who is missing is created.
 */
@ApplicationScoped
class ImportCustomers {
    private static final int AT_ONCE = 50;
    /** Then others have their turn. */
    private static final int MOST_WRITTEN = 25;

    private final Transactions transactions;
    private final ListedCustomers listed;
    private final ResolveCustomer resolve;

    ImportCustomers(Transactions transactions, ListedCustomers listed, ResolveCustomer resolve) {
        this.transactions = transactions;
        this.listed = listed;
        this.resolve = resolve;
    }

    /** Whether that was the last one. */
    Step<Boolean> stretch(CatalogueErrand errand) {
        return errand.progress().matching() ? match(errand) : read(errand);
    }

    /** One page of what Katana has. */
    private Step<Boolean> read(CatalogueErrand errand) {
        CatalogueImport progress = errand.progress();
        int page = progress.cursor().isEmpty() ? 1 : Integer.parseInt(progress.cursor());
        Step<Page<Customer>> found = Step.of(errand.katana().customers().page(page), "the customers");
        if (found.stopped()) return found.stop();
        transactions.run(tx -> {
            if (page == 1) listed.begin(tx, progress.store(), progress.account());
            for (Customer customer : found.value().items())
                listed.add(tx, progress.store(), ListedSource.listed(customer));
            boolean last = found.value().last();
            CatalogueImports.moved(tx, progress, last, last ? "" : String.valueOf(page + 1), -1);
        });
        return Step.go(false);
    }

    private Step<Boolean> match(CatalogueErrand errand) {
        CustomerCursor cursor = CustomerCursor.read(errand.progress().cursor());
        Step<Some<BcCustomer>> asked = ShopAnswer.of(
                errand.bigcommerce().catalogue().customers(cursor.page(), AT_ONCE),
                "customers",
                "Customers (read-only)");
        if (asked.stopped()) return asked.stop();
        Some<BcCustomer> some = asked.value();
        // a customer that was deleted meanwhile has moved others onto pages that are read already
        cursor = cursor.told(some.total());
        return take(errand, some, cursor);
    }

    private Step<Boolean> take(CatalogueErrand errand, Some<BcCustomer> some, CustomerCursor from) {
        CustomerCursor cursor = from;
        move(errand, cursor, some.total());
        int written = 0;
        for (BcCustomer customer : some.items()) {
            if (cursor.handled(customer.id())) continue;
            CustomerIdentity wanted = CustomerIdentity.of(
                    ReadCustomer.customer(customer), errand.store().hash(), "");
            boolean known = resolve.isKnown(errand, wanted);
            Step<Fate> fate = known ? Step.go(Fate.MATCHED) : bring(errand, customer, wanted);
            if (fate.stopped() && !(fate.ending() instanceof Ending.Parked)) return fate.stop();
            cursor = cursor.and(customer.id());
            // on the second way through, those of the first are counted already
            if (!cursor.second() || !known && !fate.stopped()) count(errand, fate, cursor);
            if (!fate.stopped() && fate.value() == Fate.CREATED) written++;
            if (written == MOST_WRITTEN) return Step.go(false);
        }
        Optional<CustomerCursor> next = some.last() ? cursor.again() : Optional.of(cursor.nextPage());
        if (next.isPresent()) move(errand, next.get(), -1);
        else transactions.run(tx -> listed.end(tx, errand.store().hash()));
        return Step.go(next.isEmpty());
    }

    private Step<Fate> bring(CatalogueErrand errand, BcCustomer customer, CustomerIdentity wanted) {
        var before = resolve.known(errand, wanted);
        var address = ReadCustomer.address(customer).orElse(null);
        var source = new ListedSource(listed, errand.store().hash());
        Step<Long> id = resolve.resolve(errand, wanted, address, address, source);
        if (id.stopped()) return id.stop();
        boolean matched = before.isPresent() && before.get().equals(id.value()) || source.gave(id.value());
        return Step.go(matched ? Fate.MATCHED : Fate.CREATED);
    }

    private void move(CatalogueErrand errand, CustomerCursor cursor, long total) {
        transactions.run(tx -> CatalogueImports.moved(tx, errand.progress(), true, cursor.text(), total));
    }

    private void count(CatalogueErrand errand, Step<Fate> fate, CustomerCursor cursor) {
        transactions.run(tx -> {
            CatalogueImports.count(tx, errand.progress(), fate.stopped() ? Fate.HELD : fate.value(), cursor.text());
            if (fate.stopped())
                CatalogueImports.problem(tx, errand.progress(), ((Ending.Parked) fate.ending()).sentence());
        });
    }
}
