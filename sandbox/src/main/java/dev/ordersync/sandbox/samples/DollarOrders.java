package dev.ordersync.sandbox.samples;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Discount;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.bigcommerce.TaxRate;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** Orders of a shop whose prices are without tax, 6.25 % state and 2 % city. */
final class DollarOrders {
    private static final Address JANE = Address.us("Jane", "O'Doe", "jane@shopper.example");
    private static final Address SAM =
            Address.us("Sam", "", "SAM@shopper.example").street("1 Main St. #4");

    private DollarOrders() {}

    static void place(Shop shop) {
        catalogue(shop);
        var jane = shop.register(JANE);
        shop.place(quoted().id(120));
        shop.place(Checkout.customer(jane, JANE)
                .line("SHIRT-M", 4)
                .line("MUG", 1)
                .discount(Discount.coupon(Discount.Kind.COUPON_PERCENT, "TEN", "10"))
                .discount(Discount.coupon(Discount.Kind.COUPON_FREE_SHIPPING, "SHIPFREE", "0"))
                .shipping("12.35", "Ground"));
        shop.place(manyLines());
        shop.place(compoundTax());
        shop.place(Checkout.customer(jane, JANE)
                .line("MUG", 3, item -> item.price("1480").taxes(yen()))
                .shipping("600", "EMS")
                .shippingTaxes(yen())
                .discount(Discount.manual("333"))
                .currency("JPY"));
        shop.place(Checkout.guest(SAM).line("GUIDE", 1).shipsNowhere().status(10));
        shop.place(Checkout.guest(SAM)
                .line("SHIRT-L", 2)
                .shipping("9.00", "Ground")
                .linesOnlyByProducts());
        shop.place(Checkout.guest(SAM)
                .line("MUG", 1)
                .discount(Discount.coupon(Discount.Kind.COUPON_PERCENT, "GIFT100", "100"))
                .shipping("7.95", "Ground")
                .channel(3, "amazon"));
    }

    private static TaxRate yen() {
        return TaxRate.of(8, "Consumption tax", "10");
    }

    private static void catalogue(Shop shop) {
        shop.stock(Product.Spec.of("JACKET", "Jacket", "89.00").cost("41"));
        shop.stock(Product.Spec.of("TENT", "Tent", "252.00"));
        shop.stock(Product.Spec.of("MUG", "Mug", "12.49").cost("3.10"));
        shop.stock(Product.Spec.of("SHIRT", "Shirt", "29.95")
                .variant("SHIRT-M", "Size", "M")
                .variant("SHIRT-L", "Size", "L"));
        shop.stock(Product.Spec.of("GUIDE", "Trail guide (download)", "9.99").digital());
        for (int i = 1; i <= 200; i++) {
            shop.stock(Product.Spec.of("BOLT-" + i, "Bolt no. " + i, i % 10 + ".3" + i % 7));
        }
    }

    /** Order 120: 50 off by quote, of which 35.90 on the jacket, at 7 %. */
    private static Checkout quoted() {
        var seven = TaxRate.of(7, "Sales tax", "7");
        return Checkout.guest(JANE.with("company", "Doe Outfitters"))
                .line("JACKET", 1, item -> item.taxes(seven))
                .line("TENT", 1, item -> item.taxes(seven))
                .discount(quote("35.90", "JACKET"))
                .discount(quote("14.10", "TENT"))
                .shipping("9.00", "Ground")
                .shippingTaxes(seven);
    }

    private static Discount quote(String amount, String sku) {
        return new Discount(
                Discount.Kind.PRODUCT_PROMOTION,
                "manual-discount",
                "Manual Discount",
                null,
                new BigDecimal(amount),
                Set.of(sku));
    }

    /** More lines than any page or include holds, with a discount spread over all of them. */
    private static Checkout manyLines() {
        var checkout = Checkout.guest(SAM).shipping("49.00", "Freight").discount(Discount.manual("77.77"));
        for (int i = 1; i <= 200; i++) {
            checkout.line("BOLT-" + i, i % 5 + 1);
        }
        return checkout;
    }

    /** Two rates of which the second is taken on top of the first. */
    private static Checkout compoundTax() {
        var federal = TaxRate.of(11, "GST", "5");
        var provincial = new TaxRate(12, "QST (compound)", new BigDecimal("9.975"), 1);
        var montreal = new Address(
                "Zoé",
                "Côté",
                "",
                "100 rue Sainte-Catherine",
                "",
                "Montréal",
                "Quebec",
                "H2X 1Z4",
                "Canada",
                "CA",
                "5145550100",
                "zoe@shopper.example",
                Map.of());
        return Checkout.guest(montreal)
                .line("JACKET", 1, item -> item.taxes(federal, provincial))
                .line("MUG", 5, item -> item.taxes(federal, provincial))
                .shipping("15.00", "Canada Post")
                .shippingTaxes(federal);
    }
}
