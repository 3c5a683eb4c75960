package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the reading of an order whose parts add up to {@code total_inc_tax}. First what the fields say; then the
 * discounts that no line shows: spread over the lines, or taken off the shipping; then the oddities of imported orders:
 * fees that are not in the total, a wrong tax-inclusive flag, tax that was never charged.
 */
final class ReadAmounts {
    private final ShopOrder order;
    private final MinorUnit unit;
    private final List<Line> lines;

    ReadAmounts(ShopOrder order, MinorUnit unit) {
        this.order = order;
        this.unit = unit;
        this.lines = order.lines().stream()
                .filter(line -> line.quantity().signum() > 0)
                .toList();
    }

    /** The best reading, and what remains between its parts and the order's total. */
    record Found(Reading reading, BigDecimal residual, BigDecimal bound) {
        boolean adds() {
            return residual.abs().compareTo(bound) <= 0;
        }
    }

    Found find() {
        boolean inclusive = isInclusive();
        List<Reading> plain = readings(inclusive, order.charges(), List.of());
        return exact(plain).or(() -> bounded(plain)).orElseGet(() -> {
            List<Reading> odd = oddReadings(inclusive);
            return exact(odd).or(() -> bounded(odd)).orElseGet(() -> found(plain.get(0)));
        });
    }

    private Optional<Found> exact(List<Reading> readings) {
        BigDecimal hair = unit.amount().movePointLeft(2);
        return readings.stream()
                .map(this::found)
                .filter(found -> found.residual().abs().compareTo(hair) < 0)
                .findFirst();
    }

    private Optional<Found> bounded(List<Reading> readings) {
        return readings.stream().map(this::found).filter(Found::adds).findFirst();
    }

    /** The bound: half a minor unit per taxed amount, since each was rounded once, and the same for the total. */
    private Found found(Reading reading) {
        BigDecimal bound = unit.half().multiply(BigDecimal.valueOf(reading.taxedParts() + 1L));
        return new Found(reading, order.totalIncTax().subtract(reading.sum()), bound);
    }

    private List<Reading> readings(boolean inclusive, List<Charge> charges, List<String> notes) {
        Map<Long, BigDecimal> declared = declaredShares(inclusive);
        Reading plain =
                new Reading(inclusive, false, lines, declared, chargedGross(inclusive, declared), charges, notes);
        List<Reading> readings = new ArrayList<>();
        if (!inclusive)
            wholeShares(declared)
                    .map(whole -> new Reading(false, false, lines, whole, chargedGross(false, whole), charges, notes))
                    .ifPresent(readings::add);
        readings.add(plain);
        BigDecimal gap = statedDiscount().subtract(sum(declared));
        if (gap.signum() == 0) {
            readings.add(unrounded(plain));
            return readings;
        }

        boolean linesTell = lines.stream().allMatch(line -> line.discountedTotalIncTax() != null);
        boolean residue = isResidue(gap);
        Stream<Reading> spread = new SpreadDiscount(lines, inclusive, unit)
                        .spread(declared, gap)
                        .map(shares -> new Reading(
                                inclusive, false, lines, shares, computedGross(inclusive, shares), charges, notes))
                        .stream();
        Stream<Reading> offShipping = DiscountedCharges.less(charges, gap, inclusive, unit)
                .map(less -> new Reading(
                        inclusive,
                        false,
                        lines,
                        declared,
                        chargedGross(inclusive, declared),
                        less,
                        append(notes, "A discount of " + Words.money(gap, unit) + " was taken off the shipping.")))
                .stream();
        (linesTell && !residue ? Stream.concat(offShipping, spread) : Stream.concat(spread, offShipping))
                .forEach(readings::add);
        readings.add(unrounded(plain));
        return readings;
    }

    /**
     * The same with the shares to the letter where they are finer than what a line says was charged: shares of 3.3333,
     * 3.3333 and 3.3334 leave 20.00 of three lines of 10.00 that say 6.67 each.
     */
    private Reading unrounded(Reading declared) {
        Map<Long, BigDecimal> gross = new LinkedHashMap<>(declared.gross());
        for (Line line : lines) {
            BigDecimal rest = Reading.list(line, declared.inclusive()).subtract(declared.share(line));
            boolean rounded = rest.subtract(declared.gross(line)).abs().compareTo(unit.amount()) <= 0;
            if (rounded && declared.isExact(line.totalTax())) gross.put(line.id(), rest);
        }
        return new Reading(
                declared.inclusive(),
                declared.untaxed(),
                lines,
                declared.shares(),
                gross,
                declared.charges(),
                declared.notes());
    }

    private List<Reading> oddReadings(boolean inclusive) {
        List<Reading> odd = new ArrayList<>();
        List<Charge> withoutFees = order.charges().stream()
                .filter(charge -> charge.kind() != ChargeKind.FEE)
                .toList();
        if (withoutFees.size() < order.charges().size())
            odd.addAll(readings(inclusive, withoutFees, List.of("The order's fees are not part of its total.")));
        odd.addAll(readings(
                !inclusive,
                order.charges(),
                List.of("The order's amounts show prices " + (inclusive ? "without" : "with")
                        + " tax, against what its field is_tax_inclusive_pricing says.")));
        if (order.totalTax().signum() == 0 && order.totalExTax().compareTo(order.totalIncTax()) == 0)
            odd.add(untaxed());
        return odd;
    }

