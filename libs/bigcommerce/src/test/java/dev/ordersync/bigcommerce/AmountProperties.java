package dev.ordersync.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class AmountProperties {

    @Property
    void an_amount_survives_as_number_and_as_text(
            @ForAll @BigRange(min = "-1000000000000", max = "1000000000000") @Scale(12) BigDecimal amount) {
        ObjectNode order = Snapshots.order();
        order.put("discount_amount", amount.toPlainString()).put("coupon_discount", amount);

        BcTotals read =
                Snapshots.read(Json.read(order.toString()).orElseThrow()).totals();

        assertThat(read.discount()).isEqualByComparingTo(amount);
        assertThat(read.coupons()).isEqualByComparingTo(amount);
    }
}
