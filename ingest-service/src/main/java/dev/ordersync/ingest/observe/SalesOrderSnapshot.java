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
import java.util.Optional;

/**
 * A Katana sales order under our key as it was read.
 *
 * @param salesOrder null when Katana no longer knows it at all
 * @param fulfillments null when its status says that there are none
 * @param shown by what a later change of them is told
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
        ShownFulfillments shown,
        Instant askedAt) {

    static SalesOrderSnapshot of(
            OrderRef ref, Read<SalesOrder> read, List<Read<Fulfillment>> fulfillments, Instant askedAt) {
        SalesOrder order = read.value();
        ArrayNode list = null;
        ShownFulfillments shown = ShownFulfillments.NONE;
        if (fulfillments != null) {
            list = Json.TREE.createArrayNode();
            for (Read<Fulfillment> fulfillment : fulfillments) list.add(fulfillment.raw());
            shown = ShownFulfillments.of(fulfillments.stream().map(Read::value).toList());
        }
        return new SalesOrderSnapshot(
                ref,
                order.id(),
                order.isDeleted(),
                status(order),
                order.orderNo(),
                UpdatedAt.of(order),
                read.raw(),
                list,
                shown,
                askedAt);
    }

    static SalesOrderSnapshot vanished(OrderRef ref, long salesOrderId, Instant askedAt) {
        return new SalesOrderSnapshot(
                ref, salesOrderId, true, "DELETED", null, "", null, null, ShownFulfillments.NONE, askedAt);
    }

    /** {@code DELETED} when it is; else as Katana has it, null when it tells none. */
    static String status(SalesOrder order) {
        return order.isDeleted() ? "DELETED" : order.status();
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
