package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a plan by its content: {@code 1:} and 64 hex digits. Numbers count by value: 5.0 is 5. */
public final class PlanHash {
    /** Raised when equal orders may plan differently, so that hashes of older rules no longer match. */
    public static final int VERSION = 1;

    private final StringBuilder text = new StringBuilder();

    static String of(SalesOrderPlan plan) {
        PlanHash hash = new PlanHash();
        hash.put(plan.orderId(), plan.orderNo(), plan.orderCreatedAt(), plan.deliveryDate(), plan.currency());
        CustomerIdentity c = plan.customer();
        hash.put(
                c.customerId(),
                c.referenceId(),
                c.name(),
                c.firstName(),
                c.lastName(),
                c.company(),
                c.email(),
                c.phone());
        hash.put(plan.billTo());
        hash.put(plan.shipTo());
        hash.put(plan.rows().size());
        plan.rows().forEach(hash::put);
        SalesOrderPlan.Fee fee = plan.fee();
        if (fee == null) hash.put((Object) null);
        else hash.put(fee.description(), fee.amount(), fee.taxPercent());
        hash.put(plan.additionalInfo(), plan.customerRef());
        return VERSION + ":" + hash.digest();
    }

    private void put(SalesOrderPlan.Row row) {
        put(
                row.key(),
                row.item().identity(),
                row.quantity(),
                row.pricePerUnit(),
                row.totalDiscount(),
                row.taxPercent());
        put(row.attributes().size());
        row.attributes().forEach(attribute -> put(attribute.key(), attribute.value()));
    }

    private void put(Address a) {
        put(a.firstName(), a.lastName(), a.company(), a.phone(), a.line1(), a.line2());
        put(a.city(), a.state(), a.zip(), a.country());
    }

    /** Each value with its length before it, so that no two plans share a text. */
    private void put(Object... values) {
        for (Object value : values) {
            String field = value instanceof BigDecimal number ? Words.number(number) : String.valueOf(value);
            text.append(value == null ? "-" : Integer.toString(field.length()))
                    .append(':')
                    .append(value == null ? "" : field)
                    .append('\n');
        }
    }

    private String digest() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private PlanHash() {}
}
