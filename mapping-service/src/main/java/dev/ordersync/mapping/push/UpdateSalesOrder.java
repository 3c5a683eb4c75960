package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.Difference;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownVariants;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings a linked sales order to the plan: the difference to what we last wrote, and nothing else. No difference, no
 * call. What is packed is locked: such a change is a conflict for a person, never forced.
 */
@ApplicationScoped
class UpdateSalesOrder {
    static final String OTHER_ACCOUNT = "other-account";
    private static final String LOCKED = "locked";
    private static final int LOOKS = 4;

    private final ApplyChanges apply;
    private final FindSalesOrder find;
    private final ResolveCustomer customers;
    private final OrderRecords orders;
    private final KnownVariants variants;
    private final Intents intents;
    private final Announce announce;
    private final Transactions transactions;

    UpdateSalesOrder(
            ApplyChanges apply,
            FindSalesOrder find,
            ResolveCustomer customers,
            OrderRecords orders,
            KnownVariants variants,
            Intents intents,
            Announce announce,
            Transactions transactions) {
        this.apply = apply;
        this.find = find;
        this.customers = customers;
        this.orders = orders;
        this.variants = variants;
        this.intents = intents;
        this.announce = announce;
        this.transactions = transactions;
    }

    /**
     * @param changes empty when Katana already held the plan
     * @param salesOrder as it was read before the changes; null when it was not read
     */
    record Updated(Holding holding, List<Change> changes, SalesOrder salesOrder) {}

