package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code /taxes}: what was taken by which rate, per line with {@code details=true}, else per rate. */
final class TaxRows {
    private final Order order;
    private final List<Row> rows = new ArrayList<>();

    private record Row(
            TaxRate rate,
            int taxClassId,
            int addressId,
            Integer lineId,
            String type,
            BigDecimal amount,
            BigDecimal ofPriority) {}

    TaxRows(Order order) {
        this.order = order;
        for (var line : order.lines) {
            if (line.quantity > 0) {
                add(line.rates, line.tax(), line.taxClassId, line.destinationId, line.id, "item");
                add(line.wrapping, line.destinationId, line.id, "gift-wrapping");
            }
        }
        for (var destination : order.destinations) {
            add(destination.shipping, destination.id, null, "shipping");
            add(destination.handling, destination.id, null, "handling");
        }
        order.fees.forEach(fee -> add(fee.charge(), 0, null, "fee"));
    }

    private void add(Charge charge, int addressId, Integer lineId, String type) {
        if (charge.ex().signum() != 0 || charge.inc().signum() != 0) {
            add(charge.rates, charge.tax(), charge.taxClassId, addressId, lineId, type);
        }
    }

    private void add(List<TaxRate> rates, BigDecimal tax, int taxClassId, int addressId, Integer lineId, String type) {
        var parts = TaxRate.parts(tax, rates, order.currency.decimals());
        for (int i = 0; i < rates.size(); i++) {
            var priority = rates.get(i).priority();
            var ofPriority = Money.ZERO;
            for (int j = 0; j < rates.size(); j++) {
                if (rates.get(j).priority() == priority) {
                    ofPriority = ofPriority.add(parts.get(j));
                }
            }
            rows.add(new Row(rates.get(i), taxClassId, addressId, lineId, type, parts.get(i), ofPriority));
        }
    }

    List<ObjectNode> list(boolean details) {
        return numbered(details ? rows : merged(), details);
    }

    private List<ObjectNode> numbered(List<Row> chosen, boolean details) {
        var list = new ArrayList<ObjectNode>();
        for (var row : chosen) {
            list.add(json(row, order.id * 1000 + list.size(), details));
        }
        return list;
    }

    /** One row per rate, class and address. */
    private List<Row> merged() {
        var sums = new LinkedHashMap<List<Object>, Row>();
        for (var row : rows) {
            var key = List.<Object>of(row.rate().id(), row.taxClassId(), row.addressId());
            sums.merge(
                    key,
                    row,
                    (a, b) -> new Row(
                            a.rate(),
                            a.taxClassId(),
                            a.addressId(),
                            null,
                            "",
                            a.amount().add(b.amount()),
                            a.ofPriority().add(b.ofPriority())));
        }
        return List.copyOf(sums.values());
    }

    private ObjectNode json(Row row, int id, boolean details) {
        var json = Json.object()
                .put("id", id)
                .put("order_id", order.id)
                .put("order_address_id", row.addressId())
                .put("tax_rate_id", row.rate().id())
                .put("sales_tax_id", "tax-" + row.rate().id())
                .put("tax_class_id", row.taxClassId())
                .put("name", row.rate().name())
                .put("class", row.taxClassId() == 0 ? "Default Tax Class" : "Tax Class " + row.taxClassId())
                .put("rate", Money.wire(row.rate().percent()))
                .put("priority", row.rate().priority())
                .put("priority_amount", Money.wire(row.ofPriority()))
                .put("line_amount", Money.wire(row.amount()))
                .put("order_pickup_method_id", 0);
        if (details) {
            json.put("order_product_id", row.lineId() == null ? null : "" + row.lineId())
                    .put("line_item_type", row.type());
        }
        return json;
    }
}
