/**
 * Katana, imitated from its documentation: {@link dev.ordersync.sandbox.katana.KatanaSandbox} is the way in.
 *
 * <p>{@code wire} knows how requests and answers look, {@code world} holds the state and its rules; neither knows HTTP nor
 * the other simulator, and nothing here shares code with the services, or a mistake would agree with itself.
 */
package dev.ordersync.sandbox.katana;
