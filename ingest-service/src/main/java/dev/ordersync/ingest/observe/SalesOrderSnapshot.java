package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.ContentHash;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Katana sales order under our key as it was read.
 *
 * @param salesOrder null when Katana no longer knows it at all
 * @param fulfillments null when its status says that there are none
 * @param fulfillmentsAt their latest change by Katana's clock; null when there is none or it does not tell
 * @param askedAt before the first of its calls, by the database's clock
 */
public record SalesOrderSnapshot(
        OrderRef ref,
        long salesOrderId,
        boolean deleted,
        String status,
        String orderNo,
        String updatedAt,
        JsonNode salesOrder,
        ArrayNode fulfillments,
        Instant fulfillmentsAt,
        Instant askedAt) {

    static SalesOrderSnapshot of(
            OrderRef ref, Read<SalesOrder> read, List<Read<Fulfillment>> fulfillments, Instant askedAt) {
        SalesOrder order = read.value();
        ArrayNode list = null;
        if (fulfillments != null) {
            list = Json.TREE.createArrayNode();
            for (Read<Fulfillment> fulfillment : fulfillments) list.add(fulfillment.raw());
        }
        return new SalesOrderSnapshot(
                ref,
                order.id(),
                order.isDeleted(),
                order.isDeleted() ? "DELETED" : order.status(),
                order.orderNo(),
                UpdatedAt.of(order),
                read.raw(),
                list,
                latest(fulfillments),
                askedAt);
    }

    static SalesOrderSnapshot vanished(OrderRef ref, long salesOrderId, Instant askedAt) {
        return new SalesOrderSnapshot(ref, salesOrderId, true, "DELETED", null, "", null, null, null, askedAt);
    }

    private static Instant latest(List<Read<Fulfillment>> fulfillments) {
        if (fulfillments == null) return null;
        return fulfillments.stream()
                .map(read -> read.value().updatedAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** The BigCommerce order it stands for, when it carries our hidden key. */
    public static Optional<OrderRef> ref(SalesOrder order) {
        if (!SalesOrder.BIGCOMMERCE.equals(order.ecommerceOrderType())) return Optional.empty();
        String store = order.ecommerceStoreName();
        String id = order.ecommerceOrderId();
        if (store == null || store.isBlank() || store.contains(":") || id == null || !id.matches("[1-9][0-9]{0,17}"))
            return Optional.empty();
        return Optional.of(new OrderRef(store, Long.parseLong(id)));
    }

    /** The same for the same content; {@code updated_at} alone says nothing. */
    String hash() {
        ObjectNode all = Json.TREE.createObjectNode();
        all.put("deleted", deleted);
        if (salesOrder instanceof ObjectNode order) {
            ObjectNode content = order.deepCopy();
            content.remove("updated_at");
            all.set("salesOrder", content);
        }
        if (fulfillments != null) all.set("fulfillments", fulfillments);
        return ContentHash.of(all);
    }
}
