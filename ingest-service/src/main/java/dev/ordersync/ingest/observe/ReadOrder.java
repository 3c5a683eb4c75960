package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.bigcommerce.BcOrders;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.stores.Store;
import java.time.Instant;

/** Reads the present state of one order: one call, and one more for each thing that the first leaves open. */
public final class ReadOrder {
    private final Apis apis;

    public ReadOrder(Apis apis) {
        this.apis = apis;
    }

    /** @param now the database's clock before the call */
    public Answer<Snapshot> read(Store store, long orderId, Instant now) {
        BcOrders orders = apis.bigcommerce(store).orders();
        Answer<JsonNode> order = orders.order(orderId);
        if (!order.isOk()) return Answer.failed(order.failure());
        Need need = Need.of(order.value(), store.settings());
        Answer<ArrayNode> lines = need.lines() ? orders.products(orderId) : Answer.ok(null);
        if (!lines.isOk()) return Answer.failed(goneMeanwhile(lines.failure()));
        Answer<ArrayNode> taxes = need.taxes() ? orders.taxes(orderId) : Answer.ok(null);
        if (!taxes.isOk()) return Answer.failed(goneMeanwhile(taxes.failure()));
        Answer<ArrayNode> shipments = need.shipments() ? orders.shipments(orderId) : Answer.ok(null);
        if (!shipments.isOk()) return Answer.failed(goneMeanwhile(shipments.failure()));
        return Answer.ok(new Snapshot(order.value(), lines.value(), taxes.value(), shipments.value(), now));
    }

    /** The order was there a moment ago, so a 404 below it does not say that the order is gone. */
    private static Failure goneMeanwhile(Failure failure) {
        return failure instanceof Failure.Missing ? new Failure.Unreachable(failure.words()) : failure;
    }
}
