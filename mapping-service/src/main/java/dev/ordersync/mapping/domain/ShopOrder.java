package dev.ordersync.mapping.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A BigCommerce order, as far as a Katana sales order needs it. Amounts are in {@link #currency()} and never null unless
 * said so. Sources: BigCommerce's orders V2, its order products and its order taxes.
 *
 * @param archived {@code is_deleted}: put away in BigCommerce, which is not cancelled
 * @param currency {@code default_currency_code}: what was charged, not what the shopper browsed in
 * @param storeCurrency {@code store_default_currency_code}: the store's own; null when the order is silent
 * @param storeRate from the store's own currency to {@link #currency()}; null when the order is silent
 * @param taxInclusive {@code is_tax_inclusive_pricing}: gross amounts are the exact ones; null when the order is silent
 * @param shipTo shipping addresses, first one first; empty for pickups and downloads
 * @param lines with removed ones (quantity 0)
 * @param itemsTotal {@code items_total}: the sum of the quantities; -1 when the order is silent
 * @param charges shipping, handling, wrapping and fees; amounts of 0 included
 * @param discountAmount manual and promotion discounts on the order
 * @param couponDiscount coupons
 * @param storeCredit a payment, not a discount
 * @param giftCertificates a payment, not a discount
 * @param comments {@code customer_message}, or null
 * @param purchaseOrder the customer's own reference when a form field is named so, or null
 */
public record ShopOrder(
        long orderId,
        int statusId,
        boolean archived,
        Instant createdAt,
        String currency,
        String storeCurrency,
        BigDecimal storeRate,
        Boolean taxInclusive,
        Customer customer,
        Address billing,
        List<ShipTo> shipTo,
        List<Line> lines,
        int itemsTotal,
        List<Charge> charges,
        BigDecimal discountAmount,
        BigDecimal couponDiscount,
        BigDecimal storeCredit,
        BigDecimal giftCertificates,
        BigDecimal totalExTax,
        BigDecimal totalIncTax,
        BigDecimal totalTax,
        String comments,
        String purchaseOrder) {

    public ShopOrder {
        shipTo = List.copyOf(shipTo);
        lines = List.copyOf(lines);
        charges = List.copyOf(charges);
    }

    /** It has no lines any more and says so, rather than that they were not read. */
    public boolean isEmptied() {
        return lines.isEmpty() && itemsTotal == 0 && totalIncTax.signum() == 0;
    }

    /**
     * The same, once its sales order is delivered as held: what its rows hold is shipped, whatever BigCommerce says of it. A
     * refund then takes nothing off them (O3); an edit still does.
     */
    public ShopOrder deliveredAs(Applied held) {
        Map<String, BigDecimal> delivered = new HashMap<>();
        for (Applied.AppliedRow row : held.rows())
            if (row.key() != null && row.quantity() != null)
                delivered.merge(row.key(), row.quantity(), BigDecimal::max);
        List<Line> shipped = lines.stream()
                .map(line -> line.shippedAtLeast(delivered.getOrDefault(Long.toString(line.id()), BigDecimal.ZERO)))
                .toList();
        return new ShopOrder(
                orderId,
                statusId,
                archived,
                createdAt,
                currency,
                storeCurrency,
                storeRate,
                taxInclusive,
                customer,
                billing,
                shipTo,
                shipped,
                itemsTotal,
                charges,
                discountAmount,
                couponDiscount,
                storeCredit,
                giftCertificates,
                totalExTax,
                totalIncTax,
                totalTax,
                comments,
                purchaseOrder);
    }

    /**
     * @param id BigCommerce customer id, 0 for a guest
     * @param email the account's where the order tells it, else the billing one; null when there is none
     */
    public record Customer(long id, String email, String firstName, String lastName, String company, String phone) {}

    /** A postal address; blank fields are null. */
    public record Address(
            String firstName,
            String lastName,
            String company,
            String phone,
            String line1,
            String line2,
            String city,
            String state,
            String zip,
            String country) {}

    /** @param id {@code order_address_id} of the lines that go there */
    public record ShipTo(long id, Address address) {}

    public enum Kind {
        PHYSICAL,
        DIGITAL,
        GIFT_CERTIFICATE
    }

    /**
     * One order product.
     *
     * @param id order product id: the row's key
     * @param productId 0 for a custom item or a gift certificate
     * @param variantId 0 when there is none
     * @param sku null when blank
     * @param price unit price as entered ({@code base_price}): with tax in a tax-inclusive store
     * @param totalTax tax of the line after discounts, as charged
     * @param discountedTotalIncTax line with tax after all discounts, as charged; null when the order does not tell
     * @param taxes the rates of this line as {@code /taxes} lists them; empty when unknown
     * @param parentLineId the bundle's line, or null
     */
    public record Line(
            long id,
            long productId,
            long variantId,
            String sku,
            String name,
            Kind kind,
            BigDecimal quantity,
            BigDecimal shipped,
            BigDecimal refunded,
            BigDecimal price,
            BigDecimal priceExTax,
            BigDecimal priceIncTax,
            BigDecimal totalExTax,
            BigDecimal totalIncTax,
            BigDecimal totalTax,
            BigDecimal discountedTotalIncTax,
            List<Discount> discounts,
            List<Option> options,
            List<TaxLayer> taxes,
            Long parentLineId,
            long addressId) {
        public Line {
            discounts = List.copyOf(discounts);
            options = List.copyOf(options);
            taxes = List.copyOf(taxes);
        }

        public boolean isCustom() {
            return productId == 0 && kind != Kind.GIFT_CERTIFICATE;
        }

        Line shippedAtLeast(BigDecimal least) {
            return new Line(
                    id,
                    productId,
                    variantId,
                    sku,
                    name,
                    kind,
                    quantity,
                    shipped.max(least),
                    refunded,
                    price,
                    priceExTax,
                    priceIncTax,
                    totalExTax,
                    totalIncTax,
                    totalTax,
                    discountedTotalIncTax,
                    discounts,
                    options,
                    taxes,
                    parentLineId,
                    addressId);
        }
    }

    /**
     * A discount's share on one line, whole quantity; with tax in a tax-inclusive store.
     *
     * @param onProduct aimed at the product; else spread over the order
     */
    public record Discount(BigDecimal amount, String name, String code, boolean onProduct) {}

    /**
     * What the shopper chose or typed for a line.
     *
     * @param modifier tells no variants apart: an engraving, a wished date, an uploaded file
     */
    public record Option(String name, String value, boolean modifier) {
        /** One that tells variants apart. */
        public Option(String name, String value) {
            this(name, value, false);
        }
    }

    /** One tax on an amount. Layers of one priority add up; a later priority is taken on top of the earlier ones. */
    public record TaxLayer(BigDecimal percent, int priority) {}

    public enum ChargeKind {
        SHIPPING,
        HANDLING,
        WRAPPING,
        FEE
    }

    /**
     * What the order charges beside its lines.
     *
     * @param key unique within the order: {@code shipping}, {@code handling}, {@code fee:12}...
     * @param name what the text of the fee calls it
     * @param amounts of how many amounts it is the sum, each with a rounded tax of its own; at least 1
     */
    public record Charge(
            String key,
            ChargeKind kind,
            String name,
            BigDecimal exTax,
            BigDecimal incTax,
            BigDecimal tax,
            List<TaxLayer> taxes,
            int amounts) {
        public Charge {
            taxes = List.copyOf(taxes);
        }

        /** The same, known to be the sum of so many amounts. */
        public Charge ofAmounts(int many) {
            return new Charge(key, kind, name, exTax, incTax, tax, taxes, many);
        }
    }
}
