package dev.ordersync.ingest.hooks;

import dev.ordersync.api.Answer;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Failures;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.katana.Katana;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Handler;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks after the webhook of a Katana account and keeps its token, sealed. A token that was lost is read again.
 *
 * <p>When Katana does not answer: the queue tries again; the sweep works meanwhile.
 */
public final class CheckKatanaHook implements Handler {
    private static final Logger LOG = Logger.getLogger(CheckKatanaHook.class);

    private final StoreDirectory directory;
    private final Connected connected;
    private final Apis apis;
    private final HookTargets targets;
    private final AccountHook hook;
    private final KatanaTokens tokens;
    private final Database database;
    private final WorkQueue queue;

    public CheckKatanaHook(
            StoreDirectory directory,
            Connected connected,
            Apis apis,
            HookTargets targets,
            AccountHook hook,
            KatanaTokens tokens,
            Database database,
            WorkQueue queue) {
        this.directory = directory;
        this.connected = connected;
        this.apis = apis;
        this.targets = targets;
        this.hook = hook;
        this.tokens = tokens;
        this.database = database;
        this.queue = queue;
    }

    @Override
    public Outcome handle(Job job) {
        String account = job.key().store();
        if (!targets.isReachable()) return Outcome.done("SYNC_PUBLIC_URL is not set");
        Katana katana = apis.katana(account).orElse(null);
        if (katana == null) return Outcome.done("account is gone");
        Answer<Optional<AccountHook.Result>> answer =
                hook.repair(account, katana.webhooks(), id -> tokens.of(account, id), () -> connected.account(account));
        if (!connected.account(account)) return removeAgain(account, katana);
        if (!answer.isOk()) return Failures.outcome(answer.failure(), Lanes.katana(account), "Checking the webhook");
        AccountHook.Result result = answer.value().orElse(null);
        if (result == null) return new Outcome.Retry("a store began to work with the account meanwhile");
        database.run(tx -> tokens.keep(tx, account, result.hookId(), result.token()));
        if (result.repaired()) {
            LOG.infof("kind=CHECK_KATANA_HOOK account=%s outcome=repaired", account);
            queue.want(Kinds.sweepSalesOrders(account));
        }
        return Outcome.done(result.repaired() ? "repaired" : "good");
    }

    /**
     * The last store left the account while its webhook was made: who removed it may not have seen this one. Here is the
     * one place that still has the account's key, if the store went to another account.
     */
    private Outcome removeAgain(String account, Katana katana) {
        if (!hook.remove(account, katana.webhooks()).isOk())
            directory.ofAccount(account).stream()
                    .filter(store -> store.phase() == Store.Phase.DISCONNECTED)
                    .forEach(store -> queue.want(Kinds.removeHooks(store)));
        return Outcome.done("no store works with the account any more");
    }
}
