package dev.ordersync.mapping.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.Applied.AppliedAddress;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Katana holds of an order, as we keep it between turns.
 *
 * @param rows the same rows as the other services need to know them
 */
record Holding(Applied applied, List<OrderLinked.Row> rows) {

    Holding {
        rows = List.copyOf(rows);
    }

    Holding withRow(AppliedRow row, OrderLinked.Row link) {
        List<AppliedRow> appliedRows = Stream.concat(
                        applied.rows().stream().filter(other -> !row.key().equals(other.key())), Stream.of(row))
                .toList();
        List<OrderLinked.Row> links = new ArrayList<>(rows);
        links.removeIf(other -> other.lineId() == link.lineId() && link.lineId() != 0);
        links.add(link);
        return new Holding(with(appliedRows, applied.billTo(), applied.shipTo(), applied.fee()), links);
    }

    Holding withFee(AppliedFee fee) {
        return new Holding(with(applied.rows(), applied.billTo(), applied.shipTo(), fee), rows);
    }

    Holding withBillTo(AppliedAddress billTo) {
        return new Holding(with(applied.rows(), billTo, applied.shipTo(), applied.fee()), rows);
    }

    Holding withShipTo(AppliedAddress shipTo) {
        return new Holding(with(applied.rows(), applied.billTo(), shipTo, applied.fee()), rows);
    }

    private Applied with(List<AppliedRow> rows, AppliedAddress billTo, AppliedAddress shipTo, AppliedFee fee) {
        return new Applied(
                applied.orderNo(),
                applied.orderCreatedAt(),
                applied.deliveryDate(),
                applied.currency(),
                applied.customer(),
                billTo,
                shipTo,
                rows,
                fee,
                applied.additionalInfo(),
                applied.customerRef());
    }

    String json() {
        try {
            return Codec.JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Holding parse(String json) {
        try {
            return Codec.JSON.readValue(json, Holding.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
