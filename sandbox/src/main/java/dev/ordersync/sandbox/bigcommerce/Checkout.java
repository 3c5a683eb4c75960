package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a shopper (or a person in the panel) puts together; {@link Shop#place} makes an order of it.
 *
 * <p>Prices, taxes and names come from the catalogue and the store unless said otherwise here.
 */
public final class Checkout {
    final List<Item> items = new ArrayList<>();
    final List<Place> places = new ArrayList<>();
    final List<Discount> discounts = new ArrayList<>();
    final List<NamedAmount> fees = new ArrayList<>();
    final Address billing;
    int orderId;
    int customerId;
    int statusId = 11;
    Instant createdAt;
    BigDecimal storeCredit = Money.ZERO;
    BigDecimal giftCertificate = Money.ZERO;
    String message = "";
    String staffNotes = "";
    String paymentMethod = "Credit Card";
    String paymentStatus = "captured";
    String source = "www";
    String currency;
    String displayCurrency;
    BigDecimal displayRate = BigDecimal.ONE;
    int channelId = 1;
    boolean shippingNowhere;
    boolean bareNumbers;
    boolean legacy;
    boolean linesOnlyByProducts;

    /** A name with an amount as the store enters prices. */
    record NamedAmount(String name, BigDecimal amount) {}

    /** A delivery address with its shipping. */
    static final class Place {
        final Address address;
        String method = "Flat Rate";
        BigDecimal shipping = Money.ZERO;
        BigDecimal handling = Money.ZERO;
        List<TaxRate> rates;

        Place(Address address) {
            this.address = address;
        }
    }

    /** One line to be. */
    public static final class Item {
        String sku = "";
        String name = "";
        String type = Line.PHYSICAL;
        boolean custom;
        BigDecimal price;
        int quantity = 1;
        int place;
        int parent = -1;
        List<TaxRate> rates;
        NamedAmount wrapping;
        final List<Line.Option> options = new ArrayList<>();

        /** Instead of the catalogue's price; as the store enters prices. */
        public Item price(String amount) {
            price = new BigDecimal(amount);
            return this;
        }

        /** Instead of the rates of the product's tax class. */
        public Item taxes(TaxRate... instead) {
            rates = List.of(instead);
            return this;
        }

        /** Another option or modifier the shopper chose. */
        public Item option(String optionName, String value, String optionType) {
            options.add(new Line.Option(0, 0, optionName, value, optionType));
            return this;
        }

        /** Gift wrapping for the whole line. */
        public Item wrapping(String wrappingName, String amount) {
            wrapping = new NamedAmount(wrappingName, new BigDecimal(amount));
            return this;
        }

        /** To the n-th delivery address, counted from 0. */
        public Item to(int index) {
            place = index;
            return this;
        }
    }

    private Checkout(Address billing) {
        this.billing = billing;
    }

    public static Checkout guest(Address billing) {
        return new Checkout(billing);
    }

    public static Checkout customer(int customerId, Address billing) {
        var checkout = new Checkout(billing);
        checkout.customerId = customerId;
        return checkout;
    }

    public Checkout line(String sku, int quantity) {
        return line(sku, quantity, item -> {});
    }

    public Checkout line(String sku, int quantity, Consumer<Item> more) {
        var item = new Item();
        item.sku = sku;
        item.quantity = quantity;
        more.accept(item);
        items.add(item);
        return this;
    }

    /** A line without a catalogue product. */
    public Checkout custom(String name, String price, int quantity, Consumer<Item> more) {
        var item = new Item();
        item.custom = true;
        item.name = name;
        item.price = new BigDecimal(price);
        item.quantity = quantity;
        more.accept(item);
        items.add(item);
        return this;
    }

    public Checkout custom(String name, String price, int quantity) {
        return custom(name, price, quantity, item -> {});
    }

    public Checkout giftCertificate(String price) {
        var item = new Item();
        item.custom = true;
        item.type = Line.GIFT_CERTIFICATE;
        item.name = price + " Gift Certificate";
        item.price = new BigDecimal(price);
        item.rates = List.of();
        items.add(item);
        return this;
    }

    /** A parent with the price and its parts at price 0, in the same quantity. */
    public Checkout bundle(String parentSku, int quantity, String... parts) {
        line(parentSku, quantity);
        var parent = items.size() - 1;
        for (var part : parts) {
            line(part, quantity, item -> {
                item.price = Money.ZERO;
                item.parent = parent;
            });
        }
        return this;
    }

    public Checkout shipTo(Address address) {
        places.add(new Place(address));
        return this;
    }

    /** Of the delivery address named last; the billing address when none was named. */
    public Checkout shipping(String amount, String method) {
        var place = lastPlace();
        place.shipping = new BigDecimal(amount);
        place.method = method;
        return this;
    }

    public Checkout shippingTaxes(TaxRate... rates) {
        lastPlace().rates = List.of(rates);
        return this;
    }

    public Checkout handling(String amount) {
        lastPlace().handling = new BigDecimal(amount);
        return this;
    }

    private Place lastPlace() {
        if (places.isEmpty()) {
            places.add(new Place(billing));
        }
        return places.get(places.size() - 1);
    }

    /** No delivery address at all: downloads only, or collected. */
    public Checkout shipsNowhere() {
        shippingNowhere = true;
        return this;
    }

    public Checkout discount(Discount discount) {
        discounts.add(discount);
        return this;
    }

    public Checkout fee(String name, String amount) {
        fees.add(new NamedAmount(name, new BigDecimal(amount)));
        return this;
    }

    /** So much of the total is paid with store credit. */
    public Checkout storeCredit(String amount) {
        storeCredit = new BigDecimal(amount);
        return this;
    }

    /** So much of the total is paid with a gift certificate. */
    public Checkout paidByGiftCertificate(String amount) {
        giftCertificate = new BigDecimal(amount);
        return this;
    }

    public Checkout status(int id) {
        statusId = id;
        return this;
    }

    public Checkout id(int id) {
        orderId = id;
        return this;
    }

    public Checkout createdAt(Instant instant) {
        createdAt = instant;
        return this;
    }

    public Checkout message(String text) {
        message = text;
        return this;
    }

    public Checkout staffNotes(String text) {
        staffNotes = text;
        return this;
    }

    public Checkout payment(String method, String status) {
        paymentMethod = method;
        paymentStatus = status;
        return this;
    }

    /** The currency of the amounts, when not the store's own. */
    public Checkout currency(String code) {
        currency = code;
        return this;
    }

    /** What the shopper browsed in; amounts stay as they are. */
    public Checkout displayed(String code, String rate) {
        displayCurrency = code;
        displayRate = new BigDecimal(rate);
        return this;
    }

    public Checkout channel(int id, String orderSource) {
        channelId = id;
        source = orderSource;
        return this;
    }

    /** Numbers without padding. */
    public Checkout bareNumbers() {
        bareNumbers = true;
        return this;
    }

    /** Without the fields that BigCommerce added later. */
    public Checkout legacy() {
        legacy = true;
        return this;
    }

    /** Included consignments come without lines. */
    public Checkout linesOnlyByProducts() {
        linesOnlyByProducts = true;
        return this;
    }
}
