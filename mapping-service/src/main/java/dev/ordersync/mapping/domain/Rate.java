package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tax rate as BigCommerce charges it. 8.25 % state and 1 % city of one priority are 9.25 %; 9.975 % on top of 5 % is
 * 15.47375 %.
 *
 * @param percent exact
 */
record Rate(BigDecimal percent) {
    static final Rate NONE = new Rate(BigDecimal.ZERO);

    /** Prices and amounts in Katana. */
    static final int DECIMALS = 10;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Rate of(List<TaxLayer> layers) {
        Map<Integer, BigDecimal> priorities = new TreeMap<>();
        layers.forEach(layer -> priorities.merge(layer.priority(), layer.percent(), BigDecimal::add));
        BigDecimal factor = BigDecimal.ONE;
        for (BigDecimal percent : priorities.values()) {
            factor = factor.multiply(BigDecimal.ONE.add(percent.movePointLeft(2)));
        }
        return new Rate(factor.subtract(BigDecimal.ONE).multiply(HUNDRED));
    }

    /** 1.2 for 20 %. */
    BigDecimal factor() {
        return BigDecimal.ONE.add(percent.movePointLeft(2));
    }

    /** The net of a gross amount, precise beyond what is sent. */
    BigDecimal net(BigDecimal gross) {
        return gross.divide(factor(), new MathContext(34, RoundingMode.HALF_UP));
    }

    /** Katana's tax rates have three decimals: 15.474 for 15.47375. Null when that is 0. */
    BigDecimal katanaPercent() {
        BigDecimal rounded = percent.setScale(3, RoundingMode.HALF_UP);
        return rounded.signum() == 0
                ? null
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }

    /** Whether Katana's percentage is not this rate. */
    boolean isFiner() {
        BigDecimal katana = katanaPercent();
        return percent.compareTo(katana == null ? BigDecimal.ZERO : katana) != 0;
    }

    /** To what Katana keeps of an amount. */
    static BigDecimal sent(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }

    /** A net amount with the tax that Katana adds to it. */
    static BigDecimal katanaGross(BigDecimal net, BigDecimal katanaPercent) {
        return katanaPercent == null ? net : net.multiply(BigDecimal.ONE.add(katanaPercent.movePointLeft(2)));
    }
}
