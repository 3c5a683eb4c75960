/** Two stores with the awkward orders that real shops have, for the launcher, the page and tests. */
package dev.ordersync.sandbox.samples;
