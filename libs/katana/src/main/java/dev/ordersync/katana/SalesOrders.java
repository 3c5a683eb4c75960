package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import dev.ordersync.api.Page;
import dev.ordersync.api.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Sales orders. Reads give each record as understood and as it came. Source: {@code /sales_orders}. Rows, addresses and
 * fee are changed in {@link SalesOrderParts}.
 */
public final class SalesOrders {
    private static final String PATH = "/sales_orders";
    private static final int IDS_PER_CALL = 100;

    private final Wire wire;
    private final Lister lister;

    SalesOrders(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /** One sales order with its rows. {@code Missing} when it is unknown or deleted. */
    public Answer<Read<SalesOrder>> byId(long id) {
        return wire.get(wire.at(PATH).id(id), SalesOrder.class);
    }

    /** These sales orders, deleted ones too, 100 per call. Ids that Katana does not know are not in the answer. */
    public Answer<List<Read<SalesOrder>>> byIds(Collection<Long> ids) {
        return Chunks.ask(
                ids,
                IDS_PER_CALL,
                some -> lister.all(
                        () -> wire.at(PATH).withEach("ids", some).with("include_deleted", true),
                        SalesOrder.class,
                        order -> some.contains(order.id())));
    }

    /**
     * The sales orders that carry this BigCommerce identity, deleted ones too: none, one, or a mishap of several. This
     * is the look-up that comes before any second create.
     */
    public Answer<List<Read<SalesOrder>>> ofBigCommerceOrder(String storeHash, long orderId) {
        return lister.all(
                () -> wire.at(PATH)
                        .with("ecommerce_order_type", SalesOrder.BIGCOMMERCE)
                        .with("ecommerce_store_name", storeHash)
                        .with("ecommerce_order_id", orderId)
                        .with("include_deleted", true),
                SalesOrder.class,
                order -> order.isOf(storeHash, orderId));
    }

    /** How many live sales orders carry this store's identity, in one call; empty when Katana does not count them. */
    public Answer<OptionalInt> countOf(String storeHash) {
        Query url = wire.at(PATH)
                .with("ecommerce_order_type", SalesOrder.BIGCOMMERCE)
                .with("ecommerce_store_name", storeHash)
                .with("limit", 1)
                .with("page", 1);
        return wire.list(wire.getting(url))
                .map(page -> page.records() == null ? OptionalInt.empty() : OptionalInt.of(page.records()));
    }

    /** The sales orders with this number, deleted ones too. */
    public Answer<List<Read<SalesOrder>>> byOrderNo(String orderNo) {
        return lister.all(
                () -> wire.at(PATH).with("order_no", orderNo).with("include_deleted", true),
                SalesOrder.class,
                order -> orderNo.equals(order.orderNo()));
    }

    /**
     * Sales orders changed or deleted since then, 250 a page, from page 1, newest created first. Whether the bound is
     * inclusive, and whether a change of a row or fulfillment counts, is not documented: overlap, and read fulfillments
     * as well.
     */
    public Answer<Page<Read<SalesOrder>>> updatedSince(Instant since, int page) {
        return lister.page(
                wire.at(PATH).with("updated_at_min", KatanaJson.text(since)).with("include_deleted", true),
                page,
                SalesOrder.class,
                order -> order.updatedAt() == null || !order.updatedAt().isBefore(since));
    }

    /**
     * The live sales orders of up to 100 BigCommerce orders in one call (beta at Katana; whether it shows deleted ones
     * is not documented, so it can say that an order is there, never that it is not).
     */
    public Answer<List<Read<SalesOrder>>> search(String storeHash, Collection<Long> orderIds) {
        Set<String> wanted = orderIds.stream().map(String::valueOf).collect(java.util.stream.Collectors.toSet());
        return Chunks.ask(orderIds, IDS_PER_CALL, some -> {
            JsonNode body = searchBody(storeHash, some);
            Answer<RawPage> answer = wire.list(wire.searching(wire.at(PATH + "/search"), body));
            if (!answer.isOk()) return Answer.failed(answer.failure());
            return Lister.read(
                    answer.value().items(),
                    SalesOrder.class,
                    order -> SalesOrder.BIGCOMMERCE.equals(order.ecommerceOrderType())
                            && storeHash.equals(order.ecommerceStoreName())
                            && wanted.contains(order.ecommerceOrderId()));
        });
    }

    private static JsonNode searchBody(String storeHash, List<Long> orderIds) {
        ObjectNode body = Json.TREE.createObjectNode();
        ObjectNode filter = body.putObject("filter");
        ArrayNode and = filter.putObject("where").putArray("and");
        and.addObject().put("ecommerce_order_type", SalesOrder.BIGCOMMERCE);
        and.addObject().put("ecommerce_store_name", storeHash);
        ArrayNode ids = and.addObject().putObject("ecommerce_order_id").putArray("inq");
        orderIds.forEach(id -> ids.add(String.valueOf(id)));
        filter.put("limit", 200).put("page", 1);
        return body;
    }

    /** Creates a sales order. {@code Uncertain} without an answer: look it up by its BigCommerce identity. */
    public Answer<Read<SalesOrder>> create(NewSalesOrder order) {
        return wire.create(wire.at(PATH), order, SalesOrder.class);
    }

    /** Changes the header; gives the order where the answer holds it. {@code Refused} where its status forbids it. */
    public Answer<Optional<Read<SalesOrder>>> patch(long id, SalesOrderPatch patch) {
        return wire.patch(wire.at(PATH).id(id), patch.body(), SalesOrder.class);
    }

    /** Deletes; {@code Missing} when it is gone already, {@code Refused} (412) when it has returns. */
    public Answer<Void> delete(long id) {
        return wire.delete(wire.at(PATH).id(id));
    }
}
