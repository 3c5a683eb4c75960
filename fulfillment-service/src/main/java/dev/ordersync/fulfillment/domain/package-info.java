/** The rules, as plain functions: the three-way comparison, first in first out, what is left, which parcels are the same. */
package dev.ordersync.fulfillment.domain;
