package dev.ordersync.bigcommerce;

import java.math.BigDecimal;

/** A currency of the store. Source: {@code GET /v2/currencies}. */
public record BcCurrency(long id, String code, BigDecimal exchangeRate, int decimalPlaces, boolean transactional) {}
