package dev.ordersync.sandbox.samples;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Discount;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.Shop;
import dev.ordersync.sandbox.bigcommerce.TaxRate;
import java.util.Map;

/** Orders of a shop whose prices include tax, 19 % and 7 %. */
final class EuroOrders {
    private static final Address ANNA = Address.german("Anna", "Größ", "anna.groess@kunde.example");
    private static final Address BEN =
            Address.german("Ben", "Öztürk", "ben@kunde.example").street("Am Wall 3");

    private EuroOrders() {}

    static void place(Shop shop) {
        catalogue(shop);
        var anna = shop.register(ANNA);
        shop.place(wholesale().id(519));
        shop.place(Checkout.customer(anna, ANNA).line("OAK-BOARD", 3).shipping("4.90", "DHL Paket"));
        shop.place(twoRates(anna));
        shop.place(giftWrapped());
        shop.place(notAllGoods(anna));
        shop.place(bundled());
        shop.place(twoAddresses(anna));
        shop.place(shownInFrancs());
        shop.place(Checkout.guest(BEN)
                .line("OAK-BOARD", 1)
                .shipping("4.90", "DHL Paket")
                .status(7)
                .payment("Bank Deposit", "pending"));
        partlyRefunded(shop, anna);
        shop.place(fromLongAgo());
    }

    private static void catalogue(Shop shop) {
        shop.stock(Product.Spec.of("OAK-BOARD", "Cutting board, oak", "49.99").cost("18.20"));
        shop.stock(Product.Spec.of("BENCH", "Workbench", "250.00").cost("120"));
        shop.stock(Product.Spec.of("HONEY", "Linden honey", "7.49").taxClass(1));
        shop.stock(Product.Spec.of("BEE-BOOK", "Bees, a handbook", "24.90").taxClass(1));
        shop.stock(Product.Spec.of("WAX", "Board wax", "6.00"));
        shop.stock(Product.Spec.of("APRON", "Apron", "39.00")
                .variant("APRON-S-GREEN", "Size", "S", "Colour", "Green")
                .variant("APRON-M-GREEN", "Size", "M", "Colour", "Green")
                .variant("APRON-M-BLUE", "Size", "M", "Colour", "Blue"));
        shop.stock(Product.Spec.of("PLAN-PDF", "Building plan (PDF)", "5.00").digital());
        shop.stock(Product.Spec.of("STARTER-SET", "Starter set", "79.00"));
    }

    /** Order 519 as it was captured: ten at 250 with 5.5 % inside, 100 off by hand. */
    private static Checkout wholesale() {
        var reduced = TaxRate.of(9, "Tax 5.5 %", "5.5");
        return Checkout.guest(BEN.with("company", "Öztürk & Söhne GmbH"))
                .line("BENCH", 10, item -> item.taxes(reduced))
                .discount(Discount.manual("100"))
                .staffNotes("Agreed on the phone");
    }

    /** Two rates, a coupon whose shares do not come out even, shipping, a comment with line breaks. */
    private static Checkout twoRates(int customer) {
        return Checkout.customer(customer, ANNA)
                .line("HONEY", 7)
                .line("BEE-BOOK", 1)
                .line("OAK-BOARD", 1)
                .discount(Discount.coupon(Discount.Kind.COUPON_TOTAL, "BIENE5", "5.00"))
                .shipping("5.90", "DHL Paket")
                .message("Bitte beim Nachbarn abgeben:\nFamilie Schäfer, \"Hinterhaus\"");
    }

    /** Wrapping, handling and a fee; a text the shopper typed for the engraving. */
    private static Checkout giftWrapped() {
        return Checkout.guest(BEN)
                .line(
                        "OAK-BOARD",
                        2,
                        item -> item.option("Engraving", "Für Oma 💛", "Text field")
                                .wrapping("Gift wrap", "3.50"))
                .line("APRON-M-BLUE", 1)
                .shipping("6.90", "DHL Express")
                .handling("1.50")
                .fee("Small order surcharge", "2.00");
    }

    /** A custom item, a download, a gift certificate; paid with store credit and a certificate in part. */
    private static Checkout notAllGoods(int customer) {
        return Checkout.customer(customer, ANNA)
                .line("WAX", 2)
                .line("PLAN-PDF", 1)
                .custom("Sharpening, per blade", "4.50", 3)
                .giftCertificate("25.00")
                .storeCredit("10.00")
                .paidByGiftCertificate("5.00")
                .shipping("4.90", "DHL Paket");
    }

    /** A bundle whose parts are free, three for two, and a line that a coupon makes free. */
    private static Checkout bundled() {
        return Checkout.guest(ANNA.with("email", "ANNA.Groess@Kunde.example"))
                .bundle("STARTER-SET", 1, "WAX", "HONEY")
                .line("WAX", 3)
                .discount(Discount.onProduct(21, "Three for two", "6.00", "WAX"))
                .discount(Discount.promotion(22, "Spring sale", "7.77"));
    }

    private static Checkout twoAddresses(int customer) {
        return Checkout.customer(customer, ANNA)
                .shipTo(ANNA)
                .shipping("4.90", "DHL Paket")
                .shipTo(BEN)
                .shipping("4.90", "DHL Paket")
                .line("OAK-BOARD", 1)
                .line("APRON-S-GREEN", 1, item -> item.to(1))
                .line("WAX", 1, item -> item.to(1));
    }

    /** Browsed in Swiss francs, paid in euros; a company with its tax number in a form field. */
    private static Checkout shownInFrancs() {
        var company = new Address(
                "Urs",
                "Meier",
                "Meier Holzbau AG",
                "Bahnhofstrasse 1",
                "",
                "Zürich",
                "Zürich",
                "8001",
                "Switzerland",
                "CH",
                "+41 44 555 01 00",
                "urs@holzbau.example",
                Map.of("VAT number", "CHE-123.456.789"));
        return Checkout.guest(company)
                .line("BENCH", 1, item -> item.taxes())
                .shipping("29.00", "Spedition")
                .shippingTaxes()
                .displayed("CHF", "0.9712000000");
    }

    private static void partlyRefunded(Shop shop, int customer) {
        var id = shop.place(Checkout.customer(customer, ANNA)
                .line("APRON-M-GREEN", 2)
                .line("HONEY", 4)
                .shipping("4.90", "DHL Paket"));
        var honey = shop.read(store ->
                store.order(id).orElseThrow().line("HONEY").orElseThrow().id());
        shop.refund(id, Map.of(honey, 1));
    }

    /** As older orders come: unpadded numbers, no tax flag, no per-line discount results. */
    private static Checkout fromLongAgo() {
        return Checkout.guest(BEN)
                .line("OAK-BOARD", 2)
                .discount(Discount.coupon(Discount.Kind.COUPON_PERCENT, "ALT10", "10"))
                .shipping("8", "Post")
                .bareNumbers()
                .legacy();
    }
}
