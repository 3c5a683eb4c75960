package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        BigDecimal defaultTaxPercent) {

    /** The same, save that nothing is left out of an order that its sales order was made with. */
    public PlanRules keeping(ShopOrder order, Applied held) {
        Set<String> keys = held.rows().stream().map(AppliedRow::key).collect(Collectors.toSet());
        List<Line> made = order.lines().stream()
                .filter(line -> keys.contains(Long.toString(line.id())))
                .toList();
        return new PlanRules(
                store,
                importAwaitingPayment,
                importCustomItems || made.stream().anyMatch(Line::isCustom),
                importShippingFee || held.fee() != null,
                nonPhysicalAsService || made.stream().anyMatch(line -> line.kind() != Kind.PHYSICAL),
                deleteOnCancel,
                orderNumberPrefix,
                deliveryDays,
                defaultTaxPercent);
    }
}
