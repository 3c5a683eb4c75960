package dev.ordersync.bigcommerce;

/** A further fee of the order. Source: {@code include=fees}. */
public record BcFee(long id, String type, String name, Charge cost) {}
