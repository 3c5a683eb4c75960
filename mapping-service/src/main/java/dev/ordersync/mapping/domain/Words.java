package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import java.math.BigDecimal;

/** Numbers as a shop owner reads them. */
final class Words {

    /** 12.50 */
    static String money(BigDecimal amount, MinorUnit unit) {
        return unit.round(amount).toPlainString();
    }

    /** 3, 8.25, 83.3333333333: no needless zeros. */
    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** At most 60 characters of a product's name. */
    static String name(String name) {
        return name.length() <= 60 ? name : atMost(59, name) + "…";
    }

    /** The beginning of a text, which ends with a whole character. */
    static String atMost(int length, String text) {
        if (text.length() <= length) return text;
        boolean cutsPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, cutsPair ? length - 1 : length);
    }

    private Words() {}
}
