package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which batches and serial numbers a row takes (reference chapter 11). One object serves one request: what an earlier row
 * of the request takes is no longer there for the next.
 */
final class Allocation {
    private final Account account;
    private final Map<Stock.Heap, BigDecimal> planned = new HashMap<>();

    Allocation(Account account) {
        this.account = account;
    }

    /** Checks and keeps the allocation on a sales order row; an empty list clears it, absent fields leave it. */
    void reserve(ObjectNode row, ObjectNode order, ObjectNode body) {
        if (body.has("serial_number_transactions") && !body.has("traceability")) {
            row.set("traceability", Lot.traceability(withSerials(row, body.get("serial_number_transactions"))));
            return;
        }
        if (!body.has("traceability") && !body.has("batch_transactions")) {
            return;
        }
        List<Lot> lots = Lot.requested(body);
        int variant = body.path("variant_id").asInt(row.path("variant_id").intValue());
        int location = body.path("location_id").asInt(Drawing.location(row, order));
        BigDecimal most = Json.decimal(body.has("quantity") ? body.get("quantity") : row.get("quantity"));
        if (Lot.sum(lots).compareTo(most) > 0) {
            throw Refusal.rule("sum of batch quantity (current: " + Json.plain(Lot.sum(lots))
                    + ") must not exceed sales order row quantity (expected: " + Json.plain(most) + ")");
        }
        lots.forEach(lot -> checkLot(lot, variant, location));
        row.set("traceability", Lot.traceability(lots));
    }

    private List<Lot> withSerials(ObjectNode row, JsonNode transactions) {
        List<Lot> lots = new ArrayList<>(Lot.kept(row.path("traceability")));
        for (JsonNode item : transactions) {
            int serial = item.path("serial_number_id").intValue();
            boolean had = lots.removeIf(lot -> lot.serial() != null && lot.serial() == serial);
            if (item.path("quantity").asInt(1) == 1) {
                if (had) {
                    throw Refusal.rule("row already has serial number with id (" + serial + ")");
                }
                checkSerial(serial, row.path("variant_id").intValue());
                lots.add(new Lot(null, serial, null, BigDecimal.ONE));
            }
        }
        return lots;
    }

    /**
     * The lots of one fulfillment row, checked.
     *
     * @param part the requested row: quantity and, perhaps, what to take
     * @param picked expired batches are left out of the automatic choice by this date
     */
    List<Lot> forShipment(ObjectNode row, int location, JsonNode part, boolean delivered, Instant picked) {
        int variant = row.path("variant_id").intValue();
        BigDecimal quantity = Json.decimal(part.get("quantity"));
        List<Lot> lots = Lot.requested(part);
        if (lots.isEmpty()) {
            lots = front(Lot.kept(row.path("traceability")), quantity);
        }
        if (account.serialTracked(variant)) {
            return serials(lots, variant, quantity);
        }
        if (!account.batchTracked(variant)) {
            lots.stream()
                    .filter(lot -> lot.batch() != null || lot.serial() != null)
                    .findFirst()
                    .ifPresent(lot -> {
                        throw Refusal.rule("variant " + variant + " is not batch or serial tracked");
                    });
            return List.of();
        }
        return lots.isEmpty()
                ? automatic(variant, location, quantity, delivered, picked)
                : batches(lots, variant, location, quantity);
    }

    private List<Lot> serials(List<Lot> lots, int variant, BigDecimal quantity) {
        if (Lot.sum(lots).compareTo(quantity) != 0 || lots.stream().anyMatch(lot -> lot.serial() == null)) {
            BigDecimal given =
                    Lot.sum(lots.stream().filter(lot -> lot.serial() != null).toList());
            throw Refusal.rule("sum of serial number quantity (current: " + Json.plain(given)
                    + ") must match fulfillment row quantity (expected: " + Json.plain(quantity) + ")");
        }
        lots.forEach(lot -> checkSerial(lot.serial(), variant));
        if (lots.stream().map(Lot::serial).distinct().count() < lots.size()) {
            throw Refusal.rule("given serial numbers have already been assigned");
        }
        return lots;
    }

    private void checkSerial(int id, int variant) {
        ObjectNode serial = account.serials
                .living(id)
                .filter(s -> s.path("variant_id").intValue() == variant)
                .orElseThrow(() -> Refusal.rule("serial numbers not found"));
        if (!serial.path("_inStock").asBoolean()) {
            throw Refusal.rule("given serial numbers have already been assigned");
        }
    }

    private List<Lot> batches(List<Lot> lots, int variant, int location, BigDecimal quantity) {
        if (Lot.sum(lots).compareTo(quantity) != 0) {
            throw Refusal.rule("sum of batch transaction quantity (current: " + Json.plain(Lot.sum(lots))
                    + ") must match fulfillment row quantity (expected: " + Json.plain(quantity) + ")");
        }
        lots.forEach(lot -> checkLot(lot, variant, location));
        return lots;
    }

