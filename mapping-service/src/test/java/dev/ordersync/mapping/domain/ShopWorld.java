package dev.ordersync.mapping.domain;

import dev.ordersync.domain.MinorUnit;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Customer;
import dev.ordersync.mapping.domain.ShopOrder.Discount;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Imitates how BigCommerce reckons an order: unit prices in minor units, derived prices to four decimals, discounts
 * shared out per line with the residue on the last line, tax rounded per line after discounts, totals as the sum of the
 * parts. It knows nothing of how the plan is made.
 */
final class ShopWorld {
    private static final List<List<TaxLayer>> RATES = List.of(
            List.of(),
            Orders.layers("20.0000"),
            Orders.layers("19.0000"),
            Orders.layers("7.0000"),
            Orders.layers("5.5000"),
            Orders.layers("8.2500"),
            Orders.layers("8.8750"),
            Orders.layers("6.2500", "1.0000", "0.5000"),
            Orders.layers("5.0000", "9.9750@1"));

    /** How the order tells of its discounts. */
    enum Telling {
        /** Shares and discounted totals, as today. */
        FULL,
        /** Shares alone, as before 2023. */
        SHARES,
        /** Discounted totals alone. */
        TOTALS,
        /** Only the order's header says that there was a discount. */
        HEADER,
        /** Shares that miss the header's discount by their rounding; the total follows the header. */
        RESIDUE,
        /** Shares and discounted totals, each rounded by itself: the shares may miss the header's discount. */
        ROUNDED,
        /** The same with shares of four decimals. */
        FINE
    }

    final Random random;
    final MinorUnit unit;
    final boolean inclusive;
    final Telling telling;
    final boolean taxesRead;
    final boolean finerRates;
    private final String currency;

    ShopWorld(long seed) {
        random = new Random(seed);
        currency = pick(List.of("EUR", "USD", "JPY", "KWD"));
        unit = MinorUnit.of(currency);
        inclusive = random.nextBoolean();
        telling = pick(List.of(Telling.values()));
        taxesRead = random.nextInt(4) != 0;
        finerRates = random.nextInt(4) == 0;
    }

