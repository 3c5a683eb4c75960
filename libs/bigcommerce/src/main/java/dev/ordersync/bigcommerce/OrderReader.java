package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an order from its snapshot: the order as {@code GET /v2/orders/{id}} gives it with its consignments, and the
 * further answers that were read with it. Lenient in form (numbers as text, empty texts, unknown fields, a list that is
 * only a link), strict in what it promises: what it gives can be reckoned with.
 */
public final class OrderReader {

    /**
     * @param order the order
     * @param lines the answer of {@code /products}, or null when the lines included in the order are to be used
     * @param taxes the answer of {@code /taxes?details=true}, or null when it was not read
     */
    public static OrderReading read(JsonNode order, JsonNode lines, JsonNode taxes) {
        if (order == null || !order.isObject())
            return new OrderReading.Unreadable("order", "BigCommerce sent no order where an order was due.");
        try {
            return new OrderReading.Readable(order(Fields.of(order, ""), lines, taxes));
        } catch (Fields.UnreadableField e) {
            return new OrderReading.Unreadable(e.field, e.getMessage());
        }
    }

    private static BcOrder order(Fields f, JsonNode lines, JsonNode taxes) {
        long id = f.id("id");
        if (id == 0) throw f.unreadable("id", "is missing");
        Instant created = f.instant("date_created");
        if (created == null) throw f.unreadable("date_created", "is missing");
        OrderLines read = OrderLines.of(f, lines);
        ConsignmentReader consignments = new ConsignmentReader(f.raw("consignments"), f.raw("shipping_addresses"));
        return new BcOrder(
                id,
                f.id("customer_id"),
                created,
                f.instant("date_modified"),
                f.instant("date_shipped"),
                status(f),
                f.text("status"),
                f.text("payment_method"),
                f.text("payment_status"),
                f.flag("is_tax_inclusive_pricing"),
                f.text("tax_provider_id"),
                currency(f),
                f.text("currency_code"),
                f.text("store_default_currency_code"),
                f.decimal("store_default_to_transactional_exchange_rate"),
                totals(f),
                charge(f, "shipping_cost"),
                charge(f, "handling_cost"),
                charge(f, "wrapping_cost"),
                fees(f),
                f.isAbsent("items_total") ? -1 : f.count("items_total"),
                f.count("items_shipped"),
                f.isSet("order_is_digital"),
                f.isSet("is_deleted"),
                f.text("staff_notes"),
                f.text("customer_message"),
                f.text("external_order_id"),
                f.text("order_source"),
                f.id("channel_id"),
                f.count("shipping_address_count"),
                address(f.at("billing_address")),
                consignments.shipping(),
                consignments.pickups(),
                read.lines(),
                read.complete(),
                taxes == null || taxes.isNull() || taxes.isMissingNode() ? null : TaxReader.read(taxes));
    }

    private static int status(Fields f) {
        if (f.isAbsent("status_id")) throw f.unreadable("status_id", "is missing");
        return f.count("status_id");
    }

    /** Amounts are in the default (transactional) currency; where it is absent, only an unconverted order is clear. */
    private static String currency(Fields f) {
        String transactional = f.text("default_currency_code");
        if (!transactional.isEmpty()) return transactional;
        BigDecimal rate = f.decimal("currency_exchange_rate");
        boolean converted = rate != null && rate.signum() != 0 && rate.compareTo(BigDecimal.ONE) != 0;
        if (f.text("currency_code").isEmpty() || converted) throw f.unreadable("default_currency_code", "is missing");
        return f.text("currency_code");
    }

    private static BcTotals totals(Fields f) {
        return new BcTotals(
                f.decimalOrZero("subtotal_ex_tax"),
                f.decimalOrZero("subtotal_inc_tax"),
                f.decimalOrZero("subtotal_tax"),
                f.required("total_ex_tax"),
                f.required("total_inc_tax"),
                f.decimalOrZero("total_tax"),
                f.decimalOrZero("discount_amount"),
                f.decimalOrZero("coupon_discount"),
                f.decimalOrZero("store_credit_amount"),
                f.decimalOrZero("gift_certificate_amount"));
    }

    static Charge charge(Fields f, String name) {
        return new Charge(
                f.decimalOrZero(name + "_ex_tax"),
                f.decimalOrZero(name + "_inc_tax"),
                f.decimalOrZero(name + "_tax"),
                f.id(name + "_tax_class_id"));
    }

    /** Fees come as a list, wrapped in an object, or as a link; a published sample misspells one amount. */
    private static List<BcFee> fees(Fields f) {
        Fields holder = f.raw("fees").isObject() ? f.at("fees") : f;
        return holder.list(
                "fees",
                fee -> new BcFee(
                        fee.id("id"),
                        fee.text("type"),
                        fee.text("display_name_merchant", "display_name_customer"),
                        new Charge(
                                fee.decimalOrZero(fee.isAbsent("cost_ex_tax") ? "cost_exc_tax" : "cost_ex_tax"),
                                fee.decimalOrZero("cost_inc_tax"),
                                fee.decimalOrZero("cost_tax"),
                                fee.id("tax_class_id"))));
    }

    static BcAddress address(Fields f) {
        return new BcAddress(
                f.text("first_name"),
                f.text("last_name"),
                f.text("company"),
                f.text("street_1"),
                f.text("street_2"),
                f.text("city"),
                f.text("state"),
                f.text("zip"),
                f.text("country"),
                f.text("country_iso2"),
                f.text("phone"),
                f.text("email"));
    }

    private OrderReader() {}

    /** The lines of an order and whether they are all. */
    record OrderLines(List<BcLine> lines, boolean complete) {

        static OrderLines of(Fields order, JsonNode separately) {
            if (separately != null && separately.isArray()) return new OrderLines(read(separately, "lines"), true);
            JsonNode products = order.raw("products");
            if (products.isArray()) return checked(order, read(products, "products"), true);
            JsonNode consignments = order.raw("consignments");
            LineFinder found = LineFinder.in(consignments);
            Map<Long, BcLine> lines = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> line : found.lines().entrySet()) {
                BcLine read = LineReader.read(Fields.of(line.getValue(), line.getKey()));
                lines.putIfAbsent(read.id(), read);
            }
            return checked(order, new ArrayList<>(lines.values()), found.complete());
        }

        /** Without a sum to compare with, lines stand as they are; none at all (seen by integrators) do not. */
        private static OrderLines checked(Fields order, List<BcLine> lines, boolean complete) {
            long sum = lines.stream().mapToLong(BcLine::quantity).sum();
            boolean adds = order.isAbsent("items_total") ? !lines.isEmpty() : order.count("items_total") == sum;
            return new OrderLines(lines, complete && adds);
        }

        private static List<BcLine> read(JsonNode array, String name) {
            List<BcLine> lines = new ArrayList<>();
            for (int i = 0; i < array.size(); i++)
                lines.add(LineReader.read(Fields.of(array.get(i), name + "[" + i + "]")));
            return lines;
        }
    }
}
