package dev.ordersync.sandbox.katana.world;

import dev.ordersync.sandbox.katana.wire.Refusal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** The codes that an order or a customer may carry. */
final class Currencies {

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    static void demand(String code) {
        if (!CODES.contains(code)) {
            throw Refusal.rule("Currency " + code + " is not supported");
        }
    }
}
