package dev.ordersync.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A BigCommerce order as it was read, whole, so that replay needs no call to BigCommerce.
 *
 * @param number rises with every observation of this order, also after a restore of ingest's database; a higher one is
 *     the newer state
 * @param origin why it was read: {@code webhook}, {@code sweep}, {@code backfill}, {@code command}
 * @param order the answer of {@code GET /v2/orders/{id}} with consignments, their lines and fees included
 * @param lines the answer of {@code GET /v2/orders/{id}/products}, only when the included lines were not complete
 * @param taxes the answer of {@code GET /v2/orders/{id}/taxes?details=true}, or null when the order has no tax or its
 *     rates are plain from the amounts
 * @param shipments the answer of {@code GET /v2/orders/{id}/shipments}, only for stores that sync shipments
 * @param firstSeen when ingest first heard of this order
 * @param activatedAt when the store was activated: orders placed before are judged as backlog (rule S4b); null in a
 *     record of a store that is not active
 * @param mayHaveBeenOpen the order, placed before the activation, may have been open then though nobody saw it so: it changed
 *     while the first import was still reading the open ones; false in records from before this was told
 */
public record OrderObserved(
        String store,
        long orderId,
        long number,
        Instant observedAt,
        String origin,
        JsonNode order,
        JsonNode lines,
        JsonNode taxes,
        JsonNode shipments,
        Instant firstSeen,
        Instant activatedAt,
        boolean mayHaveBeenOpen)
        implements Event {

    /** The same with other tax rows. */
    public OrderObserved withTaxes(JsonNode other) {
        return new OrderObserved(
                store,
                orderId,
                number,
                observedAt,
                origin,
                order,
                lines,
                other,
                shipments,
                firstSeen,
                activatedAt,
                mayHaveBeenOpen);
    }

    /**
     * Whether the order was placed when the store was active already. BigCommerce dates orders to the second: one placed in
     * the second of activation counts as placed after it.
     */
    public boolean isOfActiveStore(Instant placedAt) {
        return activatedAt != null && !placedAt.isBefore(activatedAt.truncatedTo(ChronoUnit.SECONDS));
    }
}
