package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.FifoAllocation.Share;
import dev.ordersync.fulfillment.domain.FifoAllocation.Shortage;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.push.AllocateBatches.Taken;
import dev.ordersync.fulfillment.push.DeliveryPlan.Item;
import dev.ordersync.fulfillment.push.KnowTracking.Tracking;
import dev.ordersync.katana.BatchQuantity;
import dev.ordersync.katana.NewFulfillment;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Delivers all that remains of a sales order: one fulfillment with status DELIVERED, its batches first in, first out;
 * what was packed is set to delivered. One call without batches, one more per variant and location with them.
 *
 * <p>When Katana refuses: both quantities and stock are read again, and only another body is sent. When the outcome is
 * unknown: {@link SettleDelivery}.
 */
@ApplicationScoped
class PushFulfillment {
    static final String SHORTAGE = "batch-shortage:";
    /** Looked at often, though the link wakes it when mapping is done. */
    static final Outcome ROWS_BEHIND = new Outcome.Wait(Duration.ofSeconds(2), "rows-behind");

    private final DeliverPacked packed;
    private final KnowTracking tracking;
    private final AllocateBatches batches;
    private final SendDelivery send;
    private final RecordDelivery record;
    private final LookAtSides look;
    private final Transactions transactions;
    private final Announce announce;
    private final FulfillmentConfig.Fulfillment config;

    PushFulfillment(
            DeliverPacked packed,
            KnowTracking tracking,
            AllocateBatches batches,
            SendDelivery send,
            RecordDelivery record,
            LookAtSides look,
            Transactions transactions,
            Announce announce,
            FulfillmentConfig config) {
        this.packed = packed;
        this.tracking = tracking;
        this.batches = batches;
        this.send = send;
        this.record = record;
        this.look = look;
        this.transactions = transactions;
        this.announce = announce;
        this.config = config.fulfillment();
    }

    /** Empty when what is known of the order changed on the way: decide anew. */
    Optional<Outcome> push(OrderCase at) {
        if (isUnclear(at)) return look.katana(at);
        if (awaitsMapping(at)) return Optional.of(ROWS_BEHIND);
        DeliveryPlan plan = DeliveryPlan.of(at);
        if (plan.isEmpty())
            return at.salesOrder() != null && at.salesOrder().certain()
                    ? Optional.of(new Outcome.Hold(
                            "nothing-left",
                            "Not delivered: Katana shows nothing left to deliver, and yet the sales order is "
                                    + at.salesOrder().status() + "."))
                    : look.katana(at);
        return plan.items().isEmpty() ? deliverPacked(at, plan) : deliver(at, plan);
    }

    private Optional<Outcome> deliverPacked(OrderCase at, DeliveryPlan plan) {
        if (at.ordersWordIsOld(config.trustNews())) return look.bigcommerce(at);
        return packed.deliver(at, plan.packed(), null, () -> {
            record.packed(at);
            return Optional.of(Outcome.done("delivered what was packed"));
        });
    }

    /** Whether Katana is to be read before anything is delivered. */
    boolean isUnclear(OrderCase at) {
        boolean parcelsUnknown = at.salesOrder() != null && at.salesOrder().knownParcels() == null;
        return parcelsUnknown || at.katanaIsStale(config.trustNews()) || DeliveryPlan.isContradicted(at);
    }

    /** Whether mapping is still to write what BigCommerce shows: as it tells, or by the quantities where it cannot know. */
    boolean awaitsMapping(OrderCase at) {
        if (at.awaitsMapping(config.patienceForMapping())) return true;
        boolean known = at.order().link().settled() != null
                && at.order().told() == at.order().bigcommerce().number();
        return !known && DeliveryPlan.isBehind(at) && isRecent(at);
    }

    private boolean isRecent(OrderCase at) {
        return at.now() - at.order().bigcommerce().number()
                < config.patienceForRows().toMillis();
    }

