package dev.ordersync.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The answer to a {@link PlanRequested}. Holds no personal data.
 *
 * @param outcome preview: {@code differs} or {@code unchanged}; apply: {@code written} or {@code not-written}; rehearse: {@code
 *     exact}, {@code needs-product}, {@code differs}, {@code excluded} or {@code held}
 * @param cause stable group key, or null
 * @param text one sentence, or null
 * @param changes what differs, field by field; of personal fields only that they do
 * @param totals null when the order could not be planned
 * @param unknown SKUs and products that Katana lacks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanAnswered(
        String store,
        long orderId,
        String run,
        String mode,
        Instant at,
        String outcome,
        String cause,
        String text,
        List<FieldChange> changes,
        Totals totals,
        Integer statusId,
        List<Unknown> unknown)
        implements Event {

    public PlanAnswered {
        changes = changes == null ? List.of() : List.copyOf(changes);
        unknown = unknown == null ? List.of() : List.copyOf(unknown);
    }

    /** Both sides as text; "" for nothing. */
    public record FieldChange(String field, String before, String after) {}

    /** Including tax, in the order's currency, as text. */
    public record Totals(String bigcommerceTotal, String katanaTotal, String difference, String currency) {}

    /** @param sku null for a product without one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unknown(String sku, String name) {}
}
