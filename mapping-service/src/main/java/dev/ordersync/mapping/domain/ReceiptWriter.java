package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.Receipt.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects a receipt's steps with their exact amounts and rounds them at the end, so that the explaining ones add up to the
 * difference in the currency's minor unit: what rounding leaves over goes to the step that was rounded most.
 */
final class ReceiptWriter {
    private final MinorUnit unit;
    private final List<Entry> entries = new ArrayList<>();

    /** @param counts is part of the difference */
    private record Entry(
            String kind, String text, BigDecimal exact, boolean counts, boolean explains, boolean always) {}

    ReceiptWriter(MinorUnit unit) {
        this.unit = unit;
    }

    /** A fact without an effect on the difference. */
    void tell(String kind, String text, BigDecimal amount) {
        entries.add(new Entry(kind, text, amount, false, false, true));
    }

    /** A part of the difference; shown even when it rounds to nothing. */
    void explain(String kind, String text, BigDecimal effect) {
        entries.add(new Entry(kind, text, effect, true, true, true));
    }

    /** A part of the difference that is left out when it rounds to nothing. */
    void explainIfSeen(String kind, String text, BigDecimal effect) {
        entries.add(new Entry(kind, text, effect, true, true, false));
    }

    /** A part of the difference that nobody can explain. */
    void leaveOpen(String text, BigDecimal effect) {
        entries.add(new Entry("unexplained", text, effect, true, false, true));
    }

    /** @param katana exact */
    Receipt write(String currency, BigDecimal bigcommerce, BigDecimal katana) {
        BigDecimal shopTotal = unit.round(bigcommerce);
        BigDecimal katanaTotal = unit.round(katana);
        BigDecimal difference = katanaTotal.subtract(shopTotal);
        List<BigDecimal> amounts = rounded(difference);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!entry.always() && amounts.get(i).signum() == 0) continue;
            steps.add(new Step(entry.kind(), entry.text(), amounts.get(i), entry.explains()));
        }
        return new Receipt(currency, shopTotal, katanaTotal, difference, steps);
    }

    private List<BigDecimal> rounded(BigDecimal difference) {
        List<BigDecimal> amounts = new ArrayList<>();
        entries.forEach(entry -> amounts.add(unit.round(entry.exact())));
        List<Integer> counting = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) if (entries.get(i).counts()) counting.add(i);
        BigDecimal left = difference;
        for (int i : counting) left = left.subtract(amounts.get(i));
        BigDecimal step = left.signum() < 0 ? unit.amount().negate() : unit.amount();
        counting.sort(Comparator.comparing(
                i -> amounts.get(i).subtract(entries.get(i).exact()).multiply(step)));
        for (int i : counting) {
            if (left.abs().compareTo(unit.amount()) < 0) break;
            amounts.set(i, amounts.get(i).add(step));
            left = left.subtract(step);
        }
        return amounts;
    }
}
