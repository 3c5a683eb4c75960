package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Creates a thing in Katana at most once, although Katana has no idempotency keys: the intent is committed before the
 * call; when the outcome is unknown (no answer, 5xx, a crash), the thing is looked for after about 5 s, 20 s and 65 s,
 * and sent again only when the last look found nothing either.
 *
 * <p>When Katana fails: the ending says whether to wait, settle or park. When the database fails after the call: the
 * intent stays, and the next errand finds the thing.
 */
@ApplicationScoped
class CreateOnce {
    static final Duration FIRST_LOOK = Duration.ofSeconds(5);
    private static final List<Duration> LOOKS = List.of(FIRST_LOOK, Duration.ofSeconds(20), Duration.ofSeconds(65));
    /** What has not taken effect after this did not. */
    static final Duration LAST_LOOK = LOOKS.get(LOOKS.size() - 1);

    private static final Logger LOG = Logger.getLogger(CreateOnce.class);

    private final Transactions transactions;
    private final Intents intents;
    private final WorkQueue queue;

    CreateOnce(Transactions transactions, Intents intents, WorkQueue queue) {
        this.transactions = transactions;
        this.intents = intents;
        this.queue = queue;
    }

    /** How one kind of thing is looked for, created and remembered. */
    interface Create<T> {
        /** Finds what an earlier attempt may have created. */
        Step<Optional<T>> find();

        /** One call, never repeated by itself. */
        Answer<T> post();

        /** What a failure means when it is not what it usually means. */
        default Optional<Step<T>> refused(Failure failure) {
            return Optional.empty();
        }

        /** What is sent, as far as Katana would not tell it of the thing that is found later; null for nothing. */
        default String body() {
            return null;
        }

        /** Remembers it, in the transaction that ends the intent. */
        void keep(Connection tx, T made) throws Exception;
    }

    /** Whether an earlier attempt is still open: then the thing may exist although we do not know it. */
    boolean isOpen(Intents.Key key) {
        return transactions.call(tx -> intents.find(tx, key)).isPresent();
    }

    <T> Step<T> create(Errand errand, Intents.Key key, String what, Create<T> create) {
        return create(errand, List.of(key), what, create);
    }

    /** The same for one call that creates several things, each under the key by which others look for it. */
    <T> Step<T> create(Errand errand, List<Intents.Key> keys, String what, Create<T> create) {
        Step<Optional<T>> settled = settle(keys, what, create);
        if (settled.stopped()) return settled.stop();
        return settled.value().isPresent()
                ? keep(keys, create, settled.value().get())
                : send(errand, keys, what, create);
    }

    /** Ends an earlier attempt, if there is one: what it made, or nothing when it may be sent (again). */
    <T> Step<Optional<T>> settle(Intents.Key key, String what, Create<T> create) {
        return settle(List.of(key), what, create);
    }

    /** Sends it, when nothing is open or {@link #settle} found nothing. */
    <T> Step<T> send(Errand errand, Intents.Key key, String what, Create<T> create) {
        return send(errand, List.of(key), what, create);
    }

    <T> Step<Optional<T>> settle(List<Intents.Key> keys, String what, Create<T> create) {
        // of several that are open, the one sent last decides how long to look
        Optional<Intents.Begun> open = transactions.call(tx -> intents.lastOf(tx, keys));
        return open.isPresent() ? settle(keys, what, open.get(), create) : Step.go(Optional.empty());
    }

    <T> Step<T> send(Errand errand, List<Intents.Key> keys, String what, Create<T> create) {
        if (!errand.stillOurs()) return Step.stop(Ending.overtaken());
        transactions.run(tx -> {
            queue.assertHeld(tx, errand.job());
            for (Intents.Key key : keys) intents.begin(tx, key, errand.store().hash(), errand.orderId(), create.body());
        });
        Answer<T> answer = create.post();
        if (answer.isOk()) return keep(keys, create, answer.value());
        Failure failure = answer.failure();
        if (!(failure instanceof Failure.Uncertain))
            transactions.run(tx -> {
                queue.assertHeld(tx, errand.job());
                settle(tx, keys);
            });
        LOG.infof(
                "create=%s store=%s order=%d outcome=%s",
                keys.get(0).what(),
                errand.store().hash(),
                errand.orderId(),
                failure.getClass().getSimpleName());
        return create.refused(failure).orElseGet(() -> Step.stop(Ending.of(failure, what)));
    }

    /** Something when it was found, nothing when it may be sent again. */
    private <T> Step<Optional<T>> settle(List<Intents.Key> keys, String what, Intents.Begun begun, Create<T> create) {
        int looks = Math.min(begun.looks(), LOOKS.size() - 1);
        Duration early = LOOKS.get(looks).minus(begun.age());
        if (early.toMillis() > 0) return unsettled(what, early);
        Step<Optional<T>> found = create.find();
        if (found.stopped() || found.value().isPresent()) return found;
        transactions.run(tx -> {
            for (Intents.Key key : keys) intents.looked(tx, key);
        });
        looks++;
        // looks that were missed in between need not be made up for: what counts is the time since it was sent
        while (looks < LOOKS.size() && LOOKS.get(looks).compareTo(begun.age()) <= 0) looks++;
        if (looks == LOOKS.size()) return Step.go(Optional.empty());
        return unsettled(what, LOOKS.get(looks).minus(begun.age()));
    }

    /** The earlier attempts under these keys are over, in the transaction that remembers what they made. */
    void settle(Connection tx, List<Intents.Key> keys) throws SQLException {
        for (Intents.Key key : keys) intents.settle(tx, key);
    }

    /** The earlier attempt under this key is over: what it made was found in another way. */
    void end(Intents.Key key) {
        transactions.run(tx -> intents.settle(tx, key));
    }

    private static <T> Step<T> unsettled(String what, Duration settle) {
        return Step.stop(new Ending.Unsettled(settle, "It is not known yet whether Katana created " + what + "."));
    }

    /** Remembers what {@link #settle} found. */
    <T> Step<T> keep(List<Intents.Key> keys, Create<T> create, T made) {
        transactions.run(tx -> {
            create.keep(tx, made);
            settle(tx, keys);
        });
        return Step.go(made);
    }
}
