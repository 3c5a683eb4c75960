package dev.ordersync.stores;

import java.util.List;

/**
 * How far the import of all products, or of all customers, of one store has come.
 *
 * @param what {@link #PRODUCTS} or {@link #CUSTOMERS}
 * @param account the Katana account it goes to
 * @param matching whether what Katana has is read, so that BigCommerce's are being matched
 * @param cursor behind what was handled last; for the import alone to read
 * @param total as BigCommerce last told; 0 when it was not asked yet
 * @param skipped not for Katana: digital goods
 * @param held left for a person, see {@code problems}; they do not keep the import from its end
 * @param problems the latest ones, in words
 * @param note why it does not go on just now; null when it does
 */
public record CatalogueImport(
        String store,
        String what,
        String account,
        boolean done,
        boolean matching,
        String cursor,
        long total,
        long created,
        long matched,
        long skipped,
        long held,
        List<String> problems,
        String note) {
    public static final String PRODUCTS = "products";
    public static final String CUSTOMERS = "customers";

    public CatalogueImport {
        problems = List.copyOf(problems);
    }

    /** What became of one of them. */
    public enum Fate {
        CREATED,
        MATCHED,
        SKIPPED,
        HELD
    }

    public long seen() {
        return created + matched + skipped + held;
    }

    /** Those not handled yet, as far as is known. */
    public long left() {
        return done ? 0 : Math.max(0, total - seen());
    }
}
