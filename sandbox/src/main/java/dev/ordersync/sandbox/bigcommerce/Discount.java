package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.util.Set;

/**
 * A discount of the order, as the shop meant it; {@link Pricing} makes {@link Share}s of it.
 *
 * @param value money (entered with or without tax as the store does) or percent
 * @param code of a coupon, else null
 * @param skus only lines with these SKUs; empty = all lines but gift certificates
 */
public record Discount(Kind kind, String id, String name, String code, BigDecimal value, Set<String> skus) {

    /** What the value means. Numbers of coupon types as in {@code /coupons}. */
    public enum Kind {
        /** Entered by a person in the panel, spread over the lines. */
        MANUAL(-1, "order"),
        /** An automatic promotion on the order, spread over the lines. */
        PROMOTION(-1, "order"),
        /** An automatic promotion worth so much on each of the lines named. */
        PRODUCT_PROMOTION(-1, "product"),
        /** So much off each unit. */
        COUPON_PER_ITEM(0, "product"),
        /** Percent off each line. */
        COUPON_PERCENT(1, "product"),
        /** So much off the order. */
        COUPON_TOTAL(2, "order"),
        /** So much off the shipping; never on a line. */
        COUPON_SHIPPING(3, ""),
        /** Shipping for nothing; never on a line. */
        COUPON_FREE_SHIPPING(4, "");

        final int couponType;
        final String target;

        Kind(int couponType, String target) {
            this.couponType = couponType;
            this.target = target;
        }

        boolean onShipping() {
            return this == COUPON_SHIPPING || this == COUPON_FREE_SHIPPING;
        }

        boolean spread() {
            return this == MANUAL || this == PROMOTION || this == COUPON_TOTAL;
        }
    }

    public static Discount manual(String amount) {
        return new Discount(Kind.MANUAL, "manual-discount", "Manual Discount", null, new BigDecimal(amount), Set.of());
    }

    public static Discount promotion(int id, String name, String amount) {
        return new Discount(Kind.PROMOTION, "" + id, name, null, new BigDecimal(amount), Set.of());
    }

    public static Discount onProduct(int id, String name, String amount, String... skus) {
        return new Discount(Kind.PRODUCT_PROMOTION, "" + id, name, null, new BigDecimal(amount), Set.of(skus));
    }

    public static Discount coupon(Kind kind, String code, String value) {
        var id = kind == Kind.COUPON_TOTAL ? "total-coupon" : "coupon";
        return new Discount(kind, id, "Coupon " + code, code, new BigDecimal(value), Set.of());
    }

    Discount less(BigDecimal amount) {
        return new Discount(kind, id, name, code, value.subtract(amount).max(Money.ZERO), skus);
    }

    boolean covers(Line line) {
        return !line.type().equals(Line.GIFT_CERTIFICATE) && (skus.isEmpty() || skus.contains(line.sku()));
    }
}