    /** One line on its way: list is gross in a tax-inclusive shop, else net. */
    private record Draft(
            long id,
            Kind kind,
            boolean custom,
            BigDecimal price,
            int quantity,
            List<TaxLayer> taxes,
            boolean discountable) {
        BigDecimal list() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }
    }

    ShopOrder order() {
        List<Draft> drafts = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? 1 + random.nextInt(200) : 1 + random.nextInt(6);
        List<List<TaxLayer>> rates = List.of(rate(), rate());
        for (int i = 1; i <= count; i++) drafts.add(draft(i, pick(rates)));
        BigDecimal goods =
                sum(drafts.stream().filter(Draft::discountable).map(Draft::list).toList());
        BigDecimal discount = random.nextInt(3) == 0 ? zero() : part(goods);
        List<BigDecimal> shares = shares(drafts, discount, goods);
        List<BigDecimal> told = rounds() ? exactShares(drafts, discount, goods) : shares;
        List<Line> lines = new ArrayList<>();
        BigDecimal total = zero();
        for (int i = 0; i < drafts.size(); i++) {
            Line line = line(drafts.get(i), shares.get(i), told.get(i));
            lines.add(line);
            total = total.add(charged(drafts.get(i), shares.get(i)));
        }
        if (telling == Telling.RESIDUE) total = total.subtract(discount.subtract(sum(shares)));
        List<Charge> charges = charges(rates);
        total = total.add(sum(charges.stream().map(Charge::incTax).toList()));
        BigDecimal tax = sum(lines.stream().map(Line::totalTax).toList())
                .add(sum(charges.stream().map(Charge::tax).toList()));
        boolean coupon = random.nextBoolean();
        return new ShopOrder(
                1 + random.nextInt(100_000),
                11,
                false,
                Instant.parse("2026-07-20T09:14:03Z"),
                currency,
                null,
                null,
                inclusive,
                new Customer(7, "ada@example.com", "Ada", "Byron", null, null),
                Orders.BILLING,
                List.of(),
                lines,
                -1,
                charges,
                coupon ? zero() : discount,
                coupon ? discount : zero(),
                random.nextBoolean() ? zero() : part(total),
                zero(),
                total.subtract(tax),
                total,
                tax,
                null,
                null);
    }

    private Draft draft(long id, List<TaxLayer> taxes) {
        int dice = random.nextInt(12);
        Kind kind = dice == 0 ? Kind.DIGITAL : dice == 1 ? Kind.GIFT_CERTIFICATE : Kind.PHYSICAL;
        boolean custom = kind == Kind.GIFT_CERTIFICATE || dice == 2;
        BigDecimal price = dice == 3 ? zero() : amount(random.nextInt(4) == 0 ? 1_000_000 : 20_000);
        boolean gift = kind == Kind.GIFT_CERTIFICATE;
        return new Draft(id, kind, custom, price, 1 + random.nextInt(12), gift ? List.of() : taxes, !gift);
    }

    private Line line(Draft draft, BigDecimal share, BigDecimal told) {
        Rate rate = Rate.of(draft.taxes());
        BigDecimal times = BigDecimal.valueOf(draft.quantity());
        BigDecimal priceInc = inclusive ? draft.price() : four(draft.price().multiply(rate.factor()));
        BigDecimal priceEx = inclusive ? four(rate.net(draft.price())) : draft.price();
        boolean showsShare = telling != Telling.TOTALS && telling != Telling.HEADER && told.signum() != 0;
        boolean showsTotal = telling == Telling.FULL || telling == Telling.TOTALS || rounds();
        int refunded = random.nextInt(15) == 0 ? random.nextInt(draft.quantity() + 1) : 0;
        return new Line(
                draft.id(),
                draft.custom() ? 0 : draft.id() * 10,
                0,
                "SKU-" + draft.id(),
                "Item " + draft.id(),
                draft.kind(),
                times,
                BigDecimal.ZERO,
                BigDecimal.valueOf(refunded),
                draft.price(),
                priceEx,
                priceInc,
                inclusive ? four(rate.net(draft.list())) : draft.list(),
                inclusive ? draft.list() : four(draft.list().multiply(rate.factor())),
                tax(draft.list().subtract(share), rate),
                showsTotal ? charged(draft, share) : null,
                showsShare ? List.of(new Discount(told, "Sale", null, false)) : List.of(),
                List.of(),
                taxesRead ? draft.taxes() : List.of(),
                null,
                0);
    }

    /** What the shopper pays for a line, with tax. */
    private BigDecimal charged(Draft draft, BigDecimal share) {
        BigDecimal amount = draft.list().subtract(share);
        return inclusive ? amount : amount.add(tax(amount, Rate.of(draft.taxes())));
    }

    private BigDecimal tax(BigDecimal amount, Rate rate) {
        return unit.round(
                inclusive
                        ? amount.subtract(rate.net(amount))
                        : amount.multiply(rate.factor()).subtract(amount));
    }

    private List<BigDecimal> shares(List<Draft> drafts, BigDecimal discount, BigDecimal goods) {
        List<BigDecimal> shares = new ArrayList<>();
        List<BigDecimal> room = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean takes = draft.discountable() && draft.price().signum() > 0 && goods.signum() > 0;
            BigDecimal share = takes
                    ? discount.multiply(draft.list())
                            .divide(goods, MathContext.DECIMAL128)
                            .setScale(unit.decimals(), RoundingMode.DOWN)
                    : zero();
            shares.add(share);
            room.add(takes ? draft.list().subtract(share) : zero());
        }
        if (telling == Telling.RESIDUE) return shares;
        // what rounding left over: from the last line on, none below zero; no line is far from the share that it shows
        BigDecimal left = discount.subtract(sum(shares));
        for (int i = shares.size() - 1; i >= 0; i--) {
            BigDecimal more = left.min(room.get(i));
            if (rounds()) more = more.min(unit.amount());
            shares.set(i, shares.get(i).add(more));
            left = left.subtract(more);
        }
        return shares;
    }

    private boolean rounds() {
        return telling == Telling.ROUNDED || telling == Telling.FINE;
    }

    /** Each line's part of the discount, rounded by itself. */
    private List<BigDecimal> exactShares(List<Draft> drafts, BigDecimal discount, BigDecimal goods) {
        int decimals = telling == Telling.FINE ? 4 : unit.decimals();
        return drafts.stream()
                .map(draft -> draft.discountable() && goods.signum() > 0
                        ? discount.multiply(draft.list()).divide(goods, decimals, RoundingMode.HALF_UP)
                        : zero())
                .toList();
    }

    private List<Charge> charges(List<List<TaxLayer>> rates) {
        List<Charge> charges = new ArrayList<>();
        for (ChargeKind kind : ChargeKind.values()) {
            if (random.nextInt(3) == 0) continue;
            List<TaxLayer> taxes = random.nextInt(4) == 0 ? rate() : rates.get(0);
            // several wrapped lines, or addresses: each part's tax is rounded by itself
            int parts = 1 + random.nextInt(6);
            BigDecimal amount = zero();
            BigDecimal tax = zero();
            for (int i = 0; i < parts; i++) {
                BigDecimal part = random.nextInt(4) == 0 ? zero() : amount(3_000 / parts);
                amount = amount.add(part);
                tax = tax.add(tax(part, Rate.of(taxes)));
            }
            charges.add(new Charge(
                    kind.name(),
                    kind,
                    kind.name(),
                    inclusive ? amount.subtract(tax) : amount,
                    inclusive ? amount : amount.add(tax),
                    tax,
                    taxesRead ? taxes : List.of(),
                    parts));
        }
        return charges;
    }

    private List<TaxLayer> rate() {
        return RATES.get(random.nextInt(finerRates ? RATES.size() : RATES.size() - 1));
    }

    private BigDecimal amount(int most) {
        return new BigDecimal(1 + random.nextInt(most)).movePointLeft(unit.decimals());
    }

    private BigDecimal part(BigDecimal of) {
        return of.multiply(new BigDecimal(random.nextInt(101)))
                .movePointLeft(2)
                .setScale(unit.decimals(), RoundingMode.DOWN);
    }

    private BigDecimal zero() {
        return BigDecimal.ZERO.setScale(unit.decimals());
    }

    private static BigDecimal four(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
