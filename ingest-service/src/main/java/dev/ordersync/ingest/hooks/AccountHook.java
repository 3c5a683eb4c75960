package dev.ordersync.ingest.hooks;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Secret;
import dev.ordersync.katana.Webhook;
import dev.ordersync.katana.Webhooks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Brings the one webhook of a Katana account to what it should be: on, to our door, its token known. */
public final class AccountHook {
    /** What may mean a delivery or its undoing. {@code created} is left out: sales orders are made by us. */
    static final List<String> EVENTS =
            List.of("sales_order.updated", "sales_order.deleted", "sales_order.packed", "sales_order.delivered");

    private static final String DESCRIPTION = "ordersync";

    /** @param repaired whether it was made or changed */
    public record Result(long hookId, Secret token, boolean repaired) {}

    private final HookTargets targets;
    private final Predicate<String> isKnown;

    /** @param isKnown whether some store works with an account of that name */
    public AccountHook(HookTargets targets, Predicate<String> isKnown) {
        this.targets = targets;
        this.isKnown = isKnown;
    }

    /**
     * @param kept the token that was kept of a webhook, asked for where the list tells none
     * @param isWanted whether a store still works with the account, asked before the webhook is made or changed
     * @return empty when none does
     */
    Answer<Optional<Result>> repair(
            String account, Webhooks webhooks, LongFunction<Optional<Secret>> kept, BooleanSupplier isWanted) {
        Answer<List<Webhook>> listed = webhooks.list();
        if (!listed.isOk()) return Answer.failed(listed.failure());
        List<Webhook> strays = new ArrayList<>();
        ours(account, listed.value()).forEach(hook -> strays.add(withToken(hook, kept)));
        // one whose token nobody knows is of no use: nothing it sends could be checked
        Webhook best = strays.stream()
                .filter(hook -> hook.token() != null)
                .max(Comparator.comparing((Webhook hook) -> isGood(account, hook))
                        .thenComparing(hook -> -hook.id()))
                .orElse(null);
        strays.remove(best);
        strays.addAll(leftBehind(listed.value()));
        for (Webhook stray : strays) {
            Answer<Void> deleted = webhooks.delete(stray.id());
            if (!deleted.isOk()) return Answer.failed(deleted.failure());
        }
        if (best != null && isGood(account, best))
            return Answer.ok(Optional.of(new Result(best.id(), best.token(), false)));
        if (!isWanted.getAsBoolean()) return Answer.ok(Optional.empty());
        if (best == null) return create(account, webhooks).map(Optional::of);
        return webhooks.patch(best.id(), targets.ofAccount(account), EVENTS, DESCRIPTION)
                .map(changed -> Optional.of(new Result(best.id(), token(changed, best), true)));
    }

    public Answer<Boolean> isThere(String account, Webhooks webhooks) {
        return webhooks.list().map(all -> ours(account, all).stream().anyMatch(hook -> isGood(account, hook)));
    }

    public Answer<Void> remove(String account, Webhooks webhooks) {
        Answer<List<Webhook>> listed = webhooks.list();
        if (!listed.isOk()) return Answer.failed(listed.failure());
        Answer<Void> result = Answer.ok(null);
        for (Webhook hook : ours(account, listed.value())) {
            Answer<Void> deleted = webhooks.delete(hook.id());
            if (result.isOk()) result = deleted;
        }
        return result;
    }

    private Answer<Result> create(String account, Webhooks webhooks) {
        Answer<Webhook> made = webhooks.create(targets.ofAccount(account), EVENTS, DESCRIPTION);
        if (!made.isOk()) return Answer.failed(made.failure());
        if (made.value().token() == null)
            return Answer.failed(new Answer.Failure.Unreachable("Katana gave the webhook no token"));
        return Answer.ok(new Result(made.value().id(), made.value().token(), true));
    }

    private static Webhook withToken(Webhook hook, LongFunction<Optional<Secret>> kept) {
        if (hook.token() != null) return hook;
        Secret token = kept.apply(hook.id()).orElse(null);
        return new Webhook(hook.id(), hook.url(), token, hook.enabled(), hook.subscribedEvents());
    }

    private static Secret token(Optional<Webhook> changed, Webhook before) {
        return changed.map(Webhook::token).orElse(before.token());
    }

    /** What the list does not tell is as we wrote it; to write it again would tell no more. */
    private boolean isGood(String account, Webhook hook) {
        return HookTargets.isSame(hook.url(), targets.ofAccount(account).toString())
                && !Boolean.FALSE.equals(hook.enabled())
                && (hook.subscribedEvents().isEmpty() || hook.subscribedEvents().containsAll(EVENTS));
    }

    /** To our doors, under the name that this account had with an earlier key. */
    private List<Webhook> leftBehind(List<Webhook> all) {
        return all.stream()
                .filter(hook ->
                        targets.accountOf(hook.url()).filter(isKnown.negate()).isPresent())
                .toList();
    }

    private static List<Webhook> ours(String account, List<Webhook> all) {
        return all.stream()
                .filter(hook -> HookTargets.isOfAccount(hook.url(), account))
                .toList();
    }
}
