/** Understands what the two systems say, as far as fulfillment needs it. */
package dev.ordersync.fulfillment.read;
