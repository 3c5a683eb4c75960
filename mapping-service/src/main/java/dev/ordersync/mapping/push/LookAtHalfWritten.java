package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.ShippingFee;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.HalfWritten;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.OrderRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a change came that did not end: what the sales order holds, field by field. The addresses are read, and
 * the fee or a tax rate where Katana has not told it.
 *
 * <p>When Katana does not answer: the ending says so, and the change stays half written.
 */
@ApplicationScoped
class LookAtHalfWritten {
    private final AdoptSalesOrder adopt;
    private final ResolveCustomer customers;
    private final ResolveTaxRates taxRates;
    private final Intents intents;
    private final Transactions transactions;

    LookAtHalfWritten(
            AdoptSalesOrder adopt,
            ResolveCustomer customers,
            ResolveTaxRates taxRates,
            Intents intents,
            Transactions transactions) {
        this.adopt = adopt;
        this.customers = customers;
        this.taxRates = taxRates;
        this.intents = intents;
        this.transactions = transactions;
    }

    /** @param present as it was just read */
    Step<Holding> look(Turn turn, OrderRecord order, Goal goal, SalesOrder present) {
        Holding before = Holding.parse(order.applied());
        Applied intended = Holding.parse(order.writing()).applied();
        Step<Optional<ShippingFee>> fee = fee(turn, before.applied(), intended, present);
        if (fee.stopped()) return fee.stop();
        Optional<Duration> early = settleParts(turn, goal.plan(), present, fee.value());
        if (early.isPresent())
            return Step.stop(new Ending.Unsettled(
                    early.get(), "It is not known yet whether Katana made what the order no longer needs."));
        Map<Long, String> keys = new HashMap<>(RowMatch.keys(present.rows(), goal.plan()));
        for (AppliedRow row : before.applied().rows()) if (row.key() != null) keys.put(row.rowId(), row.key());
        Step<Map<Long, BigDecimal>> percents = taxRates.percents(
                turn, fee.value().map(ShippingFee::taxRateId).stream().toList());
        if (percents.stopped()) return percents.stop();
        AppliedFee held = AdoptSalesOrder.fee(fee.value().orElse(null), percents.value());
        return adopt.read(turn, goal, present, keys, before.applied()).map(shown -> {
            Applied found = withWhatIsNotTold(turn, goal, before, intended, shown.applied(), present, held);
            return new Holding(HalfWritten.settle(before.applied(), intended, found), links(before, shown, present));
        });
    }

    /** Where one was to come or go and the sales order names none, the list of fees is asked as well. */
    private static Step<Optional<ShippingFee>> fee(Turn turn, Applied before, Applied intended, SalesOrder present) {
        ShippingFee named = present.shippingFee();
        if (named != null || before.fee() == null && intended.fee() == null)
            return Step.go(Optional.ofNullable(named).filter(fee -> fee.deletedAt() == null));
        return Step.of(turn.katana().parts().fees(present.id()), "the shipping fee")
                .map(fees ->
                        fees.stream().filter(fee -> fee.deletedAt() == null).findFirst());
    }

    /**
     * Ends the open creates of its parts that show, and those whose part the order no longer has; the rest is left to whoever
     * creates the part.
     *
     * @return how long it may take until a part that is not wanted any more would show
     */
    private Optional<Duration> settleParts(
            Turn turn, SalesOrderPlan plan, SalesOrder present, Optional<ShippingFee> fee) {
        List<Intents.Key> over = new ArrayList<>();
        for (Intents.Begun begun : transactions.call(tx -> intents.ofParts(tx, turn.account(), present.id()))) {
            boolean shows = shows(begun.key(), present, fee);
            if (!shows && isWanted(begun.key(), plan)) continue;
            Duration early = CreateOnce.LAST_LOOK.minus(begun.age());
            if (!shows && early.toMillis() > 0) return Optional.of(early);
            over.add(begun.key());
        }
        if (!over.isEmpty())
            transactions.run(tx -> {
                for (Intents.Key key : over) intents.settle(tx, key);
            });
        return Optional.empty();
    }

