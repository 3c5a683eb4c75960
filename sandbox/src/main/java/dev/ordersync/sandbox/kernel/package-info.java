/**
 * What both simulators stand on: one HTTP server, one event loop, the request journal, the fault plan, the webhook
 * sender and the clock.
 *
 * <p>A simulator is a {@link dev.ordersync.sandbox.kernel.Simulator}: plain single-threaded state that turns a
 * {@link dev.ordersync.sandbox.kernel.Request} into a {@link dev.ordersync.sandbox.kernel.Reply}. Everything it does
 * happens on the {@link dev.ordersync.sandbox.kernel.Loop}, so it needs no locks; whoever comes from another thread
 * (a test, the launcher) goes through {@link dev.ordersync.sandbox.kernel.Loop#call}. Journal, faults, slow answers
 * and connection resets are added around it by {@link dev.ordersync.sandbox.kernel.Kernel} and are none of its
 * business, except that lists should leave out what {@link dev.ordersync.sandbox.kernel.Request#hides} hides.
 */
package dev.ordersync.sandbox.kernel;
