package dev.ordersync.mapping.read;

import static dev.ordersync.mapping.read.ReadOrder.sku;
import static dev.ordersync.mapping.read.ReadOrder.text;

import dev.ordersync.bigcommerce.BcDiscount;
import dev.ordersync.bigcommerce.BcLine;
import dev.ordersync.bigcommerce.BcOption;
import dev.ordersync.mapping.domain.ShopOrder.Discount;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One order product. */
final class ReadLine {
    /** Types of options that BigCommerce makes no variants of. */
    private static final Set<String> MODIFIERS = Set.of(
            "checkbox", "date field", "file upload", "multi-line text field", "numbers only text field", "text field");

    /** Mostly a modifier, but BigCommerce can make variants of it as well. */
    private static final String PICK_LIST = "product pick list";

    static Line of(BcLine line, List<TaxLayer> taxes) {
        BigDecimal quantity = BigDecimal.valueOf(line.quantity());
        BigDecimal totalEx = orTimes(line.totalExTax(), line.priceExTax(), quantity);
        BigDecimal totalInc = orTimes(line.totalIncTax(), line.priceIncTax(), quantity);
        // "refunded" without a quantity means the whole line
        int refunded = line.refunded() && line.quantityRefunded() == 0 ? line.quantity() : line.quantityRefunded();
        return new Line(
                line.id(),
                line.productId(),
                line.variantId(),
                sku(line.sku()),
                text(line.name()) == null ? "Item " + line.id() : line.name().trim(),
                kind(line),
                quantity,
                BigDecimal.valueOf(line.quantityShipped()),
                BigDecimal.valueOf(refunded),
                line.basePrice(),
                line.priceExTax(),
                line.priceIncTax(),
                totalEx,
                totalInc,
                line.totalTax() == null ? totalInc.subtract(totalEx) : line.totalTax(),
                line.discountedTotalIncTax(),
                line.discounts().stream().map(ReadLine::discount).toList(),
                line.options().stream().map(option -> option(option, line)).toList(),
                taxes,
                line.parentLineId() == 0 ? null : line.parentLineId(),
                line.addressId());
    }

    private static BigDecimal orTimes(BigDecimal total, BigDecimal price, BigDecimal quantity) {
        return total.signum() == 0 ? price.multiply(quantity) : total;
    }

    private static Kind kind(BcLine line) {
        if (line.isPhysical()) return Kind.PHYSICAL;
        return line.type().equals("giftcertificate") ? Kind.GIFT_CERTIFICATE : Kind.DIGITAL;
    }

    private static Discount discount(BcDiscount discount) {
        return new Discount(
                discount.amount(),
                text(discount.name()),
                text(discount.code()),
                discount.target().equals("product"));
    }

    private static Option option(BcOption option, BcLine line) {
        return new Option(text(option.name()), text(option.value()), isModifier(option, line));
    }

    private static boolean isModifier(BcOption option, BcLine line) {
        String type = option.type().trim().toLowerCase(Locale.ROOT);
        if (MODIFIERS.contains(type)) return true;
        // without a SKU only its options tell a variant from its sisters
        return type.equals(PICK_LIST) && text(line.sku()) != null;
    }

    private ReadLine() {}
}
