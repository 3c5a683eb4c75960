package dev.ordersync.sandbox.bigcommerce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalogue product; always with at least its base variant. */
public final class Product {
    /**
     * @param price null = inherits the product's
     * @param options display name to value; empty on the base variant
     */
    public record Variant(int id, String sku, BigDecimal price, Map<String, String> options) {}

    final int id;
    final long createdAt;
    long modifiedAt;
    String name;
    String sku;
    String type = Line.PHYSICAL;
    BigDecimal price;
    BigDecimal cost = Money.ZERO;
    BigDecimal weight = BigDecimal.ONE;
    int taxClassId;
    int stock = 100;
    final List<Variant> variants = new ArrayList<>();

    /**
     * A product to put into a catalogue.
     *
     * @param price as the store enters prices
     * @param variants SKU to option values; empty = a simple product
     */
    public record Spec(
            String sku,
            String name,
            BigDecimal price,
            String type,
            int taxClassId,
            BigDecimal cost,
            Map<String, Map<String, String>> variants) {
        public static Spec of(String sku, String name, String price) {
            return new Spec(sku, name, new BigDecimal(price), Line.PHYSICAL, 0, Money.ZERO, Map.of());
        }

        public Spec digital() {
            return new Spec(sku, name, price, Line.DIGITAL, taxClassId, cost, variants);
        }

        public Spec taxClass(int id) {
            return new Spec(sku, name, price, type, id, cost, variants);
        }

        public Spec cost(String amount) {
            return new Spec(sku, name, price, type, taxClassId, new BigDecimal(amount), variants);
        }

        /** Another variant: {@code variant("SHIRT-M", "Size", "M")}. */
        public Spec variant(String variantSku, String... options) {
            var more = new LinkedHashMap<>(variants);
            var values = new LinkedHashMap<String, String>();
            for (int i = 0; i + 1 < options.length; i += 2) {
                values.put(options[i], options[i + 1]);
            }
            more.put(variantSku, values);
            return new Spec(sku, name, price, type, taxClassId, cost, more);
        }
    }

    Product(int id, long createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.modifiedAt = createdAt;
    }

    public int id() {
        return id;
    }

    public String sku() {
        return sku;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    public List<Variant> variants() {
        return variants;
    }

    BigDecimal priceOf(Variant variant) {
        return variant.price() == null ? price : variant.price();
    }
}
