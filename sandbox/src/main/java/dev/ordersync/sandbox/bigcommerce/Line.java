package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One order product: what was ordered (written by {@link Checkout} and edits) and what {@link Pricing} made of it. */
public final class Line {
    public static final String PHYSICAL = "physical";
    public static final String DIGITAL = "digital";
    public static final String GIFT_CERTIFICATE = "giftcertificate";

    /** A chosen option or modifier. */
    public record Option(int id, int optionId, String name, String value, String type) {}

    final int id;
    int productId;
    int variantId;
    int destinationId;
    String name = "";
    String sku = "";
    String type = PHYSICAL;
    BigDecimal price = Money.ZERO;
    int quantity;
    List<TaxRate> rates = List.of();
    int taxClassId;
    List<Option> options = new ArrayList<>();
    Charge wrapping = Charge.none();
    String wrappingName = "";
    BigDecimal cost = Money.ZERO;
    BigDecimal weight = Money.ZERO;
    int parentId;
    int shipped;
    int refunded;
    boolean discountsLost;
    boolean legacy;

    List<Share> shares = new ArrayList<>();
    private BigDecimal priceEx = Money.ZERO;
    private BigDecimal priceInc = Money.ZERO;
    private BigDecimal totalEx = Money.ZERO;
    private BigDecimal totalInc = Money.ZERO;
    private BigDecimal tax = Money.ZERO;
    private BigDecimal gross = Money.ZERO;

    Line(int id) {
        this.id = id;
    }

    /** As entered, times quantity, before any discount. */
    BigDecimal entered() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }

    /** As entered, less the shares so far. */
    BigDecimal remaining() {
        return entered().subtract(discount());
    }

    public BigDecimal discount() {
        return Money.sum(shares.stream().map(Share::amount).toList());
    }

    /**
     * The line's money (reference 10.1): the tax is that of the discounted amount, rounded to the minor unit; the unit
     * and total prices before discounts are derived back from it with the same noise as in the real system: 250 at
     * 5.5 % inclusive, ten of them less 100, gives 13.0333 tax a unit and 2369.6667 ex tax.
     */
    void price(boolean inclusive, int decimals) {
        var remaining = remaining();
        tax = TaxRate.tax(remaining, rates, inclusive, decimals);
        gross = inclusive ? remaining : remaining.add(tax);
        var share = ratio(remaining, inclusive);
        var unitTax = Money.round(price.multiply(share, Money.EXACT), 4);
        var totalTax = Money.round(entered().multiply(share, Money.EXACT), 4);
        priceEx = inclusive ? price.subtract(unitTax) : price;
        priceInc = inclusive ? price : price.add(unitTax);
        totalEx = inclusive ? entered().subtract(totalTax) : entered();
        totalInc = inclusive ? entered() : entered().add(totalTax);
    }

    private BigDecimal ratio(BigDecimal remaining, boolean inclusive) {
        if (remaining.signum() != 0) {
            return tax.divide(remaining, Money.EXACT);
        }
        var factor = TaxRate.factor(rates);
        return inclusive
                ? BigDecimal.ONE.subtract(BigDecimal.ONE.divide(factor, Money.EXACT))
                : factor.subtract(BigDecimal.ONE);
    }

    public int id() {
        return id;
    }

    public int productId() {
        return productId;
    }

    public int variantId() {
        return variantId;
    }

    public int destinationId() {
        return destinationId;
    }

    public String name() {
        return name;
    }

    public String sku() {
        return sku;
    }

    public String type() {
        return type;
    }

    /** Per unit, as entered. */
    public BigDecimal price() {
        return price;
    }

    /** Zero when the line was removed. */
    public int quantity() {
        return quantity;
    }

    public int shipped() {
        return shipped;
    }

    public int refunded() {
        return refunded;
    }

    public int open() {
        return Math.max(0, quantity - shipped - refunded);
    }

    public List<TaxRate> rates() {
        return rates;
    }

    public List<Share> shares() {
        return shares;
    }

    public List<Option> options() {
        return options;
    }

    public Charge wrapping() {
        return wrapping;
    }

    public int parentId() {
        return parentId;
    }

    /** No catalogue product stands behind it. */
    public boolean custom() {
        return productId == 0 && !type.equals(GIFT_CERTIFICATE);
    }

    public BigDecimal priceEx() {
        return priceEx;
    }

    public BigDecimal priceInc() {
        return priceInc;
    }

    public BigDecimal totalEx() {
        return totalEx;
    }

    public BigDecimal totalInc() {
        return totalInc;
    }

    /** Of the discounted amount. */
    public BigDecimal tax() {
        return tax;
    }

    /** {@code discounted_total_inc_tax}. */
    public BigDecimal gross() {
        return gross;
    }
}
