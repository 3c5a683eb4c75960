package dev.ordersync.ingest.console.orders;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How templates say what the two systems say: {@code status.plain}, {@code amount.money}. */
@TemplateExtension
final class OrderWords {

    /** {@code NOT_SHIPPED} as a person reads it. */
    static String plain(String status) {
        return status.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** An amount with its idle zeroes taken off: {@code 20.0000} is {@code 20.00}. */
    static String money(String amount) {
        if (!amount.matches("-?[0-9]+(\\.[0-9]+)?")) return amount;
        BigDecimal plain = new BigDecimal(amount).stripTrailingZeros();
        return (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain).toPlainString();
    }

    private OrderWords() {}
}
