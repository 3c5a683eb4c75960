package dev.ordersync.sandbox.invariants;

import java.time.Instant;

/**
 * How a store is connected, as far as the checks need it.
 *
 * @param account the Katana account its orders go to
 * @param activatedAt when a person activated it
 * @param importServices non-physical lines become services instead of being left out
 * @param keepCancelled a cancelled order's sales order stays
 * @param orderNumberPrefix before the order id in {@code order_no}
 */
public record StoreRules(
        String account,
        Instant activatedAt,
        boolean importAwaitingPayment,
        boolean importCustomItems,
        boolean importShippingFee,
        boolean importServices,
        boolean keepCancelled,
        boolean syncFulfillment,
        String orderNumberPrefix) {

    /** The product's defaults. */
    public static StoreRules defaults(String account, Instant activatedAt) {
        return new StoreRules(account, activatedAt, false, false, true, false, false, true, "");
    }

    public StoreRules importAwaitingPayment(boolean on) {
        return new StoreRules(
                account,
                activatedAt,
                on,
                importCustomItems,
                importShippingFee,
                importServices,
                keepCancelled,
                syncFulfillment,
                orderNumberPrefix);
    }

    public StoreRules importCustomItems(boolean on) {
        return new StoreRules(
                account,
                activatedAt,
                importAwaitingPayment,
                on,
                importShippingFee,
                importServices,
                keepCancelled,
                syncFulfillment,
                orderNumberPrefix);
    }

    public StoreRules importShippingFee(boolean on) {
        return new StoreRules(
                account,
                activatedAt,
                importAwaitingPayment,
                importCustomItems,
                on,
                importServices,
                keepCancelled,
                syncFulfillment,
                orderNumberPrefix);
    }

    public StoreRules importServices(boolean on) {
        return new StoreRules(
                account,
                activatedAt,
                importAwaitingPayment,
                importCustomItems,
                importShippingFee,
                on,
                keepCancelled,
                syncFulfillment,
                orderNumberPrefix);
    }

    public StoreRules keepCancelled(boolean on) {
        return new StoreRules(
                account,
                activatedAt,
                importAwaitingPayment,
                importCustomItems,
                importShippingFee,
                importServices,
                on,
                syncFulfillment,
                orderNumberPrefix);
    }

    public StoreRules orderNumberPrefix(String prefix) {
        return new StoreRules(
                account,
                activatedAt,
                importAwaitingPayment,
                importCustomItems,
                importShippingFee,
                importServices,
                keepCancelled,
                syncFulfillment,
                prefix);
    }
}
