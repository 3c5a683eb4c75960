package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.ingest.db.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Shows what was read of an order; what may be about a person only when that is asked for, and the asking is noted. */
public final class ShowPayload {
    private final Database database;
    private final FindPayload find;

    public ShowPayload(Database database, FindPayload find) {
        this.database = database;
        this.find = find;
    }

    /** With everything about persons hidden. */
    public Optional<JsonNode> masked(OrderRef ref, String kind, Instant at) {
        return read(ref, kind, at).map(MaskPersonal::mask);
    }

    /** As it is. @param by who asked, which the timeline tells from now on, whether it was found or not */
    public Optional<JsonNode> whole(OrderRef ref, String kind, Instant at, String by) {
        database.run(tx -> Timeline.add(
                tx,
                ref.store(),
                ref.orderId(),
                Database.now(tx),
                "ingest",
                "revealed",
                by + " looked at the customer's data in what was read at " + at.truncatedTo(ChronoUnit.SECONDS) + "."));
        return read(ref, kind, at);
    }

    private Optional<JsonNode> read(OrderRef ref, String kind, Instant at) {
        String topic = ReadSheet.topicOf(kind);
        return topic == null ? Optional.empty() : find.find(topic, ref, at);
    }
}
