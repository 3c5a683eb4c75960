/** The small page at {@code /}: both systems beside each other, and what people would do in them. */
package dev.ordersync.sandbox.page;
