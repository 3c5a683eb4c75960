package dev.ordersync.katana;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deliveries of sales orders and the batches to deliver from. Sources: {@code /sales_order_fulfillments}, {@code /batch_stocks}. */
public final class Fulfillments {
    private static final String PATH = "/sales_order_fulfillments";

    private final Wire wire;
    private final Lister lister;

    Fulfillments(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /** The live fulfillments of an order. */
    public Answer<List<Read<Fulfillment>>> ofSalesOrder(long salesOrderId) {
        return lister.all(
                () -> wire.at(PATH).with("sales_order_id", salesOrderId),
                Fulfillment.class,
                f -> f.salesOrderId() == salesOrderId && f.deletedAt() == null);
    }

    /** Fulfillments changed or deleted since then, 250 a page, from page 1. */
    public Answer<Page<Read<Fulfillment>>> updatedSince(Instant since, int page) {
        return lister.page(
                wire.at(PATH).with("updated_at_min", KatanaJson.text(since)).with("include_deleted", true),
                page,
                Fulfillment.class,
                f -> f.updatedAt() == null || !f.updatedAt().isBefore(since));
    }

    /** Delivers or packs. {@code Uncertain} without an answer: read the order's fulfillments again. */
    public Answer<Read<Fulfillment>> create(NewFulfillment fulfillment) {
        return wire.create(wire.at(PATH), fulfillment, Fulfillment.class);
    }

    /** Changes status, date or tracking; gives the fulfillment where the answer holds it. */
    public Answer<Optional<Read<Fulfillment>>> patch(long id, FulfillmentPatch patch) {
        return wire.patch(wire.at(PATH).id(id), patch.body(), Fulfillment.class);
    }

    /** Takes a delivery back: the stock returns, the order's status is computed anew. */
    public Answer<Void> delete(long id) {
        return wire.delete(wire.at(PATH).id(id));
    }

    /** What each batch of a variant holds at a location, empty ones left out, in no order to rely on. */
    public Answer<List<BatchStock>> batchStocks(long variantId, long locationId) {
        return lister.all(
                        () -> wire.at("/batch_stocks")
                                .with("variant_id", variantId)
                                .with("location_id", locationId),
                        BatchStock.class,
                        batch -> is(batch.variantId(), variantId)
                                && is(batch.locationId(), locationId)
                                && batch.quantityInStock() != null
                                && batch.quantityInStock().signum() != 0)
                .map(Lister::values);
    }

    private static boolean is(Long found, long wanted) {
        return found != null && found == wanted;
    }
}
