package dev.ordersync.mapping.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.events.Codec;
import dev.ordersync.katana.Customer;
import dev.ordersync.katana.CustomerPatch;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.CustomerLadder.Update;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownCustomers;
import dev.ordersync.mapping.kept.KnownCustomers.Known;
import dev.ordersync.workqueue.Hands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose order it is, in Katana (rule P2): the one we know, else down the ladder, else a new one. One hand per e-mail, so
 * that two orders of a new customer make one customer. No call when we know the customer and nothing changed.
 */
@ApplicationScoped
class ResolveCustomer {
    /** A dead holder lets go after this; should a living one be slower, its open intent still keeps others from creating. */
    private static final Duration LEASE = Duration.ofSeconds(60);

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
    Step<Long> resolve(Turn turn, CustomerIdentity wanted, Address billTo, Address shipTo) {
        String identity = identity(turn, wanted);
        Optional<Known> known = this.known.find(turn.account(), identity);
        if (known.isPresent() && known.get().written().equals(json(wanted)))
            return Step.go(known.get().customerId());
        // by e-mail and, where there is an account, by its id: either may be what two orders have in common
        var byEmail = hands.take("customer:" + turn.account() + ":" + handName(identity, wanted), LEASE);
        if (byEmail.isEmpty()) return Step.stop(Ending.busy(BUSY));
        try (Hands.Hand held = byEmail.get()) {
            if (wanted.isGuest() || wanted.email() == null) return inHand(turn, identity, wanted, billTo, shipTo);
            var byId = hands.take("customer:" + turn.account() + ":" + identity, LEASE);
            if (byId.isEmpty()) return Step.stop(Ending.busy(BUSY));
            try (Hands.Hand both = byId.get()) {
                return inHand(turn, identity, wanted, billTo, shipTo);
            }
        }
    }

    private Step<Long> inHand(Turn turn, String identity, CustomerIdentity wanted, Address billTo, Address shipTo) {
        Optional<Known> known = this.known.find(turn.account(), identity); // another may just have made it
        if (known.isPresent()) {
            Step<Optional<Long>> updated = update(turn, identity, wanted, known.get());
            if (updated.stopped()) return updated.stop();
            if (updated.value().isPresent()) return Step.go(updated.value().get());
        }
        return search(turn, identity, wanted, billTo, shipTo);
    }

    /** Forgets the customer: Katana refused it, it may be gone. */
    void forget(Turn turn, CustomerIdentity wanted) {
        known.forget(turn.account(), identity(turn, wanted));
    }

    /** Nothing when Katana does not know this customer any more. */
    private Step<Optional<Long>> update(Turn turn, String identity, CustomerIdentity wanted, Known known) {
        if (known.written().equals(json(wanted))) return Step.go(Optional.of(known.customerId()));
        CustomerPatch patch = changes(read(known.written()), wanted);
        Answer<?> answer = turn.katana().customers().patch(known.customerId(), patch);
        if (answer.isOk()) {
            keep(turn, identity, wanted, known.customerId());
            return Step.go(Optional.of(known.customerId()));
        }
        if (!(answer.failure() instanceof Failure.Missing))
            return Step.stop(Ending.of(answer.failure(), "the customer's new data"));
        this.known.forget(turn.account(), identity);
        return Step.go(Optional.empty());
    }

    private Step<Long> search(Turn turn, String identity, CustomerIdentity wanted, Address billTo, Address shipTo) {
        Intents.Key key = new Intents.Key(turn.account(), "customer", identity);
        if (!once.isOpen(key)) {
            Step<Optional<Long>> found = ladder.climb(turn, wanted);
            if (found.stopped()) return found.stop();
            if (found.value().isPresent()) {
                keep(turn, identity, wanted, found.value().get());
                return Step.go(found.value().get());
            }
        }
        var create = new CreateCustomer(
                turn,
                wanted,
                billTo,
                shipTo,
                ladder,
                (tx, made) -> known.keep(tx, turn.account(), identity, made.id(), json(wanted)));
        return once.create(turn, key, "the customer", create).map(Customer::id);
    }

    private void keep(Turn turn, String identity, CustomerIdentity wanted, long customerId) {
        transactions.run(tx -> known.keep(tx, turn.account(), identity, customerId, json(wanted)));
    }

    private static CustomerPatch changes(CustomerIdentity last, CustomerIdentity wanted) {
        CustomerPatch patch = CustomerPatch.named(wanted.name());
        if (!Objects.equals(last.firstName(), wanted.firstName())) patch.firstName(wanted.firstName());
        if (!Objects.equals(last.lastName(), wanted.lastName())) patch.lastName(wanted.lastName());
        if (!Objects.equals(last.company(), wanted.company())) patch.company(wanted.company());
        if (!Objects.equals(last.email(), wanted.email())) patch.email(wanted.email());
        if (!Objects.equals(last.phone(), wanted.phone())) patch.phone(wanted.phone());
        return patch;
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
    private static String identity(Turn turn, CustomerIdentity wanted) {
        if (!wanted.isGuest()) return wanted.referenceId();
        if (wanted.email() != null) return "guest:" + wanted.email().toLowerCase(Locale.ROOT);
        return "order:" + turn.ref().key();
    }

    private static String handName(String identity, CustomerIdentity wanted) {
        return wanted.email() == null ? identity : wanted.email().toLowerCase(Locale.ROOT);
    }

    private static String json(CustomerIdentity wanted) {
        try {
            return Codec.JSON.writeValueAsString(wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CustomerIdentity read(String written) {
        try {
            return Codec.JSON.readValue(written, CustomerIdentity.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
