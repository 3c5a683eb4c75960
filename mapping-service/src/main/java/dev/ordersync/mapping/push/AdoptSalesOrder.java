package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderAddress;
import dev.ordersync.katana.SalesOrderRow;
import dev.ordersync.katana.ShippingFee;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.Applied.AppliedAddress;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.KnownVariants;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Links a sales order that Katana has and we did not know: reads what it holds, so that only real differences are
 * written afterwards. What we cannot know (whose data the customer's are, a person's notes) is left alone, unless a
 * create of ours made it without an answer: then it is what we sent.
 */
@ApplicationScoped
class AdoptSalesOrder {
    private final ResolveTaxRates taxRates;
    private final KnownVariants variants;
    private final LinkOrder link;
    private final Transactions transactions;
    private final dev.ordersync.mapping.kept.Intents intents;

    AdoptSalesOrder(
            ResolveTaxRates taxRates,
            KnownVariants variants,
            LinkOrder link,
            Transactions transactions,
            Intents intents) {
        this.taxRates = taxRates;
        this.variants = variants;
        this.link = link;
        this.transactions = transactions;
        this.intents = intents;
    }

    /** What the sales order holds; it is linked from now on. Its rows are ours by the key that they carry. */
    Step<Holding> adopt(Turn turn, Goal goal, SalesOrder found) {
        Map<Long, String> keys = RowMatch.keys(found.rows(), goal.plan());
        if (keys.isEmpty())
            return Step.stop(Ending.conflict(
                    "foreign-sales-order",
                    "Katana has sales order " + found.orderNo() + " for this order, which was not made by this sync: "
                            + "its rows cannot be told apart. Delete it in Katana and retry, or exclude the order."));
        return adopt(turn, goal, found, keys, "adopted");
    }

    /**
     * @param keys which of its rows is which of the plan's
     * @param kind {@code adopted}, or {@code linked} when a person chose it
     */
    Step<Holding> adopt(Turn turn, Goal goal, SalesOrder found, Map<Long, String> keys, String kind) {
        Applied sent = transactions
                .call(tx -> intents.body(tx, FindOrCreate.key(turn)))
                .map(body -> Holding.parse(body).applied())
                .orElse(null);
        Step<Holding> holding = read(turn, goal, found, keys, sent);
        if (holding.stopped()) return holding.stop();
        transactions.run(tx -> {
            link.link(tx, turn, goal, found, holding.value(), kind, null);
            intents.settle(tx, FindOrCreate.key(turn));
        });
        return holding;
    }

    /**
     * Links one that nothing is planned for: what it holds is read when there is a plan, and the create that made it stays
     * open until then, since it tells what was sent.
     */
    void linkUnplanned(Turn turn, ShopOrder shop, SalesOrder found) {
        Map<Long, KnownVariant> known = known(turn, found);
        List<OrderLinked.Row> rows = new ArrayList<>();
        for (SalesOrderRow row : found.rows()) {
            String key = RowMatch.key(row);
            if (key == null) continue;
            KnownVariant variant =
                    known.getOrDefault(row.variantId(), new KnownVariant(row.variantId(), null, null, null));
            rows.add(new OrderLinked.Row(
                    SalesOrderPlan.Row.lineId(key),
                    row.id(),
                    variant.variantId(),
                    variant.sku(),
                    zeroIfNull(row.quantity()),
                    variant.batchTracked()));
        }
        transactions.run(tx -> link.linkUnplanned(tx, turn, shop, found, rows));
    }

    /**
     * What a sales order holds.
     *
     * @param keys which of its rows is which of ours
     * @param sent what we sent, as far as Katana does not tell it; null when it was not us
     */
    Step<Holding> read(Turn turn, Goal goal, SalesOrder found, Map<Long, String> keys, Applied sent) {
        Step<Map<Long, BigDecimal>> percents = taxRates.percents(turn, taxRateIds(found));
        if (percents.stopped()) return percents.stop();
        return Step.of(turn.katana().parts().addresses(List.of(found.id())), "the addresses")
                .map(addresses -> new Holding(
                        applied(goal.plan(), found, keys, percents.value(), addresses, sent),
                        links(turn, goal.plan(), found, keys)));
    }

