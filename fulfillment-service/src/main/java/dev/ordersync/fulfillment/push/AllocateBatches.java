package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.FifoAllocation;
import dev.ordersync.fulfillment.domain.FifoAllocation.Allocated;
import dev.ordersync.fulfillment.domain.FifoAllocation.Batch;
import dev.ordersync.fulfillment.domain.FifoAllocation.Need;
import dev.ordersync.fulfillment.domain.FifoAllocation.Share;
import dev.ordersync.fulfillment.domain.FifoAllocation.Short;
import dev.ordersync.fulfillment.domain.FifoAllocation.Shortage;
import dev.ordersync.fulfillment.kept.Intents;
import dev.ordersync.fulfillment.push.DeliveryPlan.Item;
import dev.ordersync.katana.BatchStock;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Hands.Hand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes batches for the rows of one delivery, first in, first out: one read per variant and location. From the read until
 * the delivery is answered nobody else of ours takes from these shelves.
 */
@ApplicationScoped
class AllocateBatches {
    private final Outside outside;
    private final Hands hands;
    private final Intents intents;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration lease;

    AllocateBatches(
            Outside outside,
            Hands hands,
            Intents intents,
            Transactions transactions,
            Clock clock,
            FulfillmentConfig config) {
        this.outside = outside;
        this.hands = hands;
        this.intents = intents;
        this.transactions = transactions;
        this.clock = clock;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
    }

    /** How the allocation ended. Closing it lets others at the shelves. */
    sealed interface Result extends AutoCloseable {
        @Override
        default void close() {}
    }

    /**
     * Every row has its batches.
     *
     * @param shares by row id
     * @param numbers batch numbers by batch id
     */
    record Taken(Map<Long, List<Share>> shares, Map<Long, String> numbers, List<String> shelves, List<Hand> held)
            implements Result {
        /** False when another has come to one of the shelves meanwhile. */
        boolean renew(Duration lease) {
            return held.stream().allMatch(hand -> hand.renew(lease));
        }

        @Override
        public void close() {
            held.forEach(Hand::close);
        }
    }

    record Lacking(List<Shortage> shortages) implements Result {}

    /** Another order is being delivered from the same shelf. */
    record Busy() implements Result {}

    record Failed(Failure failure) implements Result {}

    Result allocate(OrderCase at, List<Item> items) {
        Map<String, Item> shelves = new TreeMap<>();
        items.forEach(item -> shelves.putIfAbsent(item.variantId() + "@" + item.locationId(), item));
        List<String> names = List.copyOf(shelves.keySet());
        List<Hand> held = new ArrayList<>();
        Result result = new Busy();
        try {
            if (takeAll(at, names, held)) result = allocate(at, items, shelves, names, held);
            return result;
        } finally {
            if (!(result instanceof Taken)) held.forEach(Hand::close);
        }
    }

    private Result allocate(
            OrderCase at, List<Item> items, Map<String, Item> shelves, List<String> names, List<Hand> held) {
        List<Batch> batches = new ArrayList<>();
        Map<Long, String> numbers = new HashMap<>();
        for (Item shelf : shelves.values()) {
            Answer<List<BatchStock>> stocks =
                    outside.katana(at.store()).fulfillments().batchStocks(shelf.variantId(), shelf.locationId());
            if (!stocks.isOk()) return new Failed(stocks.failure());
            for (BatchStock stock : stocks.value()) {
                if (stock.batchId() == null) continue; // stock in no batch
                batches.add(batch(stock));
                if (stock.batchNumber() != null) numbers.put(stock.batchId(), stock.batchNumber());
            }
        }
        var result = FifoAllocation.allocate(
                items.stream().map(AllocateBatches::need).toList(),
                batches,
                clock.instant(),
                at.store().settings().allowUnbatched());
        if (result instanceof Short lacking) return new Lacking(lacking.shortages());
        return new Taken(((Allocated) result).shares(), numbers, names, List.copyOf(held));
    }

    private boolean takeAll(OrderCase at, List<String> shelves, List<Hand> held) {
        String account = at.store().katanaAccount();
        for (String shelf : shelves) {
            Optional<Hand> hand = hands.take("stock:" + account + ":" + shelf, lease);
            if (hand.isEmpty()) return false;
            held.add(hand.get());
        }
        return !transactions.call(tx -> intents.isOpenAt(tx, at.ref(), account, shelves));
    }

    private static Need need(Item item) {
        return new Need(item.rowId(), item.variantId(), item.locationId(), item.sku(), item.quantity());
    }

    private static Batch batch(BatchStock stock) {
        return new Batch(
                stock.batchId(),
                stock.variantId(),
                stock.locationId(),
                stock.batchCreatedDate(),
                stock.expirationDate(),
                stock.quantityInStock());
    }
}
