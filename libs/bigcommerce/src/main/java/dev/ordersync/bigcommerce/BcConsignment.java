package dev.ordersync.bigcommerce;

/**
 * One shipping destination of an order. Source: {@code consignments.shipping[]}.
 *
 * @param id equals {@link BcLine#addressId()} of its lines and {@code order_address_id} of its shipments
 * @param method display text of the shipping method, such as {@code Free Shipping}
 */
public record BcConsignment(long id, BcAddress address, String method, Charge cost, Charge handling) {}
