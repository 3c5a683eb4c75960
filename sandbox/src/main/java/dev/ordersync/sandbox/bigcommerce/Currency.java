package dev.ordersync.sandbox.bigcommerce;

/** @param decimals of the minor unit: 0 for JPY, 2 for EUR, 3 for KWD */
public record Currency(int id, String code, int decimals) {
    public static Currency of(String code) {
        return new Currency(1, code, java.util.Currency.getInstance(code).getDefaultFractionDigits());
    }
}
