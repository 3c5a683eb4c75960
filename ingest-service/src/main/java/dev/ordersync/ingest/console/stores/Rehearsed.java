package dev.ordersync.ingest.console.stores;

import dev.ordersync.ingest.rehearse.RehearsalAnswer;
import java.util.List;
import java.util.Map;

/**
 * A store's last rehearsal as the page shows it.
 *
 * @param storeHash whose
 * @param last null when there was none
 * @param shown the outcome whose orders are listed; empty when there is none yet
 * @param chosen a person wants to see just that; else it is the one to look at first
 */
public record Rehearsed(String storeHash, RehearsalAnswer last, String shown, boolean chosen) {

    /** How many orders came to an end. @param outcome as the API names it */
    public record Group(String outcome, String words, long orders) {}

    private static final Map<String, String> WORDS = Map.of(
            "held", "Need a person",
            "differs", "Differ, by a rule",
            "needs-product", "Need a product",
            "excluded", "Left out, by a rule",
            "exact", "To the cent");

    static boolean isOutcome(String word) {
        return word != null && WORDS.containsKey(word);
    }

    /** The outcome to show first: what a person should look at before what goes well. */
    static String worst(RehearsalAnswer last) {
        return groups(last).stream()
                .filter(group -> group.orders() > 0)
                .map(Group::outcome)
                .findFirst()
                .orElse("");
    }

    /** From what a person should look at to what goes well. */
    public List<Group> groups() {
        return groups(last);
    }

    private static List<Group> groups(RehearsalAnswer last) {
        RehearsalAnswer.Counts counts = last.counts();
        return List.of(
                group("held", counts.held()),
                group("differs", counts.differs()),
                group("needs-product", counts.needsProduct()),
                group("excluded", counts.excluded()),
                group("exact", counts.exact()));
    }

    private static Group group(String outcome, long orders) {
        return new Group(outcome, WORDS.get(outcome), orders);
    }

    public boolean isRunning() {
        return last != null && last.state().equals("running");
    }

    public String shownWords() {
        return WORDS.getOrDefault(shown, "");
    }

    /** Orders of the shown outcome that are not on the page. */
    public long more() {
        return last.total() - last.results().size();
    }

    /** Where it stands, as a sentence. */
    public String sentence() {
        if (last.trouble() != null) return last.trouble();
        return switch (last.state()) {
            case "running" -> "Orders are read and mapped. Nothing is written.";
            case "done" ->
                last.seen() == 0
                        ? "There is no such order in BigCommerce now."
                        : "Nothing was written. This is what would become of the orders.";
            case "failed" -> "It could not be finished.";
            default -> "Ended by a person. Nothing was written.";
        };
    }

    /** Where the same is asked for again. */
    public String again() {
        return path() + "/now" + (chosen ? "?show=" + shown : "");
    }

    public String path() {
        return "/stores/" + storeHash + "/setup/rehearse";
    }
}
