package dev.ordersync.katana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.util.List;

/** The account's settings. Sources: {@code /factory}, {@code /locations}, {@code /tax_rates}. */
public final class Account {
    private static final BigDecimal MOST = new BigDecimal("999.999");

    private final Wire wire;
    private final Lister lister;

    Account(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /** The cheapest call that tells whether the key is good. */
    public Answer<Factory> factory() {
        return wire.get(wire.at("/factory"), Factory.class).map(Read::value);
    }

    /** All live locations. */
    public Answer<List<Location>> locations() {
        return lister.all(() -> wire.at("/locations"), Location.class, l -> l.deletedAt() == null)
                .map(Lister::values);
    }

    /** {@code Missing} when it is unknown or deleted. */
    public Answer<Location> location(long id) {
        return wire.get(wire.at("/locations").id(id), Location.class).map(Read::value);
    }

    /** All tax rates. Several may have the same percent. */
    public Answer<List<TaxRate>> taxRates() {
        return lister.all(() -> wire.at("/tax_rates"), TaxRate.class, rate -> rate.rate() != null)
                .map(Lister::values);
    }

    /**
     * Adds a tax rate; it can never be changed or removed through the API. {@code Uncertain} without an answer: read the
     * rates again.
     *
     * @param percent 0 to 999.999, three decimals at most
     */
    public Answer<TaxRate> createTaxRate(BigDecimal percent, String name) {
        BigDecimal rate = Decimals.wire(percent);
        if (rate.signum() < 0 || rate.compareTo(MOST) > 0 || rate.scale() > 3)
            throw new IllegalArgumentException("not a tax rate that Katana takes: " + Decimals.text(percent));
        ObjectNode body = Json.TREE.createObjectNode().put("rate", rate);
        if (name != null && !name.isBlank()) body.put("name", name);
        return wire.create(wire.at("/tax_rates"), body, TaxRate.class).map(Read::value);
    }
}
