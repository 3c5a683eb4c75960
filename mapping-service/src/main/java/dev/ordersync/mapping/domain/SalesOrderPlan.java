package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The sales order that Katana should hold for an order: every field that is ours, and no other.
 *
 * @param shipTo equals billTo when the order has no shipping address (P3)
 * @param fee null when there is none
 * @param additionalInfo our own text, "" when there is none; a person's text beside it stays (see {@link AdditionalInfo})
 * @param customerRef at most 255 characters, or null
 */
public record SalesOrderPlan(
        long orderId,
        String orderNo,
        Instant orderCreatedAt,
        Instant deliveryDate,
        String currency,
        CustomerIdentity customer,
        Address billTo,
        Address shipTo,
        List<Row> rows,
        Fee fee,
        String additionalInfo,
        String customerRef,
        Set<Flag> flags) {

    public SalesOrderPlan {
        rows = List.copyOf(rows);
        flags = Set.copyOf(flags);
    }

    /** What a person should know about the order although it is synced. */
    public enum Flag {
        SEVERAL_ADDRESSES(
                "The order goes to several addresses: the first one is on the sales order, a note names the others.");

        private final String sentence;

        Flag(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /**
     * @param key BigCommerce line id as text, or {@code charge:handling} and the like; unique within the order
     * @param lineId BigCommerce line id, 0 for a charge's row
     * @param pricePerUnit before tax, at most 10 decimals
     * @param totalDiscount of the whole row, before tax, at most 10 decimals, never more than price times quantity
     * @param taxPercent at most 3 decimals; null when untaxed
     * @param attributes for Katana's {@code attributes}: one value is exactly the key, the options' values follow
     */
    public record Row(
            String key,
            long lineId,
            Item item,
            BigDecimal quantity,
            BigDecimal pricePerUnit,
            BigDecimal totalDiscount,
            BigDecimal taxPercent,
            List<Attribute> attributes) {
        /** Key of the attribute whose value is the row's key. */
        public static final String KEY_NAME = "bc_line_id";

        public Row {
            attributes = List.copyOf(attributes);
        }

        /** The line of a row with this key; 0 for a charge's. */
        public static long lineId(String key) {
            return key.matches("\\d{1,18}") ? Long.parseLong(key) : 0;
        }
    }

    /** Keys differ within a row; keys and values are not blank. */
    public record Attribute(String key, String value) {}

    /**
     * Katana's one shipping fee.
     *
     * @param amount before tax, at most 10 decimals, not negative
     * @param taxPercent null when untaxed
     */
    public record Fee(String description, BigDecimal amount, BigDecimal taxPercent) {}

    /**
     * The same with the number and the delivery date that are held already. The order has no word in them: they are of its
     * id and of when it was placed, and of the store's settings.
     */
    public SalesOrderPlan withTermsOf(Applied held) {
        boolean placedThen = orderCreatedAt.equals(held.orderCreatedAt());
        return new SalesOrderPlan(
                orderId,
                held.orderNo() == null ? orderNo : held.orderNo(),
                orderCreatedAt,
                placedThen && held.deliveryDate() != null ? held.deliveryDate() : deliveryDate,
                currency,
                customer,
                billTo,
                shipTo,
                rows,
                fee,
                additionalInfo,
                customerRef,
                flags);
    }

    /** The same for equal plans of this plan version, on every machine. */
    public String hash() {
        return PlanHash.of(this);
    }
}
