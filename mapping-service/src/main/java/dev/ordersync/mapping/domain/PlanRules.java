package dev.ordersync.mapping.domain;

import java.math.BigDecimal;

/**
 * What a store chose, as far as the plan depends on it.
 *
 * @param nonPhysicalAsService non-physical lines become services; else they are left out (P6)
 * @param deliveryDays days from the order's creation to its delivery date; see {@link DeliveryDays}
 * @param defaultTaxPercent taken out of a new product's sales price (P10), or null
 */
public record PlanRules(
        String store,
        boolean importAwaitingPayment,
        boolean importCustomItems,
        boolean importShippingFee,
        boolean nonPhysicalAsService,
        boolean deleteOnCancel,
        String orderNumberPrefix,
        int deliveryDays,
        BigDecimal defaultTaxPercent) {}
