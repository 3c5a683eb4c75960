package dev.ordersync.mapping.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.events.Codec;
import dev.ordersync.katana.Customer;
import dev.ordersync.katana.CustomerPatch;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.CustomerLadder.Candidate;
import dev.ordersync.mapping.domain.CustomerLadder.Update;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownCustomers;
import dev.ordersync.mapping.kept.KnownCustomers.Known;
import dev.ordersync.mapping.kept.KnownCustomers.Lately;
import dev.ordersync.mapping.push.ClimbCustomerLadder.Source;
import dev.ordersync.workqueue.Hands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose order it is, in Katana (rule P2): the one we know, else down the ladder, else a new one. One hand per e-mail, so
 * that two orders of a new customer make one customer. No call when we know the customer and nothing changed.
 */
@ApplicationScoped
class ResolveCustomer {
    /** A dead holder lets go after this; should a living one be slower, its open intent still keeps others from creating. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final String WHAT = "the customer";
    private static final String BUSY = "another order of the same customer is at work";

    private final KnownCustomers known;
    private final Transactions transactions;
    private final ClimbCustomerLadder ladder;
    private final CreateOnce once;
    private final Hands hands;

    ResolveCustomer(
            KnownCustomers known, Transactions transactions, ClimbCustomerLadder ladder, CreateOnce once, Hands hands) {
        this.known = known;
        this.transactions = transactions;
        this.ladder = ladder;
        this.once = once;
        this.hands = hands;
    }

    /** The customer's Katana id. */
    Step<Long> resolve(Errand errand, CustomerIdentity wanted, Address billTo, Address shipTo) {
        return resolve(errand, wanted, billTo, shipTo, ladder.katana(errand));
    }

    /** The same, with candidates from elsewhere. */
    Step<Long> resolve(Errand errand, CustomerIdentity wanted, Address billTo, Address shipTo, Source source) {
        String identity = identity(errand, wanted);
        Optional<Known> known = this.known.find(errand.account(), identity);
        if (known.isPresent() && isWritten(known.get(), wanted))
            return Step.go(known.get().customerId());
        // by e-mail and, where there is an account, by its id: either may be what two orders have in common
        var byEmail = hands.take("customer:" + errand.account() + ":" + handName(identity, wanted), LEASE);
        if (byEmail.isEmpty()) return Step.stop(Ending.busy(BUSY));
        try (Hands.Hand held = byEmail.get()) {
            if (wanted.isGuest() || wanted.email() == null)
                return inHand(errand, identity, wanted, billTo, shipTo, source);
            var byId = hands.take("customer:" + errand.account() + ":" + identity, LEASE);
            if (byId.isEmpty()) return Step.stop(Ending.busy(BUSY));
            try (Hands.Hand both = byId.get()) {
                return inHand(errand, identity, wanted, billTo, shipTo, source);
            }
        }
    }

    private Step<Long> inHand(
            Errand errand, String identity, CustomerIdentity wanted, Address billTo, Address shipTo, Source source) {
        Optional<Known> known = this.known.find(errand.account(), identity); // another may just have made it
        if (known.isPresent()) {
            Step<Optional<Long>> updated = update(errand, identity, wanted, known.get());
            if (updated.stopped()) return updated.stop();
            if (updated.value().isPresent()) return Step.go(updated.value().get());
        }
        return search(errand, identity, wanted, billTo, shipTo, source);
    }

    /** The Katana id of a customer that we know; its data may have changed since. */
    Optional<Long> known(Errand errand, CustomerIdentity wanted) {
        return known.find(errand.account(), identity(errand, wanted)).map(Known::customerId);
    }

    /** Whether the sales order names this customer, as far as we know. */
    boolean isNamed(Errand errand, CustomerIdentity customer, SalesOrder salesOrder) {
        return known(errand, customer)
                .filter(id -> id.equals(salesOrder.customerId()))
                .isPresent();
    }

    /** Whether nothing is to be done for this customer. */
    boolean isKnown(Errand errand, CustomerIdentity wanted) {
        return known.find(errand.account(), identity(errand, wanted))
                .filter(known -> isWritten(known, wanted))
                .isPresent();
    }

    /** Forgets the customer, which Katana refused, where it is gone. */
    Step<Void> forgetGone(Errand errand, long customerId) {
        return Step.of(errand.katana().customers().byIds(List.of(customerId)), "the customer")
                .map(found -> {
                    if (found.isEmpty()) known.forgetUnlisted(errand.account(), customerId);
                    else if (found.get(0).deletedAt() != null) known.forgetGone(errand.account(), customerId);
                    return null;
                });
    }

    /** Nothing when Katana does not know this customer any more. */
    private Step<Optional<Long>> update(Errand errand, String identity, CustomerIdentity wanted, Known known) {
        if (isWritten(known, wanted)) return Step.go(Optional.of(known.customerId()));
        CustomerIdentity held = read(known.written());
        CustomerPatch patch = changes(held, wanted);
        transactions.run(tx -> this.known.doubt(tx, errand.account(), known.customerId()));
        Answer<?> answer = errand.katana().customers().patch(known.customerId(), patch);
        if (answer.isOk()) {
            keep(errand, identity, wanted.over(held), known.customerId());
            return Step.go(Optional.of(known.customerId()));
        }
        if (!(answer.failure() instanceof Failure.Missing))
            return Step.stop(Ending.of(answer.failure(), "the customer's new data"));
        this.known.forget(errand.account(), identity);
        return Step.go(Optional.empty());
    }

