package dev.ordersync.bigcommerce;

/**
 * Another tracking number for a shipment. Source: orders v2, {@code PUT /v2/orders/{id}/shipments/{sid}}.
 *
 * @param number cut at 50 characters; empty removes it
 * @param link own tracking URL, at most 500 characters; empty removes it, and null or a longer one leaves what is there
 * @param method free text; null leaves what is there
 */
public record ShipmentTracking(String number, String link, String method) {}
