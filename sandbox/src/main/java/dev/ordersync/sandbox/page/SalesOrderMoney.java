package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a sales order comes to with its fee, at two decimals, for the eye. */
final class SalesOrderMoney {
    private SalesOrderMoney() {}

    static BigDecimal total(Snapshot.Order order) {
        var sum = BigDecimal.ZERO;
        for (var row : order.livingRows()) {
            var discount = row.discount() == null ? BigDecimal.ZERO : row.discount();
            sum = sum.add(withTax(row.price().multiply(row.quantity()).subtract(discount), row.taxPercent()));
        }
        for (var fee : order.fees()) {
            if (fee.deletedAt() == null) {
                sum = sum.add(withTax(fee.amount(), fee.taxPercent()));
            }
        }
        return sum.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal withTax(BigDecimal net, BigDecimal percent) {
        return net.add(net.multiply(percent).movePointLeft(2));
    }
}
