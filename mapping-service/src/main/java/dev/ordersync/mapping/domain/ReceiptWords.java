package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.Discount;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;

/** A receipt's sentences. */
final class ReceiptWords {

    /** 2 x Shirt at 83.3333333333, less 10, plus 20 % tax: 188.00. */
    static String row(Row row, Priced priced, String name, BigDecimal charged, MinorUnit unit) {
        return Words.number(row.quantity()) + " x " + Words.name(name) + " at " + Words.number(row.pricePerUnit())
                + (row.totalDiscount().signum() == 0 ? "" : ", less " + Words.number(row.totalDiscount()))
                + tax(row.taxPercent()) + ": " + Words.money(charged, unit) + ".";
    }

    /** Discount (5 off each order) on Shirt: 5.00 of the shop's money, 4.1666666667 before tax. */
    static String discount(Line line, BigDecimal share, Row row, Priced priced, MinorUnit unit) {
        String names = line.discounts().stream()
                .map(Discount::name)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return "Discount" + (names.isEmpty() ? "" : " (" + Words.name(names) + ")") + " on " + Words.name(line.name())
                + ": "
                + Words.money(share, unit) + " in the shop, " + Words.number(row.totalDiscount())
                + " before tax in Katana.";
    }

    static String refunded(Line line, Row row) {
        return Words.number(line.quantity().subtract(row.quantity())) + " of " + Words.number(line.quantity()) + " x "
                + Words.name(line.name()) + " were refunded.";
    }

    static String refundedAfterShipping(Line line, BigDecimal back) {
        return Words.number(back) + " of " + Words.number(line.quantity()) + " x " + Words.name(line.name())
                + " were refunded after they had been shipped: they stay in the row.";
    }

    static String fee(Fee fee, BigDecimal charged, MinorUnit unit) {
        return "Fee for " + fee.description() + ": " + Words.number(fee.amount()) + tax(fee.taxPercent()) + ": "
                + Words.money(charged, unit) + ".";
    }

    static String chargeRow(Charge charge, BigDecimal charged, MinorUnit unit) {
        return charge.name() + " has another tax rate than the fee and is a row of its own: "
                + Words.money(charged, unit) + ".";
    }

    static String belowNothing(Line line, BigDecimal charged, MinorUnit unit) {
        return "'" + Words.name(line.name()) + "' was charged " + Words.money(charged, unit)
                + " after its discounts, by their rounding: its row is free.";
    }

    static String finerRate(String name, Rate rate) {
        BigDecimal katana = rate.katanaPercent();
        return "The tax rate of " + Words.name(name) + " is " + Words.number(rate.percent())
                + " %, finer than Katana's steps of 0.001 %: " + (katana == null ? "0" : Words.number(katana))
                + " % is used.";
    }

    private static String tax(BigDecimal percent) {
        return percent == null ? "" : ", plus " + Words.number(percent) + " % tax";
    }

    private ReceiptWords() {}
}
