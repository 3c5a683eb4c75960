package dev.ordersync.katana;

/** A record with an id of its own; one without (0) was not read from a whole answer. */
interface Identified {
    long id();
}
