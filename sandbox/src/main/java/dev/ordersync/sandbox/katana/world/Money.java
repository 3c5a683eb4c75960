package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Totals as Katana computes them: exact, never rounded to cents; prices exclude tax. */
final class Money {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Account account;

    Money(Account account) {
        this.account = account;
    }

    /** 2 x 99.1735537190 - 10 = 188.347107438. */
    BigDecimal net(ObjectNode row) {
        return gross(row).subtract(Json.decimal(row.get("total_discount")));
    }

    BigDecimal rowTotal(ObjectNode row) {
        return account.options().rowTotalIsNet ? net(row) : gross(row);
    }

    private static BigDecimal gross(ObjectNode row) {
        return Json.decimal(row.get("quantity")).multiply(Json.decimal(row.get("price_per_unit")));
    }

    BigDecimal tax(BigDecimal net, Integer taxRateId) {
        return percent(taxRateId).map(net::multiply).map(t -> t.divide(HUNDRED)).orElse(BigDecimal.ZERO);
    }

    Optional<BigDecimal> percent(Integer taxRateId) {
        return Optional.ofNullable(taxRateId)
                .flatMap(account.taxRates::any)
                .map(rate -> Json.decimal(rate.get("rate")));
    }

    /** Including tax; with the shipping fee only when the option says so. */
    BigDecimal orderTotal(ObjectNode order) {
        int id = order.path("id").intValue();
        BigDecimal total = account.rows.of(id).stream().map(this::withTax).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!account.options().totalHasFee) {
            return total;
        }
        return account.fees.of(id).stream()
                .map(fee -> Json.decimal(fee.get("amount")))
                .reduce(total, BigDecimal::add);
    }

    private BigDecimal withTax(ObjectNode row) {
        BigDecimal net = net(row);
        return net.add(tax(net, Json.whole(row.get("tax_rate_id"))));
    }

    /** The rate an order is converted at: its own once fixed, else today's. */
    BigDecimal rate(ObjectNode order) {
        return Json.absent(order.get("conversion_rate"))
                ? account.rate(order.path("currency").asText())
                : Json.decimal(order.get("conversion_rate"));
    }

    BigDecimal inBase(BigDecimal amount, BigDecimal rate) {
        if (rate.compareTo(BigDecimal.ONE) == 0 || rate.signum() == 0) {
            return amount;
        }
        return amount.divide(rate, new MathContext(30, RoundingMode.HALF_UP)).setScale(10, RoundingMode.HALF_UP);
    }
}
