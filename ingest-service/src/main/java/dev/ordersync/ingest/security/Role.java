package dev.ordersync.ingest.security;

import java.util.List;
import java.util.Set;

/** What a person may do; each role may do what the ones before it may. */
public final class Role {
    /** Sees everything but secrets. */
    public static final String VIEWER = "viewer";
    /** Commands orders, replays and the work of a store. */
    public static final String OPERATOR = "operator";
    /** Connects stores, stores credentials, changes settings. */
    public static final String ADMINISTRATOR = "administrator";

    private static final List<String> ALL = List.of(VIEWER, OPERATOR, ADMINISTRATOR);

    static boolean isOne(String word) {
        return ALL.contains(word);
    }

    /** The role itself and all below it. */
    static Set<String> upTo(String role) {
        return Set.copyOf(ALL.subList(0, ALL.indexOf(role) + 1));
    }

    private Role() {}
}