    private Step<Long> search(
            Errand errand, String identity, CustomerIdentity wanted, Address billTo, Address shipTo, Source source) {
        List<Intents.Key> keys = keys(errand, identity, wanted);
        boolean ours = once.isOpen(keys.get(0));
        var create = new CreateCustomer(
                errand,
                wanted,
                billTo,
                shipTo,
                ladder,
                ours,
                (tx, made) -> known.keep(tx, errand.account(), identity, made.id(), json(wanted)));
        Step<Optional<Customer>> made = once.settle(keys, WHAT, create);
        if (made.stopped()) return made.stop();
        if (made.value().isPresent() && ours)
            return once.keep(keys, create, made.value().get()).map(Customer::id);
        // whom another's create made, Katana's search alone is sure to know
        Step<Optional<Long>> found =
                ladder.climb(errand, wanted, made.value().isPresent() ? ladder.katana(errand) : source);
        if (found.stopped()) return found.stop();
        if (found.value().isEmpty())
            return once.send(errand, keys, WHAT, create).map(Customer::id);
        long id = found.value().get();
        Optional<String> held = known.written(errand.account(), id);
        String written = json(held.isEmpty() ? wanted : wanted.over(read(held.get())));
        transactions.run(tx -> {
            known.keep(tx, errand.account(), identity, id, written);
            once.settle(tx, keys);
        });
        return Step.go(id);
    }

    /** Its own, and that of its e-mail: a guest and an account, or the accounts of two stores, may be one customer. */
    private static List<Intents.Key> keys(Errand errand, String identity, CustomerIdentity wanted) {
        Intents.Key own = new Intents.Key(errand.account(), "customer", identity);
        if (wanted.email() == null) return List.of(own);
        return List.of(own, new Intents.Key(errand.account(), "customer", "mail:" + lower(wanted.email())));
    }

    private void keep(Errand errand, String identity, CustomerIdentity wanted, long customerId) {
        transactions.run(tx -> known.keep(tx, errand.account(), identity, customerId, json(wanted)));
    }

    private static CustomerPatch changes(CustomerIdentity last, CustomerIdentity wanted) {
        CustomerPatch patch = CustomerPatch.named(wanted.name());
        if (isNew(last.firstName(), wanted.firstName())) patch.firstName(wanted.firstName());
        if (isNew(last.lastName(), wanted.lastName())) patch.lastName(wanted.lastName());
        if (isNew(last.company(), wanted.company())) patch.company(wanted.company());
        if (isNew(lower(last.email()), lower(wanted.email()))) patch.email(wanted.email());
        if (isNew(last.phone(), wanted.phone())) patch.phone(wanted.phone());
        return patch;
    }

    /** What an order leaves blank says nothing of the customer. */
    private static boolean isNew(String last, String wanted) {
        return wanted != null && !wanted.equals(last);
    }

    static CustomerPatch patch(String name, Update update) {
        CustomerPatch patch = CustomerPatch.named(update.name() == null ? name : update.name());
        if (update.firstName() != null) patch.firstName(update.firstName());
        if (update.lastName() != null) patch.lastName(update.lastName());
        if (update.company() != null) patch.company(update.company());
        if (update.email() != null) patch.email(update.email());
        if (update.phone() != null) patch.phone(update.phone());
        if (update.referenceId() != null) patch.referenceId(update.referenceId());
        return patch;
    }

    /** Whom we remember it as: the account's id, else the e-mail, else this very order. */
    private static String identity(Errand errand, CustomerIdentity wanted) {
        if (!wanted.isGuest()) return wanted.referenceId();
        if (wanted.email() != null) return "guest:" + lower(wanted.email());
        return "order:" + errand.store().hash() + ":" + errand.orderId();
    }

    private static String handName(String identity, CustomerIdentity wanted) {
        return wanted.email() == null ? identity : lower(wanted.email());
    }

    /** What was kept before spellings were left out of it still counts; what the order leaves blank is held anyway. */
    private static boolean isWritten(Known known, CustomerIdentity wanted) {
        CustomerIdentity held = spelt(read(known.written()));
        return spelt(wanted.over(held)).hasDataOf(held);
    }

    /** The same for every spelling of an e-mail: Katana's is not rewritten for that. */
    private static CustomerIdentity spelt(CustomerIdentity customer) {
        boolean named = customer.name() != null && customer.name().equals(customer.email());
        return new CustomerIdentity(
                customer.customerId(),
                customer.referenceId(),
                named ? lower(customer.name()) : customer.name(),
                customer.firstName(),
                customer.lastName(),
                customer.company(),
                lower(customer.email()),
                customer.phone());
    }

    private static String json(CustomerIdentity customer) {
        try {
            return Codec.JSON.writeValueAsString(spelt(customer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As we last wrote it. */
    static Candidate candidate(Lately known) {
        CustomerIdentity held = read(known.written());
        return new Candidate(
                known.customerId(),
                held.name(),
                held.firstName(),
                held.lastName(),
                held.company(),
                held.email(),
                held.phone(),
                known.reference(),
                false);
    }

    private static String lower(String email) {
        return email == null ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    private static CustomerIdentity read(String written) {
        try {
            return Codec.JSON.readValue(written, CustomerIdentity.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
