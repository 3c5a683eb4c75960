/**
 * What must hold between the two outside systems, checked from their states and from the journal alone.
 *
 * <p>{@link dev.ordersync.sandbox.invariants.Invariants} is the way in; each check is a class that answers violations
 * in words. {@link dev.ordersync.sandbox.invariants.Expected} works out what a sales order should be from what was
 * ordered, without a look at any code of the services.
 */
package dev.ordersync.sandbox.invariants;
