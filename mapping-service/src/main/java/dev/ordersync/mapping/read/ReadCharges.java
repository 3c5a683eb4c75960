package dev.ordersync.mapping.read;

import dev.ordersync.bigcommerce.BcConsignment;
import dev.ordersync.bigcommerce.BcFee;
import dev.ordersync.bigcommerce.BcLine;
import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shipping, handling, wrapping and fees. An order to several addresses, or with several wrapped lines, has them in parts
 * with rates of their own; the parts are used when they add up to the order's amount.
 */
final class ReadCharges {
    private final BcOrder order;
    private final ReadTaxes taxes;

    ReadCharges(BcOrder order, ReadTaxes taxes) {
        this.order = order;
        this.taxes = taxes;
    }

    List<Charge> all() {
        List<Charge> charges = new ArrayList<>(shipping());
        charges.addAll(handling());
        charges.addAll(wrapping());
        order.fees().forEach(fee -> charges.add(fee(fee)));
        return charges;
    }

    /** A fee's own tax tells its rate; one that has none has its class's, if that is nothing on so little. */
    private Charge fee(BcFee fee) {
        boolean silent = fee.cost().tax().signum() == 0;
        return charge(
                "fee:" + fee.id(),
                ChargeKind.FEE,
                fee.name().isBlank() ? "Fee" : fee.name(),
                fee.cost(),
                silent ? taxes.ofClass(fee.cost().taxClassId()) : List.of());
    }

    private List<Charge> shipping() {
        List<Charge> parts = order.consignments().stream()
                .map(to -> charge(
                        "shipping:" + to.id(),
                        ChargeKind.SHIPPING,
                        named(to),
                        to.cost(),
                        taxes.ofCharge("shipping", to.id())))
                .toList();
        String methods = order.consignments().stream()
                .map(BcConsignment::method)
                .filter(method -> !method.isBlank())
                .distinct()
                .collect(Collectors.joining(", "));
        String name = methods.isEmpty() ? "Shipping" : "Shipping (" + methods + ")";
        return partsOrWhole(
                parts, charge("shipping", ChargeKind.SHIPPING, name, order.shipping(), taxes.ofCharge("shipping")));
    }

    private static String named(BcConsignment to) {
        return to.method().isBlank() ? "Shipping" : "Shipping (" + to.method() + ")";
    }

    private List<Charge> handling() {
        List<Charge> parts = order.consignments().stream()
                .map(to -> charge(
                        "handling:" + to.id(),
                        ChargeKind.HANDLING,
                        "Handling",
                        to.handling(),
                        taxes.ofCharge("handling", to.id())))
                .toList();
        return partsOrWhole(
                parts,
                charge("handling", ChargeKind.HANDLING, "Handling", order.handling(), taxes.ofCharge("handling")));
    }

    private List<Charge> wrapping() {
        List<Charge> parts = order.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(this::wrapping)
                .toList();
        return partsOrWhole(
                parts,
                charge(
                        "wrapping",
                        ChargeKind.WRAPPING,
                        "Gift wrapping",
                        order.wrapping(),
                        taxes.ofCharge("gift-wrapping")));
    }

    private Charge wrapping(BcLine line) {
        return charge(
                "wrapping:" + line.id(),
                ChargeKind.WRAPPING,
                "Gift wrapping",
                line.wrapping(),
                taxes.ofWrapping(line.id()));
    }

    /**
     * One part is the whole; several are used when none of their amounts is lost, and their rates differ. Else the whole
     * is their sum, its tax that of as many rounded ones.
     */
    private static List<Charge> partsOrWhole(List<Charge> parts, Charge whole) {
        List<Charge> charged = parts.stream()
                .filter(part -> part.incTax().signum() != 0 || part.exTax().signum() != 0)
                .toList();
        boolean rates = charged.stream().map(Charge::taxes).distinct().count() > 1;
        boolean adds = sum(charged, true).compareTo(whole.incTax()) == 0
                && sum(charged, false).compareTo(whole.exTax()) == 0;
        return rates && adds ? charged : List.of(whole.ofAmounts(Math.max(1, charged.size())));
    }

    private static BigDecimal sum(List<Charge> charges, boolean withTax) {
        return charges.stream()
                .map(charge -> withTax ? charge.incTax() : charge.exTax())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Charge charge(
            String key, ChargeKind kind, String name, dev.ordersync.bigcommerce.Charge cost, List<TaxLayer> taxes) {
        return new Charge(key, kind, name, cost.exTax(), cost.incTax(), cost.tax(), taxes, 1);
    }
}