    private static boolean shows(Intents.Key part, SalesOrder present, Optional<ShippingFee> fee) {
        return switch (part.what()) {
            case "row" ->
                present.rows().stream()
                        .anyMatch(row -> row.attributes().stream()
                                .anyMatch(attribute -> rowKey(part).equals(attribute.value())));
            case "fee" -> fee.isPresent();
            default -> false;
        };
    }

    /** An address is never unmade. */
    private static boolean isWanted(Intents.Key part, SalesOrderPlan plan) {
        return switch (part.what()) {
            case "row" -> plan.rows().stream().anyMatch(row -> row.key().equals(rowKey(part)));
            case "fee" -> plan.fee() != null;
            default -> true;
        };
    }

    private static String rowKey(Intents.Key part) {
        return part.thing().substring(part.thing().indexOf(':') + 1);
    }

    /** Katana tells the customer's id and not whose data it stands for, and all notes in one. */
    private Applied withWhatIsNotTold(
            Turn turn, Goal goal, Holding before, Applied intended, Applied shown, SalesOrder present, AppliedFee fee) {
        Map<Long, OrderLinked.Row> links =
                before.rows().stream().collect(Collectors.toMap(OrderLinked.Row::rowId, row -> row, (a, b) -> a));
        Map<Long, Long> variants = new HashMap<>();
        present.rows().forEach(row -> variants.put(row.id(), row.variantId()));
        List<AppliedRow> rows = shown.rows().stream()
                .map(row -> withItem(row, links.get(row.rowId()), variants.get(row.rowId())))
                .toList();
        return new Applied(
                shown.orderNo(),
                shown.orderCreatedAt(),
                shown.deliveryDate(),
                shown.currency(),
                customer(
                        turn,
                        before.applied().customer(),
                        intended.customer(),
                        goal.plan().customer(),
                        present),
                shown.billTo(),
                shown.shipTo(),
                rows,
                fee,
                notes(before.applied().additionalInfo(), intended.additionalInfo(), present.additionalInfo()),
                present.customerRef());
    }

    /** Another variant than the one we remember is another item, whichever. */
    private static AppliedRow withItem(AppliedRow row, OrderLinked.Row link, Long variantId) {
        if (link == null || variantId == null || link.variantId() == variantId) return row;
        return new AppliedRow(
                row.key(),
                row.rowId(),
                "variant:" + variantId,
                row.quantity(),
                row.pricePerUnit(),
                row.totalDiscount(),
                row.taxPercent(),
                row.attributes());
    }

    /**
     * The one that is wanted, when the sales order names it and its data were written for certain; else whichever of the two
     * is not the wanted one, so that it is written.
     */
    private CustomerIdentity customer(
            Turn turn,
            CustomerIdentity before,
            CustomerIdentity intended,
            CustomerIdentity wanted,
            SalesOrder present) {
        if (before == null) return null;
        boolean held = customers.isKnown(turn, wanted)
                && customers
                        .known(turn, wanted)
                        .filter(id -> id.equals(present.customerId()))
                        .isPresent();
        if (held) return wanted;
        boolean passed = !intended.isWho(wanted);
        return before.equals(wanted) || before.isWho(wanted) && passed ? intended : before;
    }

    /** Which of our texts stands in Katana's; what is left of neither counts as gone. */
    private static String notes(String before, String intended, String held) {
        String now = held == null ? "" : held;
        if (intended != null && !intended.isEmpty() && now.contains(intended)) return intended;
        return before == null || now.contains(before) ? before : "";
    }

    /** The rows as other services know them; those that are gone are left out. */
    private static List<OrderLinked.Row> links(Holding before, Holding shown, SalesOrder present) {
        Map<Long, OrderLinked.Row> links = new HashMap<>();
        shown.rows().forEach(row -> links.put(row.rowId(), row));
        before.rows().forEach(row -> links.put(row.rowId(), row));
        return present.rows().stream()
                .map(row -> links.get(row.id()))
                .filter(Objects::nonNull)
                .toList();
    }
}