    /** A batch must be the variant's own and hold enough at this location; unbatched stock may become negative. */
    private void checkLot(Lot lot, int variant, int location) {
        if (lot.serial() != null) {
            checkSerial(lot.serial(), variant);
            return;
        }
        if (lot.quantity().signum() <= 0) {
            throw Refusal.rule("batch transaction quantity must be greater than 0");
        }
        if (lot.batch() == null) {
            return;
        }
        account.batches
                .living(lot.batch())
                .filter(b -> b.path("variant_id").intValue() == variant)
                .orElseThrow(() -> Refusal.rule("batch " + lot.batch() + " not found for variant " + variant));
        BigDecimal left = left(new Stock.Heap(variant, location, lot.batch()));
        if (left.compareTo(lot.quantity()) < 0) {
            throw Refusal.rule("batch " + lot.batch() + " has not enough stock at location " + location + " (in stock: "
                    + Json.plain(left) + ", required: " + Json.plain(lot.quantity()) + ")");
        }
        plan(new Stock.Heap(variant, location, lot.batch()), lot.quantity());
    }

    private List<Lot> automatic(int variant, int location, BigDecimal quantity, boolean delivered, Instant picked) {
        if (!account.options().autoFifo) {
            throw Refusal.rule("batch transactions are required for batch tracked variant " + variant);
        }
        return delivered ? oldestFirst(variant, location, quantity, picked) : List.of();
    }

    private List<Lot> oldestFirst(int variant, int location, BigDecimal quantity, Instant picked) {
        List<Lot> lots = new ArrayList<>();
        BigDecimal rest = quantity;
        for (ObjectNode batch : usable(variant, picked)) {
            Stock.Heap heap = new Stock.Heap(variant, location, batch.path("id").intValue());
            BigDecimal take = left(heap).min(rest);
            if (take.signum() > 0) {
                lots.add(Lot.of(heap.batch(), take));
                plan(heap, take);
                rest = rest.subtract(take);
            }
        }
        if (rest.signum() > 0) {
            if (!account.options().autoFifoUnbatchedRest) {
                throw Refusal.rule("not enough batch stock for variant " + variant + " at location " + location);
            }
            lots.add(Lot.of(null, rest));
        }
        return lots;
    }

    private List<ObjectNode> usable(int variant, Instant picked) {
        return account.batches.of(variant).stream()
                .filter(b -> Json.absent(b.get("expiration_date"))
                        || Listing.at(b, "expiration_date").isAfter(picked))
                .sorted(Comparator.comparing((ObjectNode b) -> Json.instant(Json.text(b.get("batch_created_date")))
                                .orElse(Instant.MAX))
                        .thenComparing(b -> b.path("id").intValue()))
                .toList();
    }

    /**
     * Usable batches before the youngest that was taken, or all when unbatched stock was, that still hold something. What
     * came back to a batch after the stock was last read does not count: whoever chose could not know.
     */
    List<Integer> olderWithStock(int variant, int location, List<Lot> taken, Instant picked) {
        List<Integer> usable = usable(variant, picked).stream()
                .map(b -> b.path("id").intValue())
                .toList();
        boolean unbatched = taken.stream().anyMatch(lot -> lot.batch() == null && lot.serial() == null);
        int youngest = taken.stream()
                .mapToInt(lot -> lot.batch() == null ? -1 : usable.indexOf(lot.batch()))
                .max()
                .orElse(-1);
        return usable.subList(0, unbatched ? usable.size() : Math.max(youngest, 0)).stream()
                .map(b -> new Stock.Heap(variant, location, b))
                .filter(heap -> account.stock.in(heap).signum() > 0 && !account.stock.isUnseenReturn(heap))
                .map(Stock.Heap::batch)
                .toList();
    }

    private static List<Lot> front(List<Lot> lots, BigDecimal quantity) {
        List<Lot> taken = new ArrayList<>();
        BigDecimal rest = quantity;
        for (Lot lot : lots) {
            BigDecimal take = lot.quantity().min(rest);
            if (take.signum() > 0) {
                taken.add(new Lot(lot.batch(), lot.serial(), lot.bin(), take));
                rest = rest.subtract(take);
            }
        }
        return rest.signum() > 0 ? List.of() : taken;
    }

    private BigDecimal left(Stock.Heap heap) {
        return account.stock.in(heap).subtract(planned.getOrDefault(heap, BigDecimal.ZERO));
    }

    private void plan(Stock.Heap heap, BigDecimal quantity) {
        planned.merge(heap, quantity, BigDecimal::add);
    }
}
