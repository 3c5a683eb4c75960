package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.util.List;

/** Money besides the lines: shipping, handling, wrapping, a fee. Entered with or without tax as the store does. */
public final class Charge {
    BigDecimal base;
    BigDecimal reduction = Money.ZERO;
    List<TaxRate> rates;
    int taxClassId;
    private BigDecimal ex = Money.ZERO;
    private BigDecimal inc = Money.ZERO;
    private BigDecimal tax = Money.ZERO;

    Charge(BigDecimal base, List<TaxRate> rates, int taxClassId) {
        this.base = base;
        this.rates = rates;
        this.taxClassId = taxClassId;
    }

    static Charge none() {
        return new Charge(Money.ZERO, List.of(), 0);
    }

    void price(boolean inclusive, int decimals) {
        var entered = base.subtract(reduction).max(Money.ZERO);
        tax = TaxRate.tax(entered, rates, inclusive, decimals);
        ex = inclusive ? entered.subtract(tax) : entered;
        inc = inclusive ? entered : entered.add(tax);
    }

    /** As entered, before a shipping discount. */
    public BigDecimal base() {
        return base;
    }

    public BigDecimal ex() {
        return ex;
    }

    public BigDecimal inc() {
        return inc;
    }

    public BigDecimal tax() {
        return tax;
    }

    public List<TaxRate> rates() {
        return rates;
    }
}
