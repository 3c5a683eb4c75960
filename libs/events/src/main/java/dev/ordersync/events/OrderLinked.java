package dev.ordersync.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Which Katana sales order stands for a BigCommerce order, and which row for which line. The newest record of a key
 * holds the present truth.
 *
 * @param state {@code linked}, {@code tombstone} (a person deleted the sales order in Katana: never made again), or
 *     {@code unlinked} (deleted by us, or a tombstone lifted: may be made again)
 * @param salesOrderId 0 when not linked
 * @param locationId Katana location the sales order ships from
 * @param writtenAt when mapping last wrote the sales order
 * @param settled number of the newest snapshot calling for a delivery that mapping has finished with: the sales order says
 *     all that it will say of it. 0 when there is none yet, null in records from before this was told
 * @param account keyed hash of the Katana API key under which the sales order was last written or recognised: its id means
 *     nothing in another account. Null when there is none, and in records from before this was told
 */
public record OrderLinked(
        String store,
        long orderId,
        String state,
        long salesOrderId,
        String orderNo,
        long locationId,
        List<Row> rows,
        Instant writtenAt,
        Long settled,
        String account)
        implements Event {
    public static final String LINKED = "linked";
    public static final String TOMBSTONE = "tombstone";
    public static final String UNLINKED = "unlinked";

    /**
     * @param lineId BigCommerce order product id
     * @param batchTracked null when not known
     */
    public record Row(long lineId, long rowId, long variantId, String sku, BigDecimal quantity, Boolean batchTracked) {}
}
