package dev.ordersync.fulfillment.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Json;
import dev.ordersync.bigcommerce.BcOrders;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecord.BigCommerceSide;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.read.ReadOrderStatus;
import dev.ordersync.fulfillment.read.ReadSalesOrder;
import dev.ordersync.fulfillment.read.ReadSituation;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.Katana;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.workqueue.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads one side afresh and keeps what it says. The snapshot's number is the time before the read: what ingest reads
 * later is newer. In another Katana account than the sales order was written in, its id may be a stranger's or nobody's:
 * nothing is kept of what does not carry the order's identity.
 *
 * <p>When the side does not answer: the outcome for the queue is given, nothing is kept.
 */
@ApplicationScoped
class LookAtSides {
    private final Outside outside;
    private final Transactions transactions;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final Announce announce;

    LookAtSides(
            Outside outside,
            Transactions transactions,
            OrderRecords orders,
            SalesOrders salesOrders,
            Announce announce) {
        this.outside = outside;
        this.transactions = transactions;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.announce = announce;
    }

    /** One call. Empty when it is kept. */
    Optional<Outcome> bigcommerce(OrderCase at) {
        return bigcommerce(at, false);
    }

    /** The order and its shipments: two calls. Empty when they are kept. */
    Optional<Outcome> shipments(OrderCase at) {
        return bigcommerce(at, true);
    }

    private Optional<Outcome> bigcommerce(OrderCase at, boolean withShipments) {
        long number = Math.max(
                transactions.call(orders::now), at.order().bigcommerce().number() + 1);
        BcOrders api = outside.bigcommerce(at.store()).orders();
        Answer<JsonNode> answer = api.order(at.ref().orderId());
        if (answer.isOk() && withShipments) {
            Answer<ArrayNode> shipments = api.shipments(at.ref().orderId());
            if (!shipments.isOk())
                return Optional.of(Failures.outcome(
                        shipments.failure(),
                        at.store().bigcommerceLane(),
                        "BigCommerce refused to show the order's shipments"));
            at.effort().readShipments = true;
            return kept(at, answer.value(), shipments.value(), number);
        }
        if (!answer.isOk()) {
            if (answer.failure() instanceof Failure.Missing)
                return Optional.of(new Outcome.Hold("order-missing", "BigCommerce does not know this order any more."));
            return Optional.of(Failures.outcome(
                    answer.failure(), at.store().bigcommerceLane(), "BigCommerce refused to show the order"));
        }
        at.effort().read(number, transactions.call(orders::now));
        return kept(at, answer.value(), null, number);
    }

    private Optional<Outcome> kept(OrderCase at, JsonNode order, JsonNode shipments, long number) {
        transactions.run(tx -> {
            BigCommerceSide known = orders.lock(tx, at.ref()).bigcommerce();
            BigCommerceSide seen = ReadOrderStatus.seen(order, shipments, number, known.lines());
            orders.seen(tx, at.ref(), seen);
            orders.lookAtBigCommerce(tx, at.ref(), false);
            if (!seen.isShipped()) orders.restoresCompleted(tx, at.ref(), false);
        });
        return Optional.empty();
    }

    /**
     * One call, and one more when something is packed or delivered. None in an account that was asked already, in vain.
     * Empty when it is kept.
     */
    Optional<Outcome> katana(OrderCase at) {
        return katana(at, at.order().link().salesOrderId(), at.order().link().account());
    }

    /**
     * The same for a sales order that may not be the order's any more: then it is also empty when nothing is kept.
     *
     * @param account that it was written in
     */
    Optional<Outcome> katana(OrderCase at, long salesOrderId, String account) {
        boolean reached = at.reaches(salesOrderId, account);
        boolean linked = at.isLinkedTo(salesOrderId);
        if (linked && !reached && at.missesSalesOrder()) return Optional.of(outOfReach(at));
        Answer<Optional<SalesOrderRecord>> answer = read(at, salesOrderId, reached);
        if (!answer.isOk())
            return Optional.of(Failures.outcome(
                    answer.failure(), at.store().katanaLane(), "Katana refused to show the sales order"));
        Optional<SalesOrderRecord> seen = answer.value();
        at.effort().readKatana |= linked && seen.isPresent();
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            if (linked && !reached) orders.asked(tx, at.ref(), at.store().katanaAccount(), seen.isPresent());
            if (seen.isEmpty()) return;
            salesOrders.seen(tx, at.ref(), seen.get());
            if (linked) orders.lookAtKatana(tx, at.ref(), false);
        });
        return linked && seen.isEmpty() ? Optional.of(outOfReach(at)) : Optional.empty();
    }

    /** The present account does not show the order's sales order. It goes on when its own is connected again. */
    private Outcome outOfReach(OrderCase at) {
        transactions.run(tx -> announce.stopped(
                tx,
                at.ref(),
                "conflict",
                ReadSituation.OTHER_ACCOUNT,
                "The sales order is in the Katana account that this store used before. Nothing was changed: it goes on by "
                        + "itself when that account is connected again."));
        return Outcome.done(ReadSituation.OTHER_ACCOUNT);
    }

    /**
     * Empty when what the id stands for is not the order's.
     *
     * @param reached the id is of this account: then a sales order that is not there is gone
     */
    private Answer<Optional<SalesOrderRecord>> read(OrderCase at, long id, boolean reached) {
        long number = transactions.call(tx -> Math.max(orders.now(tx), known(tx, at, id) + 1));
        Katana katana = outside.katana(at.store());
        Answer<Read<SalesOrder>> order = katana.salesOrders().byId(id);
        if (!order.isOk()) {
            if (!(order.failure() instanceof Failure.Missing)) return Answer.failed(order.failure());
            return Answer.ok(
                    reached ? Optional.of(ReadSalesOrder.read(id, number, true, null, null, true)) : Optional.empty());
        }
        if (!reached && !order.value().value().isOf(at.ref().store(), at.ref().orderId()))
            return Answer.ok(Optional.empty());
        ArrayNode parcels = Json.TREE.createArrayNode();
        if (!order.value().value().isOpen()) {
            Answer<List<Read<Fulfillment>>> list = katana.fulfillments().ofSalesOrder(id);
            if (!list.isOk()) return Answer.failed(list.failure());
            list.value().forEach(read -> parcels.add(read.raw()));
        }
        return Answer.ok(
                Optional.of(ReadSalesOrder.read(id, number, false, order.value().raw(), parcels, true)));
    }

    private long known(Connection tx, OrderCase at, long id) throws SQLException {
        return salesOrders.find(tx, at.ref(), id).map(SalesOrderRecord::number).orElse(0L);
    }
}
