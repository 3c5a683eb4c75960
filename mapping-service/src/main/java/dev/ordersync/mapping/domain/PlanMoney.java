package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.PlanResult.Held;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows and the fee with the proof of their money. Each effect on the difference between the two totals is reckoned
 * exactly where it arises, so that their sum is the difference and nothing can hide in it.
 */
final class PlanMoney {
    private final ShopOrder order;
    private final PlanRules rules;
    private final ReadAmounts.Found found;
    private final MinorUnit unit;
    private final ReceiptWriter receipt;
    private final PriceParts prices;
    private final PlanRows planRows;

    private final List<Row> rows = new ArrayList<>();
    private Fee fee;
    private BigDecimal katana = BigDecimal.ZERO;
    private BigDecimal rounding = BigDecimal.ZERO;
    private int taxedOnTop;
    private Receipt written;

    static PlanMoney of(ShopOrder order, PlanRules rules, ReadAmounts.Found found, MinorUnit unit) {
        PlanMoney money = new PlanMoney(order, rules, found, unit);
        money.reckon();
        return money;
    }

    private PlanMoney(ShopOrder order, PlanRules rules, ReadAmounts.Found found, MinorUnit unit) {
        this.order = order;
        this.rules = rules;
        this.found = found;
        this.unit = unit;
        this.receipt = new ReceiptWriter(unit);
        this.prices = new PriceParts(found.reading(), unit);
        this.planRows = new PlanRows(order, rules, unit);
    }

    List<Row> rows() {
        return rows;
    }

    Fee fee() {
        return fee;
    }

    Receipt receipt() {
        return written;
    }

    /** Why the order cannot be written; empty when it can. */
    Optional<Held> problem() {
        if (!found.adds())
            return unexplained("BigCommerce's total (total_inc_tax) is " + Words.money(order.totalIncTax(), unit) + " "
                    + order.currency() + ", but its lines, discounts and charges come to "
                    + Words.money(found.reading().sum(), unit) + ": " + Words.money(found.residual(), unit)
                    + " is unexplained.");
        if (isTooMuch(rounding))
            return unexplained("The rows come to " + Words.money(rounding, unit) + " " + order.currency()
                    + " beside what BigCommerce charged, more than rounding can explain.");
        return Optional.empty();
    }

    private Optional<Held> unexplained(String sentence) {
        return Optional.of(new Held("unexplained-difference", sentence, written));
    }

    /**
     * Where tax comes on top, an amount may be a minor unit off in its net and in its tax. With the tax inside, or without
     * any, what was charged is reckoned with, so that nothing but the total's own rounding is left.
     */
    private boolean isTooMuch(BigDecimal amount) {
        BigDecimal most =
                unit.amount().multiply(BigDecimal.valueOf(2L * taxedOnTop)).add(found.bound());
        return amount.abs().compareTo(most) > 0;
    }

    private void reckon() {
        found.reading().notes().forEach(note -> receipt.tell("charged", note, BigDecimal.ZERO));
        found.reading().lines().forEach(this::line);
        charges();
        payments();
        roundings();
        written = receipt.write(order.currency(), order.totalIncTax(), katana);
    }

    private void line(Line line) {
        BigDecimal gross = found.reading().gross(line);
        LineFate fate = LineFate.of(line, rules);
        if (fate == LineFate.REFUNDED) {
            receipt.explain("refund", "'" + Words.name(line.name()) + "' was refunded whole.", gross.negate());
            return;
        }
        if (fate != LineFate.ROW) {
            receipt.explain("left-out", "'" + Words.name(line.name()) + "' " + fate.reason() + ".", gross.negate());
            return;
        }
        row(line, belowNothing(line, gross));
    }

    /** A line given away may say that it was charged a minor unit less than nothing: Katana takes no negative row. */
    private BigDecimal belowNothing(Line line, BigDecimal gross) {
        boolean told = line.discountedTotalIncTax() != null && gross.signum() < 0;
        if (!told) return gross;
        receipt.explain("rounding", ReceiptWords.belowNothing(line, gross, unit), gross.negate());
        return BigDecimal.ZERO;
    }

