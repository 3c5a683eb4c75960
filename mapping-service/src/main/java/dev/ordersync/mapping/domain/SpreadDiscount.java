package dev.ordersync.mapping.domain;

import dev.ordersync.domain.LargestRemainder;
import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.ShopOrder.Discount;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spreads what the order's discounts exceed the lines' shares by: over the lines in proportion to what is left of them,
 * in minor units, so that all shares add up to the order's discounts. A free line stays free; a gift certificate is
 * never discounted while there is something else. 10.00 over three lines of 6: 3.34, 3.33, 3.33.
 */
final class SpreadDiscount {
    private final List<Line> lines;
    private final boolean inclusive;
    private final MinorUnit unit;

    SpreadDiscount(List<Line> lines, boolean inclusive, MinorUnit unit) {
        this.lines = lines;
        this.inclusive = inclusive;
        this.unit = unit;
    }

    /**
     * @param declared shares as the lines state them
     * @param gap what is missing; negative when the lines state too much: then order-wide shares shrink
     * @return empty when the lines cannot take it
     */
    Optional<Map<Long, BigDecimal>> spread(Map<Long, BigDecimal> declared, BigDecimal gap) {
        Map<Long, BigDecimal> weights = gap.signum() > 0 ? room(declared) : orderWide(declared);
        BigDecimal room = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (room.compareTo(gap.abs()) < 0) return Optional.empty();
        Map<Long, BigDecimal> shares = new LinkedHashMap<>(declared);
        LargestRemainder.spread(gap, weights, unit.amount())
                .forEach((line, share) -> shares.merge(line, share, BigDecimal::add));
        return Optional.of(shares);
    }

    private Map<Long, BigDecimal> room(Map<Long, BigDecimal> declared) {
        boolean goods = lines.stream().anyMatch(line -> line.kind() != Kind.GIFT_CERTIFICATE);
        Map<Long, BigDecimal> room = new LinkedHashMap<>();
        for (Line line : lines) {
            boolean takes = !goods || line.kind() != Kind.GIFT_CERTIFICATE;
            BigDecimal left = Reading.list(line, inclusive).subtract(declared.get(line.id()));
            room.put(line.id(), takes ? left.max(BigDecimal.ZERO) : BigDecimal.ZERO);
        }
        return room;
    }

    private Map<Long, BigDecimal> orderWide(Map<Long, BigDecimal> declared) {
        Map<Long, BigDecimal> shares = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal onProduct = line.discounts().stream()
                    .filter(Discount::onProduct)
                    .map(Discount::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            shares.put(line.id(), declared.get(line.id()).subtract(onProduct).max(BigDecimal.ZERO));
        }
        return shares;
    }
}
