package dev.ordersync.ingest.replay;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.replay.RawLog.Place;
import dev.ordersync.ingest.replay.ReplayOrders.Found;
import dev.ordersync.ingest.replay.ReplayParts.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the orders of a replay: those with a record in its window, and of each the newest record in all of the log. Reads
 * a few hundred records at a time and notes how far it is with what it found, so a kill costs one such step.
 *
 * <p>When the broker does not answer: {@link RawLog.Silent}; when the database fails, its exception: the step is done again.
 */
final class ReadWindow {
    private final Database database;

    ReadWindow(Database database) {
        this.database = database;
    }

    /** One step; false when all is read. */
    boolean step(Replay replay, RawLog log) {
        if (!replay.begun()) {
            List<Part> parts = log.since(replay.from());
            database.run(tx -> ReplayParts.begin(tx, replay.id(), parts));
            return true;
        }
        Optional<Part> part = database.call(tx -> ReplayParts.of(tx, replay.id())).stream()
                .filter(one -> !one.isRead())
                .findFirst();
        if (part.isEmpty()) {
            database.run(tx -> Replays.readAll(tx, replay.id()));
            return false;
        }
        keep(replay, part.get().part(), log.read(part.get()));
        return true;
    }

    private void keep(Replay replay, int part, RawLog.Read read) {
        Map<String, Found> chosen = new LinkedHashMap<>();
        Map<String, Found> others = new LinkedHashMap<>();
        for (Place place : read.records()) {
            OrderObserved order = place.order();
            String key = order.ref().key();
            Found found = new Found(order.store(), order.orderId(), order.number(), place.part(), place.offset());
            if (replay.chooses(order.store(), order.orderId(), order.observedAt())) {
                chosen.put(key, newest(found, chosen.get(key)));
            } else if (chosen.containsKey(key)) {
                chosen.put(key, newest(found, chosen.get(key)));
            } else {
                others.put(key, newest(found, others.get(key)));
            }
        }
        database.run(tx -> {
            ReplayOrders.choose(tx, replay.id(), chosen.values());
            ReplayOrders.newer(tx, replay.id(), others.values());
            if (read.unreadable() > 0) Replays.unreadable(tx, replay.id(), read.unreadable());
            ReplayParts.advance(tx, replay.id(), part, read.next());
        });
    }

    private static Found newest(Found one, Found other) {
        return other == null || one.number() >= other.number() ? one : other;
    }
}
