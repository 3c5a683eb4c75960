package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Katana has one fee with one tax rate. Charges of one rate share it; of several rates the largest sum stays the fee and
 * the others become service rows: shipping 20.00 at 20 % and wrapping 5.00 untaxed make a fee of 20.00 and a row of 5.00.
 *
 * @param fee null when nothing is charged
 * @param inFee what the fee consists of
 * @param asRows what becomes a service row each
 */
record FeePlan(Fee fee, Map<Charge, Priced> inFee, Map<Charge, Priced> asRows) {

    static FeePlan of(Map<Charge, Priced> charges) {
        Map<Optional<BigDecimal>, Map<Charge, Priced>> byRate = new LinkedHashMap<>();
        charges.forEach((charge, priced) -> byRate.computeIfAbsent(
                        Optional.ofNullable(priced.rate().katanaPercent()), rate -> new LinkedHashMap<>())
                .put(charge, priced));
        Optional<BigDecimal> largest = null;
        for (Optional<BigDecimal> rate : byRate.keySet()) {
            if (largest == null || sum(byRate.get(rate)).compareTo(sum(byRate.get(largest))) > 0) largest = rate;
        }
        if (largest == null) return new FeePlan(null, Map.of(), Map.of());
        Map<Charge, Priced> inFee = byRate.remove(largest);
        Map<Charge, Priced> asRows = new LinkedHashMap<>();
        byRate.values().forEach(asRows::putAll);
        return new FeePlan(new Fee(text(inFee), Rate.sent(sum(inFee)), largest.orElse(null)), inFee, asRows);
    }

    private static BigDecimal sum(Map<Charge, Priced> group) {
        return group.values().stream().map(Priced::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String text(Map<Charge, Priced> group) {
        return group.keySet().stream().map(Charge::name).distinct().collect(Collectors.joining(" + "));
    }
}
