package dev.ordersync.ingest.console.replays;

import dev.ordersync.ingest.replay.ReplayAnswer;
import java.util.List;

/**
 * A replay as the page shows it.
 *
 * @param orders the first of those that differ
 * @param version other when anything is another
 */
public record Shown(ReplayAnswer replay, List<ReplayAnswer.Order> orders, long calls, long seconds, String version) {
    private static final int MOST = 200;

    static Shown of(ReplayAnswer replay, EstimateReplay.Cost cost) {
        List<ReplayAnswer.Order> orders = replay.orders() == null ? List.of() : replay.orders();
        return new Shown(
                replay,
                orders.subList(0, Math.min(MOST, orders.size())),
                cost.calls(),
                cost.seconds(),
                Integer.toHexString(replay.hashCode()));
    }

    /** Differing orders that the page does not show. */
    public long more() {
        return replay.changed() - orders.size();
    }

    /** Differences that have had their turn. */
    public long applied() {
        return replay.written() + replay.notWritten();
    }

    public boolean isUnderWay() {
        return isUnderWay(replay);
    }

    static boolean isUnderWay(ReplayAnswer replay) {
        return replay.state().equals("running") || replay.state().equals("applying");
    }

    public boolean isOver() {
        return replay.state().equals("done") || replay.state().equals("cancelled");
    }

    /** Where it stands, as a sentence. */
    public String sentence() {
        return sentence(replay);
    }

    static String sentence(ReplayAnswer replay) {
        if (replay.trouble() != null) return replay.trouble();
        if (replay.paused()) return "Paused.";
        return switch (replay.state()) {
            case "running" ->
                replay.logRead() < 100
                        ? "Reading the log: " + replay.logRead() + " % so far."
                        : "Planning each order anew. Nothing is written.";
            case "ready" ->
                replay.changed() == 0
                        ? "Every order is in Katana just as it would be written now."
                        : "Nothing is written yet. Look at the differences, then write them or let it be.";
            case "applying" -> "Writing the differences, beside live work and after it.";
            case "done" ->
                replay.notWritten() == 0
                        ? "All differences are written."
                        : replay.notWritten() + " of the differences were not written; the reason stands with each.";
            default -> "Ended by a person. What was written stays.";
        };
    }
}
