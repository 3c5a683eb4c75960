package dev.ordersync.fulfillment.read;

import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.domain.Agreed;
import dev.ordersync.fulfillment.domain.BigCommerceState;
import dev.ordersync.fulfillment.domain.Decision;
import dev.ordersync.fulfillment.domain.KatanaState;
import dev.ordersync.fulfillment.domain.ReconcileStatus;
import dev.ordersync.fulfillment.domain.Situation;
import dev.ordersync.fulfillment.kept.OrderRecord;
import dev.ordersync.fulfillment.kept.SalesOrderRecord;
import dev.ordersync.stores.Store;

/** Reads from what is kept of an order the situation that is decided upon. */
public final class ReadSituation {
    /** The cause of an order whose sales order is in another Katana account than the store's present one. */
    public static final String OTHER_ACCOUNT = "other-account";

    /** @param salesOrder the one that the order is linked to; null when it was not seen yet */
    public static Situation of(OrderRecord order, SalesOrderRecord salesOrder, Store store) {
        return new Situation(
                BigCommerceState.of(order.bigcommerce().statusId()),
                order.bigcommerce().archived(),
                order.bigcommerce().wasCompleted(),
                katana(order, salesOrder),
                salesOrder != null && salesOrder.wasDelivered(),
                order.agreed(),
                store.settings().syncFulfillment());
    }

    /** False when both sides are in step, or nothing can or may be done: then no work is wanted. */
    public static boolean callsForSomething(OrderRecord order, SalesOrderRecord salesOrder, Store store) {
        if (!order.link().isLinked() || !order.bigcommerce().isSeen() || order.manual() != null) return false;
        boolean outOfReach = order.isMissedIn(store.katanaAccount()) && isShown(order, OTHER_ACCOUNT);
        if (store.settings().syncShipments()) return !outOfReach;
        Situation now = of(order, salesOrder, store);
        Decision decision = ReconcileStatus.decide(now);
        if (outOfReach) return decision instanceof Decision.Agree || decision instanceof Decision.Ignore;
        if (decision instanceof Decision.Conflict conflict) return !isShown(order, conflict.cause());
        if (decision instanceof Decision.Wait wait) return !isShown(order, wait.cause());
        if (decision instanceof Decision.Ignore) return !order.shown().isNothing();
        if (decision instanceof Decision.Agree agree) return !order.shown().isNothing() || isNews(now, agree.pair());
        return true;
    }

    private static boolean isShown(OrderRecord order, String cause) {
        return cause.equals(order.shown().cause());
    }

    /** Before anything was agreed on, both open is what everybody takes for granted. */
    private static boolean isNews(Situation now, Agreed pair) {
        if (pair == Agreed.BOTH_DONE) return now.agreed() != pair;
        return now.agreed() == Agreed.BOTH_DONE || now.wasCompleted() || now.wasDelivered();
    }

    private static KatanaState katana(OrderRecord order, SalesOrderRecord salesOrder) {
        if (OrderLinked.TOMBSTONE.equals(order.link().state())) return KatanaState.GONE;
        if (!order.link().isLinked()) return KatanaState.NONE;
        if (salesOrder == null) return KatanaState.OPEN; // just made
        return salesOrder.isGone() ? KatanaState.GONE : KatanaState.of(salesOrder.status());
    }

    private ReadSituation() {}
}
