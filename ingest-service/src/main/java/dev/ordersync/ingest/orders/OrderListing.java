package dev.ordersync.ingest.orders;

import java.time.Instant;
import java.util.List;

/**
 * A page of orders, newest first.
 *
 * @param older number to look before for the next page; null when there is none
 * @param newer number to look after for the page before; null when there is none
 */
public record OrderListing(List<Row> rows, Long older, Long newer) {

    /** @param difference of the receipt, as text; null while there is no receipt */
    public record Row(
            long orderId,
            String state,
            String why,
            String cause,
            Long salesOrderId,
            String orderNo,
            String katanaStatus,
            Integer statusId,
            String total,
            String currency,
            String difference,
            Instant changedAt) {

        /** As BigCommerce names the status. */
        public String statusWords() {
            return statusId == null ? "" : BigCommerceStatus.words(statusId);
        }

        public boolean isOff() {
            return difference != null && new java.math.BigDecimal(difference).signum() != 0;
        }
    }
}