    /**
     * Delivers these items in one fulfillment, and before it what is packed: as soon as it is sure that the items can be
     * had, so that nothing is delivered by halves. Empty when what is known of the order changed on the way.
     */
    Optional<Outcome> deliver(OrderCase at, DeliveryPlan plan) {
        Answer<Map<Long, Tracking>> answer = tracking.of(at, plan);
        if (!answer.isOk())
            return Optional.of(
                    Failures.outcome(answer.failure(), at.store().katanaLane(), "Katana refused to show the variants"));
        List<Item> batched = new ArrayList<>();
        for (Item item : plan.items()) {
            Tracking how = answer.value().get(item.variantId());
            if (how == Tracking.BATCHES) batched.add(item);
            if (how == Tracking.SERIALS && !hasAllSerials(item)) return Optional.of(serialsMissing(item));
        }
        if (batched.isEmpty()) return send(at, plan, null);
        try (AllocateBatches.Result result = batches.allocate(at, batched)) {
            if (result instanceof AllocateBatches.Lacking lacking) return Optional.of(lacking(at, lacking.shortages()));
            if (result instanceof AllocateBatches.Busy)
                return Optional.of(new Outcome.Wait(Duration.ofSeconds(2), "batches-in-use"));
            if (result instanceof AllocateBatches.Failed failed)
                return Optional.of(Failures.outcome(
                        failed.failure(), at.store().katanaLane(), "Katana refused to show the batches"));
            return send(at, plan, (Taken) result);
        }
    }

    /** The order is asked once more when it has been waiting: here, and not each time that stock is still lacking. */
    private Optional<Outcome> send(OrderCase at, DeliveryPlan plan, Taken taken) {
        if (at.ordersWordIsOld(config.trustNews()))
            return plan.shipment() == null ? look.bigcommerce(at) : look.shipments(at);
        NewFulfillment body = body(at, plan, taken == null ? Map.of() : taken.shares());
        return packed.deliver(at, plan.packed(), taken, () -> send.send(at, plan, body, taken));
    }

    private static NewFulfillment body(OrderCase at, DeliveryPlan plan, Map<Long, List<Share>> shares) {
        List<NewFulfillment.Row> rows = plan.items().stream()
                .map(item -> {
                    List<BatchQuantity> from = shares.getOrDefault(item.rowId(), List.of()).stream()
                            .map(share -> new BatchQuantity(share.batchId(), share.quantity()))
                            .toList();
                    boolean older = at.effort().olderBatchForm;
                    return new NewFulfillment.Row(
                            item.rowId(),
                            item.quantity(),
                            older ? from : List.of(),
                            older ? List.of() : from,
                            item.serials());
                })
                .toList();
        OrderRecord.Shipment shipment = plan.shipment();
        return new NewFulfillment(
                at.order().link().salesOrderId(),
                "DELIVERED",
                at.effort().pickedDate,
                shipment == null ? null : shipment.trackingNumber(),
                shipment == null ? null : shipment.trackingLink(),
                shipment == null ? null : shipment.carrier(),
                null,
                rows);
    }

    private static boolean hasAllSerials(Item item) {
        return item.quantity().compareTo(BigDecimal.valueOf(item.serials().size())) == 0;
    }

    private static Outcome serialsMissing(Item item) {
        return new Outcome.Hold(
                "serials-missing:" + item.sku(),
                "Not delivered: " + item.sku() + " is tracked by serial numbers. Assign "
                        + item.quantity().toPlainString() + " of them to its row in Katana, then retry.");
    }

    private Outcome lacking(OrderCase at, List<Shortage> shortages) {
        StringBuilder text = new StringBuilder("Not delivered yet: too little stock in batches.");
        for (Shortage shortage : shortages)
            text.append(' ')
                    .append(shortage.sku())
                    .append(": ")
                    .append(shortage.wanted().stripTrailingZeros().toPlainString())
                    .append(" wanted, ")
                    .append(shortage.found().stripTrailingZeros().toPlainString())
                    .append(" found.");
        text.append(" It is tried again when stock comes.");
        String cause = SHORTAGE + shortages.get(0).sku();
        transactions.run(tx -> announce.stopped(tx, at.ref(), "waiting", cause, text.toString()));
        return new Outcome.Wait(StockRecheck.pause(at, cause, config), cause);
    }
}
