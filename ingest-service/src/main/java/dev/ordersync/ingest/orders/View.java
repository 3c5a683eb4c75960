package dev.ordersync.ingest.orders;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which orders a person looks at. */
public enum View {
    ALL("All"),
    SYNCED("Synced", "synced"),
    WAITING("Waiting", "waiting"),
    HELD("Held", "held"),
    CONFLICT("Conflict", "conflict"),
    EXCLUDED("Excluded", "excluded", "deleted");

    private final String title;
    private final List<String> states;

    View(String title, String... states) {
        this.title = title;
        this.states = List.of(states);
    }

    public String title() {
        return title;
    }

    /** As it stands in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for all. */
    public List<String> states() {
        return states;
    }

    public static Optional<View> of(String word) {
        if (word == null || word.isBlank()) return Optional.of(ALL);
        for (View view : values()) if (view.word().equals(word)) return Optional.of(view);
        return Optional.empty();
    }
}
