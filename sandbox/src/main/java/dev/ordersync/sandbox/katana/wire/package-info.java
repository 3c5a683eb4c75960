/** The look of Katana's requests and answers: accepted bodies, refusals, pages, filters, the quota. */
package dev.ordersync.sandbox.katana.wire;
