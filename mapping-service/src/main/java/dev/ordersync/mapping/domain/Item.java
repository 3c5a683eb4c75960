package dev.ordersync.mapping.domain;

import java.math.BigDecimal;
import java.util.List;

/** What a row sells, before it is known which Katana variant that is. */
public sealed interface Item {

    String name();

    /**
     * Katana's default sales price of an item that has to be created: before tax, in the store's own currency and rounded to
     * it; null when it is not known.
     */
    BigDecimal salesPrice();

    /** Stable text by which two items are the same one. */
    String identity();

    /**
     * A catalogue product: by SKU, else by its BigCommerce ids, else created.
     *
     * @param sku null when the line has none
     * @param options those that tell its variants apart, no modifiers
     */
    record Catalogue(
            String sku,
            long productId,
            long variantId,
            String name,
            List<ShopOrder.Option> options,
            BigDecimal salesPrice)
            implements Item {
        public Catalogue {
            options = List.copyOf(options);
        }

        /** The same product under the SKU that it is to be treated as. */
        public Catalogue withSku(String other) {
            return new Catalogue(other, productId, variantId, name, options, salesPrice);
        }

        /** The same with these of its options. */
        public Catalogue withOptions(List<ShopOrder.Option> others) {
            return new Catalogue(sku, productId, variantId, name, others, salesPrice);
        }

        @Override
        public String identity() {
            return "catalogue:" + (sku == null ? "" : sku) + ":" + productId + ":" + variantId;
        }
    }

    /** A custom item: one Katana product of its own per order line, never matched, its variant without a SKU (P9). */
    record Custom(long orderId, long lineId, String name, BigDecimal salesPrice) implements Item {
        @Override
        public String identity() {
            return "custom:" + orderId + ":" + lineId;
        }
    }

    /**
     * A Katana service: a non-physical line, or a charge that cannot share the fee.
     *
     * @param code one service per code in an account; {@code sku:ABC}, {@code product:12:34}, {@code charge:handling},
     *     {@code custom:100:5}
     * @param sku SKU to look for and to give to the new service; null when there is none
     */
    record Service(String code, String sku, String name, BigDecimal salesPrice) implements Item {
        @Override
        public String identity() {
            return "service:" + code;
        }
    }
}
