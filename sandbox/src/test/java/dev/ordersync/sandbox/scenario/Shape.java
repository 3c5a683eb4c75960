package dev.ordersync.sandbox.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a whole system is made up.
 *
 * @param ingest replicas of ingest-service; the doors are behind one address that takes them in turn
 * @param environment of every service, over what the system sets itself
 * @param journalEntries how many exchanges the sandbox remembers
 * @param webhookTime factor on the platforms' waits between webhook retries
 */
record Shape(
        int ingest,
        int mapping,
        int fulfillment,
        Map<String, String> environment,
        int journalEntries,
        double webhookTime) {
    static Shape single() {
        return replicas(1, 1, 1);
    }

    static Shape replicas(int ingest, int mapping, int fulfillment) {
        return new Shape(ingest, mapping, fulfillment, Map.of(), 1_000_000, 0.02);
    }

    Shape with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Shape(ingest, mapping, fulfillment, more, journalEntries, webhookTime);
    }

    Shape webhookTime(double factor) {
        return new Shape(ingest, mapping, fulfillment, environment, journalEntries, factor);
    }
}
