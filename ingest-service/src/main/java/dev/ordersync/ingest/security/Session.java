package dev.ordersync.ingest.security;

import java.time.Instant;

/**
 * Somebody who signed in with a browser, as their cookie remembers it.
 *
 * @param mark of the password it was opened with
 * @param token what every change they ask for must carry, so that no other site can ask in their name
 */
public record Session(String user, String mark, String token, Instant began, Instant seen) {
    /** Under which the identity carries it. */
    public static final String ATTRIBUTE = "session";
}
