package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rates in use on an order: those that its taxes name, then those that its largest amounts tell, since the larger
 * an amount, the less its rounded tax leaves open. 2.00 with 0.38 tax could be 18.8 % to 19.3 %; beside 200.00 with 38.00 it
 * is 19 %.
 */
final class KnownRates {

    static List<BigDecimal> of(Reading reading, MinorUnit unit) {
        Set<BigDecimal> rates = new LinkedHashSet<>();
        List<Amount> untold = new ArrayList<>();
        reading.lines().forEach(line -> {
            if (!line.taxes().isEmpty()) rates.add(plain(Rate.of(line.taxes())));
            else untold.add(new Amount(reading.gross(line), reading.tax(line), unit.half()));
        });
        reading.charges().forEach(charge -> {
            if (!charge.taxes().isEmpty()) rates.add(plain(Rate.of(charge.taxes())));
            else untold.add(new Amount(charge.incTax(), charge.tax(), unit.half(charge.amounts())));
        });
        untold.stream()
                .filter(amount -> amount.tax().signum() > 0)
                .sorted(Comparator.comparing(Amount::net).reversed().thenComparing(Amount::tax))
                .forEach(amount -> rates.add(reading.quotient(amount.gross(), amount.tax(), amount.slack())
                        .snap(rates)));
        return List.copyOf(rates);
    }

    private record Amount(BigDecimal gross, BigDecimal tax, BigDecimal slack) {
        BigDecimal net() {
            return gross.subtract(tax);
        }
    }

    private static BigDecimal plain(Rate rate) {
        return rate.percent().stripTrailingZeros();
    }

    private KnownRates() {}
}
