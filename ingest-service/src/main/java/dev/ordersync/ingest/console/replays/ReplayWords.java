package dev.ordersync.ingest.console.replays;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.replay.ReplayAnswer;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;

/** How templates say what a replay found. */
@TemplateExtension
final class ReplayWords {

    /** One field of a sales order, before and after. */
    public record Change(String field, String before, String after) {}

    static List<Change> fields(ReplayAnswer.Order order) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : order.changes())
            changes.add(new Change(
                    change.path("field").asText("").replace('_', ' '),
                    words(change.path("before").asText("")),
                    words(change.path("after").asText(""))));
        return changes;
    }

    static String sentence(ReplayAnswer replay) {
        return Shown.sentence(replay);
    }

    /** Which orders it looks at. */
    static String choice(ReplayAnswer replay) {
        if (replay.orderIds() == null) return "Orders read in a span of time";
        int orders = replay.orderIds().size();
        return orders == 1 ? "Order " + replay.orderIds().get(0) : orders + " orders by their numbers";
    }

    static String resultWords(String result) {
        return switch (result) {
            case "differs" -> "not written yet";
            case "applying" -> "being written";
            case "not-written" -> "not written";
            default -> result;
        };
    }

    private static String words(String value) {
        if (value.isEmpty()) return "nothing";
        return value.equals("(personal)") ? "not shown: personal" : value;
    }

    private ReplayWords() {}
}
