package dev.ordersync.bigcommerce;

/** A choice the shopper made on a line, in the store's own language. Source: {@code product_options[]}. */
public record BcOption(String name, String value, String type) {}
