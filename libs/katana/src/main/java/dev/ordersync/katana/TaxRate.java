package dev.ordersync.katana;

import java.math.BigDecimal;

/** A tax rate. @param rate percent, three decimals at most: 19 is 19 % */
public record TaxRate(long id, String name, BigDecimal rate, String displayName, Boolean isDefaultSales)
        implements Identified {}