    /** An order that names tax on its lines and charges none: its net amounts are what was paid. */
    private Reading untaxed() {
        Map<Long, BigDecimal> shares = declaredShares(false);
        Map<Long, BigDecimal> gross = new LinkedHashMap<>();
        lines.forEach(line -> gross.put(line.id(), line.totalExTax().subtract(shares.get(line.id()))));
        List<Charge> charges = order.charges().stream()
                .map(charge -> new Charge(
                        charge.key(),
                        charge.kind(),
                        charge.name(),
                        charge.exTax(),
                        charge.exTax(),
                        BigDecimal.ZERO,
                        List.of(),
                        charge.amounts()))
                .toList();
        return new Reading(
                false,
                true,
                lines,
                shares,
                gross,
                charges,
                List.of("The order's lines name tax, but none was charged."));
    }

    /**
     * What each line says of its discounts; where it says nothing, what its discounted total implies. A single minor unit
     * is a discount only in an order that has one: else it is the rounding of a tax.
     */
    private Map<Long, BigDecimal> declaredShares(boolean inclusive) {
        int least = statedDiscount().signum() > 0 ? 0 : 1;
        Map<Long, BigDecimal> shares = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal share =
                    line.discounts().stream().map(ShopOrder.Discount::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (line.discounts().isEmpty() && line.discountedTotalIncTax() != null) {
                BigDecimal charged = inclusive
                        ? line.discountedTotalIncTax()
                        : line.discountedTotalIncTax().subtract(line.totalTax());
                BigDecimal implied = Reading.list(line, inclusive).subtract(charged);
                if (implied.compareTo(unit.amount()) >= least) share = implied;
            }
            shares.put(line.id(), share);
        }
        return shares;
    }

    /**
     * Shares that miss the order's discount by no more than their own rounding, made whole. Where tax comes on top the
     * total does not tell of it: shares of 3.33, 3.33 and 3.33 on lines of 10.00 that were charged as 6.67 each are 10.00
     * all the same. What the lines were charged tells whose share it is; else the residue is spread over those that show
     * one.
     */
    private Optional<Map<Long, BigDecimal>> wholeShares(Map<Long, BigDecimal> declared) {
        Map<Long, BigDecimal> charged = new LinkedHashMap<>(declared);
        Map<Long, BigDecimal> shares = new LinkedHashMap<>(declared);
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            if (declared.get(line.id()).signum() <= 0) continue;
            if (line.discountedTotalIncTax() != null) charged.put(line.id(), chargedShare(line));
            // without tax it is known to the cent, and no share can change it
            if (line.totalTax().signum() == 0) shares.put(line.id(), charged.get(line.id()));
            else open.add(line);
        }
        BigDecimal rest = statedDiscount().subtract(sum(shares));
        if (!isResidue(rest) || !isResidue(statedDiscount().subtract(sum(declared)))) return Optional.empty();
        if (rest.signum() == 0) return Optional.of(shares);
        return sum(charged).compareTo(statedDiscount()) == 0
                ? Optional.of(charged)
                : new SpreadDiscount(open, false, unit).spread(shares, rest);
    }

    /** What was taken off a line before tax, by what it was charged. */
    private static BigDecimal chargedShare(Line line) {
        BigDecimal charged = line.discountedTotalIncTax().subtract(line.totalTax());
        return Reading.list(line, false).subtract(charged).max(BigDecimal.ZERO);
    }

    /** Half a minor unit per line is what rounding each share can come to. */
    private boolean isResidue(BigDecimal gap) {
        return gap.abs().compareTo(unit.half().multiply(BigDecimal.valueOf(lines.size()))) <= 0;
    }

    private static BigDecimal sum(Map<Long, BigDecimal> shares) {
        return shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal statedDiscount() {
        return order.discountAmount().add(order.couponDiscount());
    }

    private Map<Long, BigDecimal> chargedGross(boolean inclusive, Map<Long, BigDecimal> shares) {
        Map<Long, BigDecimal> gross = computedGross(inclusive, shares);
        lines.stream()
                .filter(line -> line.discountedTotalIncTax() != null)
                .forEach(line -> gross.put(line.id(), line.discountedTotalIncTax()));
        return gross;
    }

    private Map<Long, BigDecimal> computedGross(boolean inclusive, Map<Long, BigDecimal> shares) {
        Map<Long, BigDecimal> gross = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal share = shares.get(line.id());
            gross.put(
                    line.id(),
                    inclusive
                            ? line.totalIncTax().subtract(share)
                            : line.totalExTax().subtract(share).add(line.totalTax()));
        }
        return gross;
    }

    /** An order that is silent: prices were entered in the terms that equal the base price. */
    private boolean isInclusive() {
        if (order.taxInclusive() != null) return order.taxInclusive();
        return lines.stream()
                .anyMatch(line -> line.price().compareTo(line.priceIncTax()) == 0
                        && line.price().compareTo(line.priceExTax()) != 0);
    }

    private static List<String> append(List<String> notes, String note) {
        return Stream.concat(notes.stream(), Stream.of(note)).toList();
    }
}
