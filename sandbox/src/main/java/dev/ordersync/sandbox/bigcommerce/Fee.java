package dev.ordersync.sandbox.bigcommerce;

/** An order fee, for example a small-order surcharge. */
public record Fee(int id, String name, Charge charge) {}