    /** @param fresh the sales order, when it was just read or made in this turn; else null */
    Step<Updated> run(Turn turn, OrderRecord order, Goal goal, Holding holding, SalesOrder fresh) {
        List<Change> changes = Difference.between(holding.applied(), goal.plan());
        if (changes.isEmpty()) return Step.go(new Updated(whole(goal, holding), changes, fresh));
        Step<SalesOrder> present = fresh == null ? read(turn, order) : Step.go(fresh);
        if (present.stopped()) return present.stop();
        Step<Boolean> locked = isLocked(turn, goal, holding, present.value(), changes);
        if (locked.stopped()) return locked.stop();
        if (locked.value()) return Step.stop(locked(present.value(), changes));
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            orders.writing(tx, turn.ref(), holding.json(), whole(goal, holding).json());
        });
        int sent = turn.sent();
        Step<Holding> done = apply.apply(turn, goal, holding, present.value(), changes);
        // one that was half written before may still take effect late, and is looked at again
        if (done.stopped() && turn.sent() == sent && order.writing() == null) nothingSent(turn);
        if (done.stopped() && turn.sent() > sent && done.ending().isWithoutAnswer())
            transactions.run(tx -> orders.unsure(tx, turn.ref()));
        return done.map(all -> new Updated(whole(goal, all), changes, present.value()));
    }

    /** The quota was used up before the first call: the next turn need not ask how far this one came. */
    private void nothingSent(Turn turn) {
        if (!turn.stillOurs()) return;
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            orders.notWriting(tx, turn.ref());
        });
    }

    /**
     * The customer whom a sales order already names is written by itself, and the sales order is not. An order may also pass
     * from a guest to the account of the same shopper: one customer, if the ladder says so.
     */
    private Step<Boolean> isLocked(Turn turn, Goal goal, Holding holding, SalesOrder present, List<Change> changes) {
        if (present.isOpen()) return Step.go(false);
        List<Change> locked = changes.stream().filter(Change::needsOpenOrder).toList();
        if (locked.isEmpty()) return Step.go(false);
        if (locked.size() > 1 || !(locked.get(0) instanceof Change.ChangeCustomer changed)) return Step.go(true);
        CustomerIdentity wanted = changed.customer();
        CustomerIdentity before = holding.applied().customer();
        // a sales order that a person gave to somebody else is left alone, see ApplyChanges
        if (wanted.isWho(before) && !customers.isNamed(turn, before, present)) return Step.go(false);
        if (customers.known(turn, wanted).isPresent()) return Step.go(!customers.isNamed(turn, wanted, present));
        if (!wanted.hasEmailOf(before) || !customers.isNamed(turn, before, present)) return Step.go(true);
        return customers
                .resolve(turn, wanted, goal.plan().billTo(), goal.plan().shipTo())
                .map(id -> !id.equals(present.customerId()));
    }

    /**
     * The sales order as it is now. Deleted means that a person deleted it; unless we did, or there is another one: then the
     * next turn begins anew.
     */
    Step<SalesOrder> read(Turn turn, OrderRecord order) {
        Answer<Read<SalesOrder>> answer = turn.katana().salesOrders().byId(order.salesOrderId());
        if (!answer.isOk() && !(answer.failure() instanceof Failure.Missing))
            return Step.stop(Ending.of(answer.failure(), "the sales order"));
        if (order.account() != null && !turn.account().equals(order.account())) {
            if (!isOurs(turn, answer))
                return Step.stop(
                        Ending.conflict(
                                OTHER_ACCOUNT,
                                "The sales order is in the Katana account that this store used before; it is not changed there."));
            moved(turn, order);
        }
        if (answer.isOk() && !answer.value().value().isDeleted())
            return Step.go(answer.value().value());
        if (order.ownDeletions().contains(order.salesOrderId())) return unlink(turn, order, "it was deleted by us");
        Step<Optional<SalesOrder>> other = find.find(turn, order, false);
        if (other.stopped()) return other.stop();
        if (other.value().isPresent()) return unlink(turn, order, "another sales order took its place");
        return answer.isOk() || isBelieved(turn, order)
                ? Step.stop(new Ending.Deleted(order.salesOrderId()))
                : Step.stop(new Ending.Unseen());
    }

    /**
     * Katana keeps what is deleted and shows it as such, so that a sales order it does not show at all may be there all the
     * same. Several looks, over a minute and a half at least: whatever failed before, the last one was in vain too.
     */
    private static boolean isBelieved(Turn turn, OrderRecord order) {
        boolean again = Ending.Unseen.CAUSE.equals(order.shown().cause());
        return again && turn.job().attempts() >= LOOKS;
    }

    /**
     * Asked when the store has another API key than when the sales order was made. It may be of the same account or of
     * another, whose sales orders may have the same ids: only one that carries this order's identity is ours.
     */
    private static boolean isOurs(Turn turn, Answer<Read<SalesOrder>> answer) {
        return answer.isOk()
                && answer.value().value().isOf(turn.ref().store(), turn.ref().orderId());
    }

    /** It lives in the present account: whoever knows the sales order by its id is told so. */
    private void moved(Turn turn, OrderRecord order) {
        transactions.run(tx -> {
            orders.moved(tx, turn.ref(), turn.account());
            variants.moved(tx, turn.ref().store(), order.account(), turn.account());
            intents.moved(tx, turn.ref().store(), order.account(), turn.account());
            if (order.applied() == null) return; // reduced: told when it is linked anew with its rows
            OrderRecord present = orders.find(tx, turn.ref()).orElseThrow();
            announce.linked(
                    tx,
                    present,
                    present.salesOrderId(),
                    present.orderNo(),
                    Holding.parse(present.applied()).rows());
        });
    }

    private <T> Step<T> unlink(Turn turn, OrderRecord order, String reason) {
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            orders.unlink(tx, turn.ref());
            orders.doubt(tx, turn.ref());
            announce.unlinked(tx, order);
        });
        return Step.stop(Ending.lookAgain(reason));
    }

    static boolean isLocked(Ending ending) {
        return ending instanceof Ending.Parked parked && parked.cause().equals(LOCKED);
    }

    private static Ending locked(SalesOrder salesOrder, List<Change> changes) {
        String fields = changes.stream()
                .filter(Change::needsOpenOrder)
                .map(Change::field)
                .distinct()
                .collect(Collectors.joining(", "));
        return Ending.conflict(
                LOCKED,
                "The order changed in BigCommerce, but its sales order is "
                        + salesOrder.status().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + " in Katana and locked. Not written: " + fields + ".",
                salesOrder);
    }

    /** All of the plan is written: from now on this is what Katana holds. */
    private static Holding whole(Goal goal, Holding holding) {
        Map<String, Long> rowIds = new HashMap<>();
        for (AppliedRow row : holding.applied().rows()) if (row.key() != null) rowIds.put(row.key(), row.rowId());
        Applied applied = holding.applied();
        Applied now = Applied.of(
                goal.plan(),
                rowIds,
                applied.billTo() == null ? 0 : applied.billTo().id(),
                applied.shipTo() == null ? 0 : applied.shipTo().id(),
                applied.fee() == null ? 0 : applied.fee().id());
        Map<Long, OrderLinked.Row> links = new HashMap<>();
        holding.rows().forEach(row -> links.put(row.rowId(), row));
        List<OrderLinked.Row> rows = goal.plan().rows().stream()
                .filter(row -> links.containsKey(rowIds.get(row.key())))
                .map(row -> quantity(links.get(rowIds.get(row.key())), row.quantity()))
                .toList();
        return new Holding(now, rows);
    }

    private static OrderLinked.Row quantity(OrderLinked.Row row, java.math.BigDecimal quantity) {
        return new OrderLinked.Row(row.lineId(), row.rowId(), row.variantId(), row.sku(), quantity, row.batchTracked());
    }
}
