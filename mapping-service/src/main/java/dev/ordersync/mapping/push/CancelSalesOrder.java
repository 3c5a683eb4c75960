package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Announce.News;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Deletes the sales order of a cancelled order while nothing of it is packed (rule O3). That we do it is noted before it
 * is sent: its echo is no tombstone, and a re-opened order is imported again.
 */
@ApplicationScoped
class CancelSalesOrder {
    private final UpdateSalesOrder update;
    private final OrderRecords orders;
    private final Announce announce;
    private final Transactions transactions;
    private final WorkQueue queue;

    CancelSalesOrder(
            UpdateSalesOrder update,
            OrderRecords orders,
            Announce announce,
            Transactions transactions,
            WorkQueue queue) {
        this.update = update;
        this.orders = orders;
        this.announce = announce;
        this.transactions = transactions;
        this.queue = queue;
    }

    /** @param found the sales order when it was just read, else null */
    Step<String> cancel(Turn turn, OrderRecord order, ShopOrder shop, String reason, SalesOrder found) {
        Step<SalesOrder> present = found == null ? update.read(turn, order) : Step.go(found);
        if (present.stopped()) return present.stop();
        if (!present.value().isOpen())
            return Step.stop(Ending.conflict(
                    "cancelled-but-packed",
                    reason + " But its sales order is already packed or delivered in Katana, so it is not deleted.",
                    present.value()));
        return delete(turn, order, shop, reason, present.value());
    }

    private Step<String> delete(Turn turn, OrderRecord order, ShopOrder shop, String reason, SalesOrder present) {
        long salesOrderId = present.id();
        if (!turn.stillOurs()) return Step.stop(Ending.overtaken());
        transactions.run(tx -> {
            queue.assertHeld(tx, turn.job());
            orders.deleting(tx, turn.ref(), salesOrderId);
        });
        Answer<Void> deleted = turn.katana().salesOrders().delete(salesOrderId);
        if (!deleted.isOk() && deleted.failure() instanceof Failure.Refused refused) {
            transactions.run(tx -> orders.notDeleting(tx, turn.ref(), salesOrderId));
            return Step.stop(Ending.conflict(
                    "cannot-delete",
                    reason + " But Katana refuses to delete its sales order: " + refused.message(),
                    present));
        }
        // an earlier one may have had no answer, and take effect late
        boolean first = !order.ownDeletions().contains(salesOrderId);
        if (!deleted.isOk() && first && hadNoEffect(deleted.failure()))
            transactions.run(tx -> orders.notDeleting(tx, turn.ref(), salesOrderId));
        if (!deleted.isOk() && !(deleted.failure() instanceof Failure.Missing))
            return Step.stop(Ending.of(deleted.failure(), "to delete the sales order"));
        transactions.run(tx -> {
            queue.assertHeld(tx, turn.job());
            orders.unlink(tx, turn.ref());
            announce.unlinked(tx, order);
            announce.tell(
                    tx,
                    turn.ref(),
                    new News(
                            "removed",
                            reason + " Its sales order was deleted in Katana.",
                            "excluded",
                            "cancelled",
                            null,
                            LinkOrder.side(shop),
                            null));
        });
        return Step.go("deleted");
    }

    /** Then it is not ours if the sales order is gone later: a person deleted it. */
    private static boolean hadNoEffect(Failure failure) {
        return failure instanceof Failure.Throttled || failure instanceof Failure.Denied;
    }
}
