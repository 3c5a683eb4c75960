package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.Customer;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.CustomerLadder;
import dev.ordersync.mapping.domain.CustomerLadder.Candidate;
import dev.ordersync.mapping.domain.CustomerLadder.Decision;
import dev.ordersync.mapping.kept.KnownCustomers;
import dev.ordersync.mapping.kept.ListedCustomers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a customer in Katana, rung by rung (rule P2), and writes onto the one found what BigCommerce says. */
@ApplicationScoped
class ClimbCustomerLadder {
    private static final String WHAT = "the customer";

    private final ListedCustomers listed;
    private final KnownCustomers known;
    private final Transactions transactions;

    ClimbCustomerLadder(ListedCustomers listed, KnownCustomers known, Transactions transactions) {
        this.listed = listed;
        this.known = known;
        this.transactions = transactions;
    }

    /** Where the candidates of a rung come from. */
    interface Source {
        Step<List<Candidate>> byReference(String referenceId);

        Step<List<Candidate>> byEmail(String email);

        Step<List<Candidate>> byName(String name);
    }

    /** The customer's id, or nothing when it is to be created. */
    Step<Optional<Long>> climb(Errand errand, CustomerIdentity wanted, Source source) {
        Step<Decision> rung = Step.go(new Decision.NextRung());
        if (!wanted.isGuest())
            rung = source.byReference(wanted.referenceId()).map(found -> CustomerLadder.byReference(wanted, found));
        if (isNext(rung) && wanted.email() != null)
            rung = source.byEmail(wanted.email()).map(found -> byEmail(errand, wanted, found));
        if (isNext(rung)) rung = source.byName(wanted.name()).map(found -> CustomerLadder.byName(wanted, found));
        if (rung.stopped()) return rung.stop();
        return rung.value() instanceof Decision.Use use ? use(errand, wanted, use) : Step.go(Optional.empty());
    }

    /** Whom the search does not know yet, another order may have made a moment ago. */
    private Decision byEmail(Errand errand, CustomerIdentity wanted, List<Candidate> found) {
        Decision seen = CustomerLadder.byEmail(wanted, found);
        if (!(seen instanceof Decision.NextRung)) return seen;
        List<Candidate> lately = known.lately(errand.account(), wanted.email()).stream()
                .map(ResolveCustomer::candidate)
                .toList();
        return CustomerLadder.byEmail(wanted, lately);
    }

    /** Asks Katana. */
    Source katana(Errand errand) {
        return new KatanaSource(errand, listed);
    }

    /** Who was created by an earlier attempt: by what identifies it, never by name alone. */
    Step<Optional<Customer>> findCreated(Errand errand, CustomerIdentity wanted) {
        if (wanted.isGuest() && wanted.email() != null) return findByEmail(errand, wanted);
        Answer<List<Customer>> answer = wanted.isGuest()
                ? errand.katana().customers().byName(wanted.name())
                : errand.katana().customers().byReference(wanted.referenceId());
        return Step.of(answer, WHAT)
                .map(found -> living(found)
                        .filter(customer -> isSame(customer, wanted))
                        .findFirst());
    }

    /** Who was created by an earlier attempt of another order, with this one's e-mail. */
    Step<Optional<Customer>> findByEmail(Errand errand, CustomerIdentity wanted) {
        return Step.of(errand.katana().customers().byEmail(wanted.email()), WHAT)
                .map(found -> living(found)
                        .filter(customer -> customer.email() != null
                                && customer.email().strip().equalsIgnoreCase(wanted.email()))
                        .findFirst());
    }

    private static Stream<Customer> living(List<Customer> customers) {
        return customers.stream().filter(customer -> customer.deletedAt() == null);
    }

    static boolean isSame(Customer customer, CustomerIdentity wanted) {
        if (!wanted.isGuest()) return wanted.referenceId().equals(customer.referenceId());
        boolean hasEmail = customer.email() != null && !customer.email().isBlank();
        return wanted.name().equals(customer.name()) && !hasEmail;
    }

    private static boolean isNext(Step<Decision> rung) {
        return !rung.stopped() && rung.value() instanceof Decision.NextRung;
    }

    private Step<Optional<Long>> use(Errand errand, CustomerIdentity wanted, Decision.Use use) {
        if (use.updated() == null) return Step.go(Optional.of(use.customerId()));
        if (!errand.stillOurs()) return Step.stop(Ending.overtaken());
        // whoever else is this customer, an account whose e-mail a guest gave, has other data in Katana from now on
        transactions.run(tx -> known.doubt(tx, errand.account(), use.customerId()));
        return Step.of(
                        errand.katana()
                                .customers()
                                .patch(use.customerId(), ResolveCustomer.patch(wanted.name(), use.updated())),
                        "the customer's data")
                .map(done -> Optional.of(use.customerId()));
    }

    static Candidate candidate(Customer customer) {
        return new Candidate(
                customer.id(),
                customer.name(),
                customer.firstName(),
                customer.lastName(),
                customer.company(),
                customer.email(),
                customer.phone(),
                customer.referenceId(),
                customer.deletedAt() != null);
    }
}
