package dev.ordersync.fulfillment.push;

import dev.ordersync.fulfillment.FulfillmentConfig;
import java.time.Duration;

/** When a delivery that waits for stock is tried again. */
final class StockRecheck {

    /** As long as it has waited for this cause so far, between the first and the longest pause. */
    static Duration pause(OrderCase at, String cause, FulfillmentConfig.Fulfillment config) {
        Duration waited = waited(at, cause);
        if (waited.compareTo(config.firstStockRecheck()) < 0) return config.firstStockRecheck();
        return waited.compareTo(config.longestStockRecheck()) > 0 ? config.longestStockRecheck() : waited;
    }

    static Duration waited(OrderCase at, String cause) {
        return cause.equals(at.order().shown().cause()) ? at.order().shown().since() : Duration.ZERO;
    }

    private StockRecheck() {}
}
