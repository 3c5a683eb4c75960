/**
 * BigCommerce, imitated: stores with their settings, catalogue, orders, hooks and quota, over the same wire types.
 *
 * <p>{@link dev.ordersync.sandbox.bigcommerce.Pricing} is the arithmetic, {@link
 * dev.ordersync.sandbox.bigcommerce.Checkout} describes an order to place, {@link
 * dev.ordersync.sandbox.bigcommerce.Shop} is what a test holds in its hand (any thread); everything else is state of
 * the loop.
 */
package dev.ordersync.sandbox.bigcommerce;
