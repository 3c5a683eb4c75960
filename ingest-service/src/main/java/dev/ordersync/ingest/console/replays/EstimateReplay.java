package dev.ordersync.ingest.console.replays;

import dev.ordersync.ingest.console.orders.ShownStores;
import dev.ordersync.ingest.replay.ReplayAnswer;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** How many calls to Katana it takes to write the differences, and how long they take at the accounts' rate limits. */
@ApplicationScoped
class EstimateReplay {
    /** Reading the sales order and writing one or two of its parts. */
    private static final long CALLS_PER_ORDER = 3;

    private final ShownStores shown;
    private final Lanes lanes;

    EstimateReplay(ShownStores shown, Lanes lanes) {
        this.shown = shown;
        this.lanes = lanes;
    }

    /** @param seconds of the account that takes longest: accounts go side by side */
    record Cost(long calls, long seconds) {}

    Cost of(ReplayAnswer replay) {
        Map<String, Long> calls = new HashMap<>();
        Map<String, String> laneOf = new HashMap<>();
        for (Store store : shown.all()) if (store.katanaAccount() != null) laneOf.put(store.hash(), store.katanaLane());
        if (replay.orders() != null)
            for (ReplayAnswer.Order order : replay.orders())
                if (order.result().equals("differs"))
                    calls.merge(laneOf.getOrDefault(order.storeHash(), ""), CALLS_PER_ORDER, Long::sum);
        long seconds = 0;
        for (Map.Entry<String, Long> lane : calls.entrySet())
            seconds = Math.max(seconds, (long) Math.ceil(lane.getValue() / perSecond(lane.getKey())));
        return new Cost(calls.values().stream().mapToLong(Long::longValue).sum(), seconds);
    }

    private double perSecond(String lane) {
        return lanes.state(lane)
                .filter(state -> state.limit() > 0 && state.windowSeconds() > 0)
                .map(state -> (double) state.limit() / state.windowSeconds())
                .orElse(1.0);
    }
}
