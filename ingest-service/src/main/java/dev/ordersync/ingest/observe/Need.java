package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.bigcommerce.BcConsignment;
import dev.ordersync.bigcommerce.BcLine;
import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.bigcommerce.Charge;
import dev.ordersync.bigcommerce.OrderReader;
import dev.ordersync.bigcommerce.OrderReading;
import dev.ordersync.domain.MinorUnit;
import dev.ordersync.domain.TaxQuotient;
import dev.ordersync.stores.StoreSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to be read of an order beside the order itself.
 *
 * @param lines the included lines are cut off or missing
 * @param parts its destinations and fees were asked for and not included
 * @param taxes its amounts leave more than one tax rate possible
 */
public record Need(boolean lines, boolean parts, boolean taxes, boolean shipments) {

    public static Need of(JsonNode order, StoreSettings settings) {
        boolean shipments = settings.syncShipments();
        OrderReading reading = OrderReader.read(order, null, null);
        if (reading instanceof OrderReading.Readable readable)
            return of(readable.order(), lacksParts(order), shipments);
        // what we cannot read ourselves is recorded whole, so that it can be read once we know how
        return new Need(true, lacksParts(order), true, shipments);
    }

    /** Lines that are not known yet tell no rate. */
    private static Need of(BcOrder order, boolean lacksParts, boolean shipments) {
        boolean lines = !order.linesComplete();
        boolean taxed = order.totals().totalTax().signum() != 0;
        return new Need(lines, lacksParts, taxed && (lines || hasUnclearTax(order)), shipments);
    }

    public boolean nothing() {
        return !lines && !parts && !taxes && !shipments;
    }

    /** Consignments that are absent, or a mere link, were not included; nor are fees that are a link. */
    private static boolean lacksParts(JsonNode order) {
        JsonNode consignments = order.path("consignments");
        boolean included = consignments.isContainerNode() && !isLink(consignments);
        return !included && !order.path("shipping_addresses").isArray() || isLink(order.path("fees"));
    }

    private static boolean isLink(JsonNode part) {
        return part.has("url") || part.has("resource");
    }

    private static boolean hasUnclearTax(BcOrder order) {
        MinorUnit unit = MinorUnit.of(order.currency());
        for (BcLine line : order.lines())
            if (line.quantity() > 0 && !isPlain(line.discountedTotalIncTax(), line.totalTax(), unit)) return true;
        return charges(order).stream()
                        .anyMatch(charge -> !TaxQuotient.isPlain(charge.incTax(), charge.tax(), unit.half()))
                || isSumOfSeveral(order.lines().stream().map(BcLine::wrapping))
                || isSumOfSeveral(order.consignments().stream().map(BcConsignment::cost))
                || isSumOfSeveral(order.consignments().stream().map(BcConsignment::handling));
    }

    /** Then each part's tax was rounded by itself, at a rate of its own: their sum tells none. */
    private static boolean isSumOfSeveral(Stream<Charge> parts) {
        return parts.filter(part -> part.tax().signum() != 0).limit(2).count() > 1;
    }

    private static boolean isPlain(BigDecimal gross, BigDecimal tax, MinorUnit unit) {
        return gross != null && tax != null && TaxQuotient.isPlain(gross, tax, unit.half());
    }

    private static List<Charge> charges(BcOrder order) {
        List<Charge> charges = new ArrayList<>(List.of(order.shipping(), order.handling(), order.wrapping()));
        order.fees().forEach(fee -> charges.add(fee.cost()));
        return charges;
    }
}
