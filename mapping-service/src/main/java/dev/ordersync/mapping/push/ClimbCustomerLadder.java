package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.katana.Customer;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.CustomerLadder;
import dev.ordersync.mapping.domain.CustomerLadder.Candidate;
import dev.ordersync.mapping.domain.CustomerLadder.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for a customer in Katana, rung by rung (rule P2), and writes onto the one found what BigCommerce says. */
@ApplicationScoped
class ClimbCustomerLadder {

    /** The customer's id, or nothing when it is to be created. */
    Step<Optional<Long>> climb(Turn turn, CustomerIdentity wanted) {
        Step<Decision> rung = Step.go(new Decision.NextRung());
        if (!wanted.isGuest())
            rung = next(
                    rung,
                    turn.katana().customers().byReference(wanted.referenceId()),
                    found -> CustomerLadder.byReference(wanted, found));
        if (isNext(rung) && wanted.email() != null)
            rung = next(
                    rung,
                    turn.katana().customers().byEmail(wanted.email()),
                    found -> CustomerLadder.byEmail(wanted, found));
        if (isNext(rung))
            rung = next(
                    rung,
                    turn.katana().customers().byName(wanted.name()),
                    found -> CustomerLadder.byName(wanted, found));
        if (rung.stopped()) return rung.stop();
        return rung.value() instanceof Decision.Use use ? use(turn, wanted, use) : Step.go(Optional.empty());
    }

    /** Who was created by an earlier attempt: by what identifies it, never by name alone. */
    Step<Optional<Customer>> findCreated(Turn turn, CustomerIdentity wanted) {
        Answer<List<Customer>> answer;
        if (!wanted.isGuest()) answer = turn.katana().customers().byReference(wanted.referenceId());
        else if (wanted.email() != null) answer = turn.katana().customers().byEmail(wanted.email());
        else answer = turn.katana().customers().byName(wanted.name());
        return Step.of(answer, "the customer")
                .map(found -> found.stream()
                        .filter(customer -> customer.deletedAt() == null && isSame(customer, wanted))
                        .findFirst());
    }

    private static boolean isSame(Customer customer, CustomerIdentity wanted) {
        if (!wanted.isGuest()) return wanted.referenceId().equals(customer.referenceId());
        if (wanted.email() == null) return wanted.name().equals(customer.name()) && customer.email() == null;
        return customer.email() != null && customer.email().strip().equalsIgnoreCase(wanted.email());
    }

    private static boolean isNext(Step<Decision> rung) {
        return !rung.stopped() && rung.value() instanceof Decision.NextRung;
    }

    private static Step<Decision> next(
            Step<Decision> before, Answer<List<Customer>> answer, Function<List<Candidate>, Decision> decide) {
        if (before.stopped()) return before;
        return Step.of(answer, "the customer")
                .map(found -> decide.apply(
                        found.stream().map(ClimbCustomerLadder::candidate).toList()));
    }

    private Step<Optional<Long>> use(Turn turn, CustomerIdentity wanted, Decision.Use use) {
        if (use.updated() == null) return Step.go(Optional.of(use.customerId()));
        if (!turn.stillOurs()) return Step.stop(Ending.overtaken());
        return Step.of(
                        turn.katana()
                                .customers()
                                .patch(use.customerId(), ResolveCustomer.patch(wanted.name(), use.updated())),
                        "the customer's data")
                .map(done -> Optional.of(use.customerId()));
    }

    private static Candidate candidate(Customer customer) {
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
