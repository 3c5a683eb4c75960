package dev.ordersync.ingest.orders;

import java.util.List;

/**
 * One state out of the services' parts. mapping owns the order's state; fulfillment may say that its part is not well.
 * {@code deleted} and {@code excluded} of mapping win, since then there is nothing left to fulfill; else the worse part
 * wins: held, conflict, waiting, synced. An order that mapping has not spoken of yet is waiting.
 *
 * <p>Example: mapping {@code synced}, fulfillment {@code held} (batch stock short) gives {@code held} with
 * fulfillment's sentence.
 */
public final class CombineState {
    static final String NOT_YET = "Read from BigCommerce; its turn has not come yet.";

    private static final List<String> WORST_FIRST = List.of("held", "conflict", "waiting", "synced");

    /** What one service says of an order; {@code state} null when it has not spoken. */
    public record Part(String state, String why, String cause) {
        static final Part SILENT = new Part(null, null, null);

        boolean hasSpoken() {
            return state != null;
        }
    }

    public static Part of(Part mapping, Part fulfillment) {
        if (!mapping.hasSpoken()) {
            boolean worse = fulfillment.hasSpoken() && rank(fulfillment.state()) < rank("waiting");
            return worse ? fulfillment : new Part("waiting", NOT_YET, null);
        }
        if (isOver(mapping.state()) || !fulfillment.hasSpoken()) return mapping;
        return rank(fulfillment.state()) < rank(mapping.state()) ? fulfillment : mapping;
    }

    private static boolean isOver(String state) {
        return state.equals("deleted") || state.equals("excluded");
    }

    /** An unknown word, from a newer service, counts like synced: it can make nothing worse. */
    private static int rank(String state) {
        int rank = WORST_FIRST.indexOf(state);
        return rank < 0 ? WORST_FIRST.size() : rank;
    }

    private CombineState() {}
}
