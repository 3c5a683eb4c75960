package dev.ordersync.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * The smallest amount of a currency: 0.01 EUR, 1 JPY, 0.001 KWD. An unknown code counts as two decimals.
 *
 * @param decimals 0 to 4
 */
public record MinorUnit(int decimals) {
    public MinorUnit {
        if (decimals < 0 || decimals > 4) throw new IllegalArgumentException("decimals: " + decimals);
    }

    /** Of an ISO 4217 code. */
    public static MinorUnit of(String currency) {
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return new MinorUnit(digits < 0 ? 2 : digits);
        } catch (IllegalArgumentException | NullPointerException unknown) {
            return new MinorUnit(2);
        }
    }

    /** 0.01 for two decimals. */
    public BigDecimal amount() {
        return BigDecimal.ONE.movePointLeft(decimals);
    }

    /** 0.005 for two decimals: the most that rounding one amount may add or take. */
    public BigDecimal half() {
        return new BigDecimal("0.5").movePointLeft(decimals);
    }

    /** The same for the sum of several amounts that were each rounded: 0.015 for three of two decimals. */
    public BigDecimal half(int amounts) {
        return half().multiply(BigDecimal.valueOf(amounts));
    }

    /** To the minor unit, half up: the way a shop rounds. */
    public BigDecimal round(BigDecimal amount) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }
}
