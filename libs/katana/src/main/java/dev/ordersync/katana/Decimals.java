package dev.ordersync.katana;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as Katana takes them: 10 decimals at most, no exponent, no trailing zeros. */
public final class Decimals {
    /** Katana keeps prices and amounts with 10 decimals. */
    public static final int SCALE = 10;

    /** The value Katana will hold for this one: rounded HALF_UP to 10 decimals. Compare with it, not with the original. */
    public static BigDecimal wire(BigDecimal value) {
        BigDecimal rounded = value.scale() > SCALE ? value.setScale(SCALE, RoundingMode.HALF_UP) : value;
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** {@code 1000}, {@code 0.5}, {@code 99.173553719}. */
    public static String text(BigDecimal value) {
        return wire(value).toPlainString();
    }

    private Decimals() {}
}
