package dev.ordersync.mapping.push;

import dev.ordersync.api.Transport;
import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.MappingConfig;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.PlanRequests;
import dev.ordersync.mapping.kept.Snapshots;
import dev.ordersync.outbox.OutboxRelay;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers what replays and rehearsals ask, a hundred orders at a time, beside the workers and without their quota: all it
 * needs is what is kept here, but for the SKUs that a rehearsal looks up and the account's settings.
 *
 * <p>When Katana fails: the orders that need it are taken again after a minute. When the database fails: likewise. An
 * order that cannot be planned at all is told as such and holds up no other.
 */
@ApplicationScoped
public class AnswerPlanRequests {
    private static final Logger LOG = Logger.getLogger(AnswerPlanRequests.class);
    private static final int AT_ONCE = 100;
    private static final String BUG = "It could not be planned; the log of mapping-service has the cause.";

    private final Transactions transactions;
    private final PlanRequests requests;
    private final OrderRecords orders;
    private final Snapshots snapshots;
    private final PreviewOrder preview;
    private final RehearseOrder rehearse;
    private final StoreDirectory stores;
    private final Lanes lanes;
    private final Transport transport;
    private final MappingConfig config;
    private final OutboxRelay relay;
    private final Clock clock;

    AnswerPlanRequests(
            Transactions transactions,
            PlanRequests requests,
            OrderRecords orders,
            Snapshots snapshots,
            PreviewOrder preview,
            RehearseOrder rehearse,
            StoreDirectory stores,
            Lanes lanes,
            Transport transport,
            MappingConfig config,
            OutboxRelay relay,
            Clock clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.orders = orders;
        this.snapshots = snapshots;
        this.preview = preview;
        this.rehearse = rehearse;
        this.stores = stores;
        this.lanes = lanes;
        this.transport = transport;
        this.config = config;
        this.relay = relay;
        this.clock = clock;
    }

    /** An asked order with what we know of it. */
    private record Asked(PlanRequested request, OrderRecord order, OrderObserved newest) {}

    /** Answers all there is; returns how many. */
    public int look() {
        int all = 0;
        int taken;
        do {
            List<Asked> asked = transactions.call(tx -> {
                List<Asked> found = new ArrayList<>();
                for (PlanRequested request : requests.take(tx, AT_ONCE)) {
                    OrderRecord order = orders.find(tx, request.ref()).orElse(OrderRecord.unknown(request.ref()));
                    Optional<OrderObserved> kept = snapshots.find(tx, request.ref());
                    boolean older = kept.isPresent()
                            && kept.get().number() > request.snapshot().number();
                    found.add(new Asked(request, order, older ? kept.get() : request.snapshot()));
                }
                return found;
            });
            List<PlanAnswered> answers = new ArrayList<>();
            prepare(asked);
            for (Asked one : asked) answer(one).ifPresent(answers::add);
            transactions.run(tx -> {
                for (PlanAnswered answer : answers) requests.answer(tx, answer);
            });
            if (!answers.isEmpty()) relay.wake();
            taken = asked.size();
            all += taken;
        } while (taken == AT_ONCE);
        return all;
    }

    private void prepare(List<Asked> asked) {
        Map<String, List<OrderObserved>> rehearsed = new HashMap<>();
        for (Asked one : asked)
            if (one.request().mode().equals(PlanRequested.REHEARSE))
                rehearsed
                        .computeIfAbsent(one.request().store(), store -> new ArrayList<>())
                        .add(one.request().snapshot());
        rehearsed.forEach((hash, snapshots) -> stores.current(hash).ifPresent(store -> {
            try {
                rehearse.prepare(store, katana(store), snapshots);
            } catch (RuntimeException e) { // one of them cannot be planned: which, shows when each is
                LOG.infof("prepare=failed store=%s reason=%s", hash, e);
            }
        }));
    }

    private Optional<PlanAnswered> answer(Asked asked) {
        PlanRequested request = asked.request();
        Optional<Store> store = stores.current(request.store());
        boolean rehearsal = request.mode().equals(PlanRequested.REHEARSE);
        try {
            if (store.isEmpty()) return Optional.of(notPlanned(request, "The store is not connected."));
            return rehearsal ? rehearsed(asked, store.get()) : previewed(asked, store.get());
        } catch (RuntimeException e) {
            LOG.errorf(e, "plan=failed store=%s order=%d", request.store(), request.orderId());
            return Optional.of(notPlanned(request, BUG));
        }
    }

    private Optional<PlanAnswered> previewed(Asked asked, Store store) {
        Step<PreviewOrder.Preview> step = preview.preview(store, katana(store), asked.order(), asked.newest());
        if (step.stopped()) return Optional.empty();
        PreviewOrder.Preview found = step.value();
        String outcome = found.changes().isEmpty() ? "unchanged" : "differs";
        return Optional.of(answered(asked.request(), outcome, null, found.text(), found.changes()));
    }

    private Optional<PlanAnswered> rehearsed(Asked asked, Store store) {
        // as it was read for the rehearsal, whatever else is known of it
        Step<RehearseOrder.Rehearsed> step =
                rehearse.rehearse(store, katana(store), asked.request().snapshot());
        if (step.stopped())
            return step.ending() instanceof Ending.Blocked blocked
                    ? Optional.of(answered(asked.request(), "held", "credentials", blocked.reason(), null))
                    : Optional.empty();
        RehearseOrder.Rehearsed found = step.value();
        PlanRequested request = asked.request();
        return Optional.of(new PlanAnswered(
                request.store(),
                request.orderId(),
                request.run(),
                request.mode(),
                clock.instant(),
                found.outcome(),
                found.cause(),
                found.text(),
                null,
                totals(found),
                found.shop() == null ? null : found.shop().statusId(),
                found.unknown()));
    }

    private static PlanAnswered.Totals totals(RehearseOrder.Rehearsed found) {
        if (found.receipt() == null) return null;
        return new PlanAnswered.Totals(
                found.receipt().bigcommerceTotal().toPlainString(),
                found.receipt().katanaTotal().toPlainString(),
                found.receipt().difference().toPlainString(),
                found.receipt().currency());
    }

    private PlanAnswered notPlanned(PlanRequested request, String text) {
        boolean rehearsal = request.mode().equals(PlanRequested.REHEARSE);
        return answered(request, rehearsal ? "held" : "unchanged", "not-planned", text, null);
    }

    private PlanAnswered answered(
            PlanRequested request, String outcome, String cause, String text, List<PlanAnswered.FieldChange> changes) {
        return new PlanAnswered(
                request.store(),
                request.orderId(),
                request.run(),
                request.mode(),
                clock.instant(),
                outcome,
                cause,
                text,
                changes,
                null,
                null,
                null);
    }

    private Katana katana(Store store) {
        return new Katana(
                transport,
                config.katana().url(),
                store.katanaKey(),
                lanes.gate(store.katanaLane(), config.mapping().quotaPatience()));
    }
}
