package dev.ordersync.ingest.console.stores;

import dev.ordersync.ingest.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The steps of connecting a store, in their order. */
public enum Step {
    BIGCOMMERCE("BigCommerce"),
    KATANA("Katana"),
    CHECK("Check"),
    LOCATION("Location"),
    ORDERS("Which orders"),
    ITEMS("Products and customers"),
    FULFILLMENT("Fulfillment"),
    REHEARSE("Rehearse"),
    ACTIVATE("Activate");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** The step after this one; the last is its own. */
    public Step next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    /** Whether it is a choice that can be changed later on its own. */
    public boolean isSetting() {
        return this != CHECK && this != REHEARSE && this != ACTIVATE;
    }

    static Step of(String slug) {
        return Arrays.stream(values())
                .filter(step -> step.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "There is no such step.").exception());
    }

    /** The first one that was not answered yet. */
    static Step after(int reached) {
        return values()[Math.min(reached, values().length - 1)];
    }

    public static List<Step> all() {
        return List.of(values());
    }
}
