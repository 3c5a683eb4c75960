package dev.ordersync.mapping.push;

import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.Receipt;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.domain.ShopOrder;

/**
 * What an order's sales order should become.
 *
 * @param locationId where a new sales order ships from
 */
record Goal(ShopOrder shop, SalesOrderPlan plan, Receipt receipt, long locationId) {

    Goal withTermsOf(Applied held) {
        return new Goal(shop, plan.withTermsOf(held), receipt, locationId);
    }
}
