package dev.ordersync.ingest.security;

/** Somebody who may sign in. */
record Person(String name, String role, Password password) {}
