package dev.ordersync.bigcommerce;

/** One pickup of an order: the customer collects it there. Source: {@code consignments.pickups[]}. */
public record BcPickup(long id, String method, String locationName, String locationCode) {}
