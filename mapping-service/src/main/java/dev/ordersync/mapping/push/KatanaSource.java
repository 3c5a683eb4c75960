package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.katana.Customer;
import dev.ordersync.katana.Customers;
import dev.ordersync.mapping.domain.CustomerLadder.Candidate;
import dev.ordersync.mapping.kept.ListedCustomers;
import dev.ordersync.mapping.kept.ListedCustomers.Listed;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The candidates of the customer ladder as Katana answers, a call or two a rung. Its filter may tell Ada@Example.COM from
 * ada@example.com. So it is asked for the e-mail in lower case and, instead of as it was written, for those by id that we
 * have listed under it, while all customers of the store are imported.
 */
final class KatanaSource implements ClimbCustomerLadder.Source {
    private final Customers customers;
    private final ListedCustomers listed;
    private final String store;

    KatanaSource(Errand errand, ListedCustomers listed) {
        this.customers = errand.katana().customers();
        this.listed = listed;
        this.store = errand.store().hash();
    }

    @Override
    public Step<List<Candidate>> byReference(String referenceId) {
        return candidates(customers.byReference(referenceId));
    }

    @Override
    public Step<List<Candidate>> byEmail(String email) {
        Set<Long> unseen = new HashSet<>();
        for (Listed one : listed.byEmail(store, email)) unseen.add(one.customerId());
        if (unseen.isEmpty()) return candidates(customers.byEmail(email));
        return candidates(customers.byEmail(email.toLowerCase(Locale.ROOT))).then(found -> {
            found.forEach(candidate -> unseen.remove(candidate.id()));
            if (unseen.isEmpty()) return Step.go(found);
            // as they are now: listed some time ago, they may be gone or somebody else's
            return candidates(customers.byIds(unseen))
                    .map(others ->
                            Stream.concat(found.stream(), others.stream()).toList());
        });
    }

    @Override
    public Step<List<Candidate>> byName(String name) {
        return candidates(customers.byName(name));
    }

    private static Step<List<Candidate>> candidates(Answer<List<Customer>> answer) {
        return Step.of(answer, "the customer")
                .map(found -> found.stream().map(ClimbCustomerLadder::candidate).toList());
    }
}
