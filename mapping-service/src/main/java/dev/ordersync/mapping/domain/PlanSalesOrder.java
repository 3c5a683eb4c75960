package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.PlanResult.Held;
import dev.ordersync.mapping.domain.PlanResult.NothingToImport;
import dev.ordersync.mapping.domain.PlanResult.Planned;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.SalesOrderPlan.Flag;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the sales order of a BigCommerce order should be, with the proof of its money. */
public final class PlanSalesOrder {

    public PlanResult plan(ShopOrder order, PlanRules rules) {
        MinorUnit unit = MinorUnit.of(order.currency());
        List<Line> lines = order.lines().stream()
                .filter(line -> line.quantity().signum() > 0)
                .toList();
        Optional<NothingToImport> nothing = nothing(lines, rules);
        if (nothing.isPresent()) return nothing.get();
        Optional<Held> impossible = CheckAmounts.of(order, rules, unit);
        if (impossible.isPresent()) return impossible.get();

        ReadAmounts.Found found = new ReadAmounts(order, unit).find();
        Optional<Held> negative = CheckAmounts.of(found.reading(), rules, unit);
        if (negative.isPresent()) return negative.get();
        PlanMoney money = PlanMoney.of(order, rules, found, unit);
        Optional<Held> held = money.problem();
        if (held.isPresent()) return held.get();
        return new Planned(salesOrder(order, rules, money.rows(), money.fee()), money.receipt());
    }

    private static SalesOrderPlan salesOrder(ShopOrder order, PlanRules rules, List<Row> rows, Fee fee) {
        boolean several = !PlanText.others(order, rules).isEmpty();
        Address shipTo = PlanText.shipTo(order, rules);
        return new SalesOrderPlan(
                order.orderId(),
                rules.orderNumberPrefix() + order.orderId(),
                order.createdAt(),
                order.createdAt().plus(Duration.ofDays(rules.deliveryDays())),
                order.currency(),
                PlanText.customer(order, rules.store()),
                order.billing(),
                shipTo == null ? order.billing() : shipTo,
                rows,
                fee,
                PlanText.additionalInfo(order, rules),
                PlanText.customerRef(order),
                several ? Set.of(Flag.SEVERAL_ADDRESSES) : Set.of());
    }

    private static Optional<NothingToImport> nothing(List<Line> lines, PlanRules rules) {
        if (lines.isEmpty()) return Optional.of(new NothingToImport("The order has no lines."));
        List<LineFate> fates =
                lines.stream().map(line -> LineFate.of(line, rules)).toList();
        if (fates.contains(LineFate.ROW)) return Optional.empty();
        if (lines.size() == 1)
            return Optional.of(new NothingToImport("Nothing is left to import: the order's only line "
                    + fates.get(0).reason() + "."));
        String reasons =
                new ArrayList<>(fates).stream().distinct().map(LineFate::reason).collect(Collectors.joining(", or "));
        return Optional.of(
                new NothingToImport("Nothing is left to import: each of the order's lines " + reasons + "."));
    }
}