    private void row(Line line, BigDecimal gross) {
        Priced priced = prices.line(line);
        Row row = planRows.of(line, priced);
        BigDecimal kept = row.quantity().compareTo(line.quantity()) == 0
                ? gross
                : gross.multiply(row.quantity()).divide(line.quantity(), MathContext.DECIMAL128);
        priced.notes().forEach(note -> receipt.tell("charged", note, gross));
        count(priced, 1);
        BigDecimal charged = add(row, priced, kept);
        receipt.tell("line", ReceiptWords.row(row, priced, line.name(), charged, unit), charged);
        discounts(line, row, priced);
        BigDecimal back = LineFate.refundedAfterShipping(line);
        if (back.signum() > 0)
            receipt.tell(
                    "refund",
                    ReceiptWords.refundedAfterShipping(line, back),
                    gross.multiply(back).divide(line.quantity(), MathContext.DECIMAL128));
        if (kept.compareTo(gross) != 0)
            receipt.explain("refund", ReceiptWords.refunded(line, row), kept.subtract(gross));
    }

    private void discounts(Line line, Row row, Priced priced) {
        BigDecimal taken = found.reading().takenOff(line);
        if (found.reading().share(line).signum() > 0 && taken.signum() > 0)
            receipt.tell("discount", ReceiptWords.discount(line, taken, row, priced, unit), taken);
    }

    private void charges() {
        Map<Charge, Priced> charges = new LinkedHashMap<>();
        for (Charge charge : found.reading().charges()) {
            if (charge.incTax().signum() == 0 && charge.exTax().signum() == 0) continue;
            if (rules.importShippingFee()) charges.put(charge, prices.charge(charge));
            else
                receipt.explain(
                        "left-out",
                        charge.name() + " is left out: this store does not import the shipping fee.",
                        charge.incTax().negate());
        }
        FeePlan plan = FeePlan.of(charges);
        fee = plan.fee();
        if (fee != null) addFee(plan);
        plan.asRows().forEach((charge, priced) -> {
            Row row = planRows.of(charge, priced);
            count(priced, charge.amounts());
            BigDecimal charged = add(row, priced, charge.incTax());
            receipt.tell("shipping", ReceiptWords.chargeRow(charge, charged, unit), charged);
        });
        charges.forEach(
                (charge, priced) -> priced.notes().forEach(note -> receipt.tell("charged", note, charge.incTax())));
    }

    private void addFee(FeePlan plan) {
        BigDecimal charged = Rate.katanaGross(fee.amount(), fee.taxPercent());
        katana = katana.add(charged);
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal effect = BigDecimal.ZERO;
        for (Map.Entry<Charge, Priced> part : plan.inFee().entrySet()) {
            count(part.getValue(), part.getKey().amounts());
            gross = gross.add(part.getKey().incTax());
            effect = effect.add(rateEffect(
                    part.getKey().name(),
                    part.getValue().rate(),
                    part.getValue().net()));
        }
        rounding = rounding.add(charged.subtract(gross).subtract(effect));
        receipt.tell("shipping", ReceiptWords.fee(fee, charged, unit), charged);
    }

    /** Adds a row and gives what Katana charges for it. */
    private BigDecimal add(Row row, Priced priced, BigDecimal gross) {
        BigDecimal net = row.pricePerUnit().multiply(row.quantity()).subtract(row.totalDiscount());
        BigDecimal charged = Rate.katanaGross(net, row.taxPercent());
        rows.add(row);
        katana = katana.add(charged);
        BigDecimal effect = rateEffect(row.item().name(), priced.rate(), net);
        rounding = rounding.add(charged.subtract(gross).subtract(effect));
        return charged;
    }

    private void count(Priced priced, int amounts) {
        if (!found.reading().inclusive() && priced.rate().percent().signum() > 0) taxedOnTop += amounts;
    }

    /** What is gained or lost since Katana's rates end at 0.001 %. */
    private BigDecimal rateEffect(String name, Rate rate, BigDecimal net) {
        if (!rate.isFiner()) return BigDecimal.ZERO;
        BigDecimal exact = net.multiply(rate.factor());
        BigDecimal effect = Rate.katanaGross(net, rate.katanaPercent()).subtract(exact);
        receipt.explain("rate", ReceiptWords.finerRate(name, rate), effect);
        return effect;
    }

    private void payments() {
        if (order.storeCredit().signum() != 0)
            receipt.tell("payment", "Paid with store credit, which is no discount.", order.storeCredit());
        if (order.giftCertificates().signum() != 0)
            receipt.tell("payment", "Paid with gift certificates, which is no discount.", order.giftCertificates());
    }

    private void roundings() {
        BigDecimal open = found.residual().negate();
        if (found.adds()) rounding = rounding.add(open);
        else receipt.leaveOpen("Unexplained: BigCommerce's total is not the sum of its parts.", open);
        String words = "Tax rounded per line by BigCommerce, which Katana does not do.";
        if (isTooMuch(rounding)) receipt.leaveOpen("Unexplained: more than rounding can explain.", rounding);
        else receipt.explainIfSeen("rounding", words, rounding);
    }
}