    private static List<Long> taxRateIds(SalesOrder found) {
        return Stream.concat(
                        found.rows().stream().map(SalesOrderRow::taxRateId),
                        Stream.ofNullable(found.shippingFee()).map(ShippingFee::taxRateId))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Applied applied(
            SalesOrderPlan plan,
            SalesOrder found,
            Map<Long, String> keys,
            Map<Long, BigDecimal> percents,
            List<SalesOrderAddress> addresses,
            Applied sent) {
        Map<String, String> items = items(sent);
        Map<String, SalesOrderPlan.Row> planned = new HashMap<>();
        plan.rows().forEach(row -> planned.put(row.key(), row));
        List<AppliedRow> rows = found.rows().stream()
                .map(row -> new AppliedRow(
                        keys.get(row.id()),
                        row.id(),
                        items.get(keys.get(row.id())),
                        zeroIfNull(row.quantity()),
                        zeroIfNull(row.pricePerUnit()),
                        zeroIfNull(row.totalDiscount()),
                        percent(percents, row.taxRateId()),
                        attributes(found, row, planned.get(keys.get(row.id())))))
                .toList();
        return new Applied(
                found.orderNo(),
                found.orderCreatedDate(),
                sent == null ? deliveryDate(plan, found) : found.deliveryDate(),
                found.currency(),
                sent == null ? null : sent.customer(),
                address(addresses, dev.ordersync.katana.Address.BILLING),
                address(addresses, dev.ordersync.katana.Address.SHIPPING),
                rows,
                fee(found.shippingFee(), percents),
                sent == null ? notes(plan.additionalInfo(), found.additionalInfo()) : sent.additionalInfo(),
                customerRef(plan.customerRef(), found.customerRef(), sent));
    }

    /** Which item each row was sent with, by the row's key. */
    private static Map<String, String> items(Applied sent) {
        Map<String, String> items = new HashMap<>();
        if (sent != null) sent.rows().forEach(row -> items.put(row.key(), row.itemIdentity()));
        return items;
    }

    /**
     * Of an order that was placed when the sales order says, another date than ours is a person's or of earlier settings,
     * never of the order: not known to be ours, and left alone.
     */
    private static Instant deliveryDate(SalesOrderPlan plan, SalesOrder found) {
        return plan.orderCreatedAt().equals(found.orderCreatedDate()) ? null : found.deliveryDate();
    }

    /** What is locked cannot be given our marks any more, and is none the worse for it. */
    private static List<SalesOrderPlan.Attribute> attributes(
            SalesOrder found, SalesOrderRow row, SalesOrderPlan.Row planned) {
        return found.isOpen() || planned == null ? Wire.planned(row.attributes()) : planned.attributes();
    }

    /** Of what a person wrote there we know nothing, so that no order without a reference clears it. */
    private static String customerRef(String ours, String held, Applied sent) {
        if (sent != null) return sent.customerRef();
        return Objects.equals(ours, held) ? held : null;
    }

    /** Ours where they contain ours; none where they are empty; else not known, and left alone. */
    private static String notes(String ours, String held) {
        if (held == null || held.isBlank()) return "";
        return !ours.isEmpty() && held.contains(ours) ? ours : null;
    }

    /** Null for none, or a deleted one. */
    static AppliedFee fee(ShippingFee fee, Map<Long, BigDecimal> percents) {
        if (fee == null || fee.deletedAt() != null) return null;
        return new AppliedFee(
                fee.id(),
                new SalesOrderPlan.Fee(
                        fee.description(), zeroIfNull(fee.amount()), percent(percents, fee.taxRateId())));
    }

    static BigDecimal percent(Map<Long, BigDecimal> percents, Long taxRateId) {
        BigDecimal percent = taxRateId == null ? null : percents.get(taxRateId);
        return Wire.isTaxed(percent) ? percent : null;
    }

    private static AppliedAddress address(List<SalesOrderAddress> addresses, String entityType) {
        return addresses.stream()
                .filter(address -> entityType.equals(address.entityType()))
                .findFirst()
                .map(address -> new AppliedAddress(address.id(), Wire.address(address)))
                .orElse(null);
    }

    private List<OrderLinked.Row> links(Turn turn, SalesOrderPlan plan, SalesOrder found, Map<Long, String> keys) {
        Map<String, SalesOrderPlan.Row> planned = new HashMap<>();
        plan.rows().forEach(row -> planned.put(row.key(), row));
        Map<Long, KnownVariant> known = known(turn, found);
        List<OrderLinked.Row> links = new ArrayList<>();
        for (SalesOrderRow row : found.rows()) {
            SalesOrderPlan.Row ours = planned.get(keys.get(row.id()));
            if (ours == null) continue;
            KnownVariant variant = known.getOrDefault(
                    row.variantId(), new KnownVariant(row.variantId(), null, ItemNames.sku(ours.item()), null));
            links.add(CreateSalesOrder.link(ours, row.id(), variant));
        }
        return links;
    }

    private Map<Long, KnownVariant> known(Turn turn, SalesOrder found) {
        return variants.byIds(
                turn.account(),
                found.rows().stream().map(SalesOrderRow::variantId).distinct().toList());
    }

    static BigDecimal zeroIfNull(BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
