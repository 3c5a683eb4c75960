package dev.ordersync.mapping.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.bigcommerce.BcAddress;
import dev.ordersync.bigcommerce.BcConsignment;
import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.bigcommerce.BcTotals;
import dev.ordersync.bigcommerce.OrderReader;
import dev.ordersync.bigcommerce.OrderReading;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.domain.ShopOrder.Customer;
import dev.ordersync.mapping.domain.ShopOrder.ShipTo;
import java.util.List;

/** Turns a raw snapshot into the order that the rules speak of. */
public final class ReadOrder {

    public sealed interface Result {
        record Read(ShopOrder order) implements Result {}

        /** @param sentence names the field */
        record Unreadable(String field, String sentence) implements Result {}
    }

    public Result read(OrderObserved snapshot) {
        OrderReading reading = OrderReader.read(snapshot.order(), snapshot.lines(), snapshot.taxes());
        if (reading instanceof OrderReading.Unreadable unreadable)
            return new Result.Unreadable(unreadable.field(), unreadable.sentence());
        BcOrder order = ((OrderReading.Readable) reading).order();
        if (!order.linesComplete())
            return new Result.Unreadable("products", "The order was read without all of its lines; it is read again.");
        return new Result.Read(order(order, snapshot.order()));
    }

    private static ShopOrder order(BcOrder order, JsonNode raw) {
        BcTotals totals = order.totals();
        ReadTaxes taxes = new ReadTaxes(order);
        return new ShopOrder(
                order.id(),
                order.statusId(),
                order.archived(),
                order.createdAt(),
                order.currency(),
                text(order.storeCurrency()),
                order.storeRate(),
                order.taxInclusive(),
                customer(order, raw),
                address(order.billing()),
                shipTo(order),
                order.lines().stream()
                        .map(line -> ReadLine.of(line, taxes.ofLine(line.id())))
                        .toList(),
                order.itemsTotal(),
                new ReadCharges(order, taxes).all(),
                totals.discount(),
                totals.coupons(),
                totals.storeCredit(),
                totals.giftCertificates(),
                totals.totalExTax(),
                totals.totalIncTax(),
                totals.totalTax(),
                text(order.customerMessage()),
                FormFields.purchaseOrder(raw));
    }

    /** The account's e-mail where the snapshot carries the account, else the billing one. */
    private static Customer customer(BcOrder order, JsonNode raw) {
        BcAddress billing = order.billing();
        String account =
                order.isGuest() ? null : text(raw.path("customer").path("email").asText(""));
        return new Customer(
                order.customerId(),
                account == null ? text(billing.email()) : account,
                text(billing.firstName()),
                text(billing.lastName()),
                text(billing.company()),
                text(billing.phone()));
    }

    private static List<ShipTo> shipTo(BcOrder order) {
        return order.consignments().stream()
                .filter(consignment -> !consignment.address().isEmpty())
                .map(ReadOrder::shipTo)
                .toList();
    }

    private static ShipTo shipTo(BcConsignment consignment) {
        return new ShipTo(consignment.id(), address(consignment.address()));
    }

    static Address address(BcAddress a) {
        return new Address(
                text(a.firstName()),
                text(a.lastName()),
                text(a.company()),
                text(a.phone()),
                text(a.street1()),
                text(a.street2()),
                text(a.city()),
                text(a.state()),
                text(a.zip()),
                text(a.country()));
    }

    /** To the letter, blanks at its ends too; null when there is nothing else. */
    static String sku(String sku) {
        return sku == null || sku.isBlank() ? null : sku;
    }

    static String text(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
