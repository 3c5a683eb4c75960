package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Makes a row of a line or of a charge. */
final class PlanRows {
    private final ShopOrder order;
    private final PlanRules rules;
    private final MinorUnit unit;

    PlanRows(ShopOrder order, PlanRules rules, MinorUnit unit) {
        this.order = order;
        this.rules = rules;
        this.unit = unit;
    }

    Row of(Line line, Priced priced) {
        String key = Long.toString(line.id());
        BigDecimal quantity = LineFate.quantity(line);
        return new Row(
                key,
                line.id(),
                item(line),
                quantity,
                priced.price(),
                priced.discountOf(quantity),
                priced.rate().katanaPercent(),
                PlanText.attributes(key, line.options()));
    }

    Row of(Charge charge, Priced priced) {
        String key = "charge:" + charge.key();
        return new Row(
                key,
                0,
                service(charge),
                BigDecimal.ONE,
                priced.price(),
                priced.discount(),
                priced.rate().katanaPercent(),
                PlanText.attributes(key, List.of()));
    }

    /** One service per kind of charge in an account; a fee of the shop's own keeps its name. */
    private static Item service(Charge charge) {
        String kind = charge.kind().name().toLowerCase(Locale.ROOT);
        String name = switch (charge.kind()) {
            case SHIPPING -> "Shipping";
            case HANDLING -> "Handling";
            case WRAPPING -> "Gift wrapping";
            case FEE -> Words.name(charge.name());
        };
        boolean named = charge.kind() == ChargeKind.FEE;
        String code = "charge:" + kind + (named ? ":" + name : "");
        return new Item.Service(code, named ? null : "BC-" + kind.toUpperCase(Locale.ROOT), name, BigDecimal.ZERO);
    }

    private Item item(Line line) {
        BigDecimal salesPrice = salesPrice(line);
        // one service for all of them, whoever they are for and whatever they are worth
        if (line.kind() == Kind.GIFT_CERTIFICATE)
            return new Item.Service("gift-certificate", null, "Gift certificate", BigDecimal.ZERO);
        if (line.kind() != Kind.PHYSICAL)
            return new Item.Service(serviceCode(line), sku(line), line.name(), salesPrice);
        if (line.isCustom()) return new Item.Custom(order.orderId(), line.id(), line.name(), salesPrice);
        List<Option> options =
                line.options().stream().filter(option -> !option.modifier()).toList();
        return new Item.Catalogue(line.sku(), line.productId(), line.variantId(), line.name(), options, salesPrice);
    }

    /** A custom item is never matched, so that its service has no SKU either. */
    private static String sku(Line line) {
        return line.isCustom() ? null : line.sku();
    }

    private String serviceCode(Line line) {
        if (line.isCustom()) return "custom:" + order.orderId() + ":" + line.id();
        if (line.sku() != null) return "sku:" + line.sku();
        return "product:" + line.productId() + ":" + line.variantId();
    }

    /**
     * The price as entered, in the store's own currency, less the store's default tax (P10): 100 at 20 % is 83.33. Null where
     * the order is in another currency and does not tell its rate.
     */
    private BigDecimal salesPrice(Line line) {
        String own = order.storeCurrency();
        if (own == null || own.equals(order.currency()))
            return ShopProduct.salesPrice(line.price(), rules.defaultTaxPercent(), unit);
        BigDecimal rate = order.storeRate();
        if (rate == null || rate.signum() <= 0) return null;
        BigDecimal price = line.price().divide(rate, MathContext.DECIMAL64);
        return ShopProduct.salesPrice(price, rules.defaultTaxPercent(), MinorUnit.of(own));
    }
}
