/** Keeps the status of an order and of its sales order in step, both ways: intake, kept, read, domain, push. */
package dev.ordersync.fulfillment;
