/** Takes what the topics tell, keeps it and wants the work. Calls no outside system. */
package dev.ordersync.fulfillment.intake;
