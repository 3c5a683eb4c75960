/** Looks at the two systems and writes to them, with one hand on each order. */
package dev.ordersync.fulfillment.push;
