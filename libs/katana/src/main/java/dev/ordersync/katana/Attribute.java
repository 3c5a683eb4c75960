package dev.ordersync.katana;

/** A free key and value on a sales order row; ours keep the BigCommerce line id and the chosen options. */
public record Attribute(String key, String value) {}
