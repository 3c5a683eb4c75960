package dev.ordersync.ingest.stores;

import dev.ordersync.stores.StoreSettings;
import java.util.ArrayList;
import java.util.List;

/** Says the settings of a store in sentences, always as many and in the same order. */
public final class SaySettings {

    public static List<String> of(StoreSettings settings) {
        List<String> said = new ArrayList<>();
        said.add(location(settings));
        said.addAll(orders(settings));
        said.addAll(items(settings));
        said.addAll(fulfillment(settings));
        return said;
    }

    public static String location(StoreSettings settings) {
        return settings.locationId() == null
                ? "Orders go to the Katana account's default sales location."
                : "Orders go to the Katana location " + settings.locationId() + ".";
    }

    public static List<String> orders(StoreSettings settings) {
        return List.of(
                settings.importAwaitingPayment()
                        ? "Orders are imported when they await fulfillment, and already while they await payment."
                        : "Orders are imported when they await fulfillment; those that await payment are left until paid.",
                settings.onCancel().equals("delete")
                        ? "A cancelled order's sales order is deleted in Katana, if nothing is packed yet."
                        : "A cancelled order's sales order is kept in Katana.",
                settings.orderNumberPrefix().isEmpty()
                        ? "Sales orders have the order's number as it is."
                        : "Sales orders have the order's number with '" + settings.orderNumberPrefix() + "' before it.",
                settings.deliveryDays() == null
                        ? "The delivery date follows Katana's default delivery time."
                        : "The delivery date is " + settings.deliveryDays() + " days after the order.");
    }

    public static List<String> items(StoreSettings settings) {
        return List.of(
                settings.createProducts()
                        ? "A SKU that Katana does not know becomes a new product."
                        : "An order with a SKU that Katana does not know waits for a person.",
                settings.importCustomItems()
                        ? "Each custom item becomes a product of its own."
                        : "Custom items are left out, and the receipt says so.",
                settings.nonPhysicalLines().equals("skip")
                        ? "Lines that are not physical are left out."
                        : "Lines that are not physical become services.",
                settings.importShippingFee()
                        ? "Shipping, handling and wrapping become the sales order's shipping fee."
                        : "Shipping, handling and wrapping are left out.",
                settings.importProducts().equals("all")
                        ? "All products are brought to Katana."
                        : "Products are brought to Katana when they are ordered.",
                settings.importCustomers().equals("all")
                        ? "All customers are brought to Katana."
                        : "Customers are brought to Katana when they order.",
                settings.defaultTaxPercent() == null
                        ? "A new product has BigCommerce's price as it is."
                        : "A new product has BigCommerce's price without "
                                + settings.defaultTaxPercent().toPlainString() + " % of tax.");
    }

    public static List<String> fulfillment(StoreSettings settings) {
        return List.of(
                settings.syncFulfillment()
                        ? "Fulfillment is kept in step in both directions."
                        : "Fulfillment is not kept in step.",
                settings.syncShipments()
                        ? "Shipments with their tracking follow in both directions."
                        : "Shipments are not copied; only the order's status follows.",
                settings.allowUnbatched()
                        ? "What no batch holds is delivered from stock without a batch."
                        : "An order waits when its batches hold too little.");
    }

    private SaySettings() {}
}
