package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import java.math.BigDecimal;

/** Whether a line becomes a row, and why not. */
enum LineFate {
    ROW(""),
    CUSTOM_LEFT_OUT("is a custom item, and this store leaves custom items out"),
    DIGITAL_LEFT_OUT("is not a physical product, and this store leaves those out"),
    GIFT_LEFT_OUT("is a gift certificate, which is not a physical product, and this store leaves those out"),
    REFUNDED("was refunded whole");

    private final String reason;

    LineFate(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    static LineFate of(Line line, PlanRules rules) {
        if (line.isCustom() && !rules.importCustomItems()) return CUSTOM_LEFT_OUT;
        if (line.kind() == Kind.DIGITAL && !rules.nonPhysicalAsService()) return DIGITAL_LEFT_OUT;
        if (line.kind() == Kind.GIFT_CERTIFICATE && !rules.nonPhysicalAsService()) return GIFT_LEFT_OUT;
        return quantity(line).signum() == 0 ? REFUNDED : ROW;
    }

    /**
     * What is to be made of a line: its quantity less what was refunded, but never less than was shipped (O3): 5 ordered, 2
     * refunded is 3; all 5 shipped before, it stays 5.
     */
    static BigDecimal quantity(Line line) {
        BigDecimal kept = line.quantity().subtract(line.refunded());
        return kept.max(line.shipped().min(line.quantity())).max(BigDecimal.ZERO);
    }

    /** How many of the refunded ones the row keeps since they had been shipped: of 5 that were shipped, 2 refunded, 2. */
    static BigDecimal refundedAfterShipping(Line line) {
        BigDecimal kept = line.quantity().subtract(line.refunded()).max(BigDecimal.ZERO);
        return quantity(line).subtract(kept);
    }
}
