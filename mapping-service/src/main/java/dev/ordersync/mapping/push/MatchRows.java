package dev.ordersync.mapping.push;

import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderRow;
import dev.ordersync.katana.Variant;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.RowPairs;
import dev.ordersync.mapping.domain.RowPairs.Held;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.push.SpokenItems.Spoken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which rows of a sales order that we did not make are which lines of the order. */
@ApplicationScoped
class MatchRows {
    private final SpokenItems spoken;

    MatchRows(SpokenItems spoken) {
        this.spoken = spoken;
    }

    /** Row keys by row id; nothing when some row is none of the order's. */
    Step<Optional<Map<Long, String>>> match(Turn turn, Goal goal, SalesOrder found) {
        SalesOrderPlan plan = goal.plan();
        Map<Long, String> carried = RowMatch.keys(found.rows(), plan);
        List<Long> unknown = found.rows().stream()
                .filter(row -> !carried.containsKey(row.id()))
                .map(SalesOrderRow::variantId)
                .distinct()
                .toList();
        if (unknown.isEmpty()) return Step.go(carried.isEmpty() ? Optional.empty() : Optional.of(carried));
        return Step.of(turn.katana().catalogue().variantsById(unknown), "the variants")
                .map(variants -> {
                    Map<Long, String> skus = new HashMap<>();
                    for (Variant variant : variants) skus.put(variant.id(), variant.sku());
                    List<Held> held = found.rows().stream()
                            .map(row -> new Held(
                                    row.id(), carried.get(row.id()), skus.get(row.variantId()), row.quantity()))
                            .toList();
                    return RowPairs.of(held, wanted(turn, plan));
                });
    }

    private List<RowPairs.Wanted> wanted(Turn turn, SalesOrderPlan plan) {
        List<Item> items = plan.rows().stream().map(SalesOrderPlan.Row::item).toList();
        Map<String, Item> sought = spoken.of(turn.ref().store(), items).stream()
                .collect(Collectors.toMap(word -> word.item().identity(), Spoken::sought, (a, b) -> a));
        return plan.rows().stream()
                .map(row -> new RowPairs.Wanted(
                        row.key(), ItemNames.sku(sought.get(row.item().identity())), row.quantity()))
                .toList();
    }
}
