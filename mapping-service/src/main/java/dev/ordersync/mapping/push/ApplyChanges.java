package dev.ordersync.mapping.push;

import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderRow;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Change.RowField;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a list of changes: one PATCH for the whole header, then each row, address and the fee. What was created is
 * remembered at once; the rest may be written twice without harm. What names an id that turns out to be dead is written
 * once more with a living one.
 */
@ApplicationScoped
class ApplyChanges {
    private final ResolveAll resolve;
    private final ResolveCustomer customers;
    private final WriteHeader header;
    private final WriteRow rows;
    private final WriteAddress addresses;
    private final WriteFee fee;

    ApplyChanges(
            ResolveAll resolve,
            ResolveCustomer customers,
            WriteHeader header,
            WriteRow rows,
            WriteAddress addresses,
            WriteFee fee) {
        this.resolve = resolve;
        this.customers = customers;
        this.header = header;
        this.rows = rows;
        this.addresses = addresses;
        this.fee = fee;
    }

    Step<Holding> apply(Turn turn, Goal goal, Holding holding, SalesOrder present, List<Change> changes) {
        boolean passes = passes(turn, holding, present, changes); // before the customer is found, or made, anew
        Step<Resolved> resolved = resolve(turn, goal, holding, present, changes);
        if (resolved.stopped()) return resolved.stop();
        LivingIds ids = new LivingIds(
                resolved.value(),
                (refused, suspects) -> resolve.anew(
                                turn, refused, suspects, () -> resolve(turn, goal, holding, present, changes))
                        .then(others -> turn.stillOurs() ? Step.go(others) : Step.stop(Ending.overtaken())));
        Step<Holding> done = ids.write(living -> header.write(turn, holding, present, changes, passes, living));
        for (Change change : changes)
            done = done.then(now -> {
                if (!turn.stillOurs()) return Step.stop(Ending.overtaken());
                return one(turn, goal, now, present, change, ids);
            });
        return done;
    }

    /**
     * Whether the sales order is to name the customer that is resolved. One that a person gave to somebody else stays theirs
     * until somebody else orders it: new data of who ordered are the customer's own.
     */
    private boolean passes(Turn turn, Holding holding, SalesOrder present, List<Change> changes) {
        CustomerIdentity before = holding.applied().customer();
        return changes.stream()
                .filter(Change.ChangeCustomer.class::isInstance)
                .map(Change.ChangeCustomer.class::cast)
                .anyMatch(changed -> !changed.customer().isWho(before) || customers.isNamed(turn, before, present));
    }

    private Step<Holding> one(Turn turn, Goal goal, Holding now, SalesOrder present, Change change, LivingIds ids) {
        if (change instanceof Change.AddRow add)
            return ids.write(living -> rows.add(turn, now, present, add.row(), living));
        if (change instanceof Change.ChangeRow changed) {
            return ids.write(living -> isThere(present, changed.rowId())
                    ? rows.change(turn, now, changed, living)
                    : rows.add(turn, now, present, changed.row(), living));
        }
        if (change instanceof Change.RemoveRow remove) return rows.remove(turn, now, remove);
        if (change instanceof Change.SetAddress set) return addresses.set(turn, goal, now, present, set);
        if (change instanceof Change.SetFee set) return ids.write(living -> fee.set(turn, now, present, set, living));
        if (change instanceof Change.RemoveFee remove) return fee.remove(turn, now, present, remove);
        return Step.go(now); // the header's
    }

    /** A row that a person deleted in Katana is made again, since BigCommerce says something new of it. */
    private static boolean isThere(SalesOrder present, long rowId) {
        return present.rows().stream().anyMatch(row -> row.id() == rowId);
    }

    private Step<Resolved> resolve(Turn turn, Goal goal, Holding holding, SalesOrder present, List<Change> changes) {
        CustomerIdentity customer = null;
        List<Item> items = new ArrayList<>();
        List<BigDecimal> percents = new ArrayList<>();
        Set<Long> taxedRows = present.rows().stream()
                .filter(row -> row.taxRateId() != null)
                .map(SalesOrderRow::id)
                .collect(Collectors.toSet());
        for (Change change : changes) {
            if (change instanceof Change.ChangeCustomer changed) customer = changed.customer();
            if (change instanceof Change.AddRow add) {
                items.add(add.row().item());
                percents.add(add.row().taxPercent());
            }
            if (change instanceof Change.ChangeRow changed) {
                boolean again = !isThere(present, changed.rowId());
                if (again || changed.fields().contains(RowField.ITEM))
                    items.add(changed.row().item());
                if (again) percents.add(changed.row().taxPercent());
                else if (changed.fields().contains(RowField.TAX))
                    percents.add(orZero(changed.row().taxPercent(), taxedRows.contains(changed.rowId())));
            }
            if (change instanceof Change.SetFee set)
                percents.add(
                        orZero(set.fee().taxPercent(), isTaxed(holding.applied().fee())));
        }
        percents.removeIf(percent -> percent == null);
        return resolve.resolve(turn, goal.plan(), customer, items, percents);
    }

    private static boolean isTaxed(AppliedFee fee) {
        return fee != null && fee.fee().taxPercent() != null;
    }

    /** What was taxed cannot be set back to no rate, only to one of 0. */
    private static BigDecimal orZero(BigDecimal percent, boolean wasTaxed) {
        if (Wire.isTaxed(percent)) return percent;
        return wasTaxed ? BigDecimal.ZERO : null;
    }
}
