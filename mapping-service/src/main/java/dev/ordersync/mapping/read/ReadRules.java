package dev.ordersync.mapping.read;

import dev.ordersync.mapping.domain.DeliveryDays;
import dev.ordersync.mapping.domain.PlanRules;
import dev.ordersync.stores.StoreSettings;

/** Turns a store's settings into the rules that the plan depends on. */
public final class ReadRules {

    /** @param katanaDeliveryTime {@code default_so_delivery_time} of Katana's factory; may be null */
    public static PlanRules of(String store, StoreSettings settings, String katanaDeliveryTime) {
        return new PlanRules(
                store,
                settings.importAwaitingPayment(),
                settings.importCustomItems(),
                settings.importShippingFee(),
                settings.nonPhysicalLines().equals("service"),
                !settings.onCancel().equals("keep"),
                settings.orderNumberPrefix(),
                DeliveryDays.of(settings.deliveryDays(), katanaDeliveryTime),
                settings.defaultTaxPercent());
    }

    private ReadRules() {}
}
