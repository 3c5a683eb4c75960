package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;

/** A record as we understand it and as it came. */
public record Read<T>(T value, JsonNode raw) {}
