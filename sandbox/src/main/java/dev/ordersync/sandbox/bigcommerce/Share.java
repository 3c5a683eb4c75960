package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.math.BigDecimal;

/**
 * A line's part of a discount (one element of {@code applied_discounts}).
 *
 * @param amount for the whole quantity, with or without tax as the store enters prices
 * @param code of a coupon, else null
 * @param target {@code order} or {@code product}
 */
public record Share(String id, BigDecimal amount, String name, String code, String target) {
    /** Coupons are counted in {@code coupon_discount}, all others in {@code discount_amount}. */
    public boolean ofCoupon() {
        return code != null;
    }

    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("amount", Money.wire(amount))
                .put("name", name)
                .put("code", code)
                .put("target", target);
    }
}
