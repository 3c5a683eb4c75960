package dev.ordersync.ingest.console.layout;

import dev.ordersync.ingest.config.SyncConfig;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Where a person finds a thing in BigCommerce or Katana; templates know it as {@code inject:links}. */
@Named("links")
@Singleton
public class Links {
    private final SyncConfig.Links links;

    Links(SyncConfig config) {
        this.links = config.links();
    }

    public String bigcommerce(String store, long orderId) {
        return links.bigcommerceOrder().replace("{store}", store).replace("{order}", Long.toString(orderId));
    }

    public String katana(long salesOrderId) {
        return links.katanaSalesOrder().replace("{salesOrder}", Long.toString(salesOrderId));
    }
}
