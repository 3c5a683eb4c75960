/** What is remembered of each order, in tables, and what is left for the timeline. */
package dev.ordersync.fulfillment.kept;
