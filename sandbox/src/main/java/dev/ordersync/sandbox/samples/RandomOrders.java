package dev.ordersync.sandbox.samples;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Discount;
import java.util.List;
import java.util.Random;

/** Orders with everything that can be on one, from a seed: the same seed gives the same orders. */
public final class RandomOrders {
    private static final int SHOPPERS = 40;

    private final Random random;
    private final List<String> skus;
    private final int decimals;

    /**
     * @param skus of the store's catalogue to choose from
     * @param decimals of the store's minor unit
     */
    public RandomOrders(long seed, List<String> skus, int decimals) {
        this.random = new Random(seed);
        this.skus = skus;
        this.decimals = decimals;
    }

    public Checkout next() {
        var shopper = random.nextInt(SHOPPERS);
        var address = Address.us("Shopper", "No " + shopper, "shopper" + shopper + "@random.example");
        var checkout = Checkout.guest(address);
        var lines = chance(5) ? 51 + random.nextInt(30) : 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            line(checkout);
        }
        if (chance(30)) {
            checkout.custom("Custom work " + random.nextInt(9), amount(80), 1 + random.nextInt(3));
        }
        if (chance(70)) {
            checkout.shipping(amount(30), "Ground");
        }
        if (chance(20)) {
            checkout.handling(amount(5));
        }
        if (chance(10)) {
            checkout.fee("Surcharge", amount(4));
        }
        discounts(checkout);
        if (chance(20)) {
            checkout.storeCredit(amount(10));
        }
        return checkout.message(chance(30) ? "Leave at the door, no. " + random.nextInt(100) : "");
    }

    private void line(Checkout checkout) {
        var sku = skus.get(random.nextInt(skus.size()));
        checkout.line(sku, 1 + random.nextInt(12), item -> {
            if (chance(50)) {
                item.price(amount(300));
            }
            if (chance(10)) {
                item.wrapping("Gift wrap", amount(6));
            }
        });
    }

    private void discounts(Checkout checkout) {
        if (chance(25)) {
            checkout.discount(Discount.manual(amount(40)));
        }
        if (chance(20)) {
            checkout.discount(Discount.coupon(
                    Discount.Kind.COUPON_PERCENT, "P" + random.nextInt(9), "" + (1 + random.nextInt(60))));
        }
        if (chance(20)) {
            checkout.discount(Discount.coupon(Discount.Kind.COUPON_TOTAL, "T" + random.nextInt(9), amount(25)));
        }
        if (chance(15)) {
            checkout.discount(Discount.promotion(30 + random.nextInt(5), "Promotion", amount(15)));
        }
        if (chance(10)) {
            checkout.discount(Discount.coupon(Discount.Kind.COUPON_FREE_SHIPPING, "SHIP", "0"));
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Above zero, below the most, in whole minor units. */
    private String amount(int most) {
        var scale = (int) Math.pow(10, decimals);
        return java.math.BigDecimal.valueOf(1 + random.nextInt(most * scale - 1), decimals)
                .toPlainString();
    }
}
