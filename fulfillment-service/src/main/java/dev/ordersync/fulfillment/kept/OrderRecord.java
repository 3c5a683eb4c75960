package dev.ordersync.fulfillment.kept;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.fulfillment.domain.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What we know of one order.
 *
 * @param asked of another account than the link's; null when none was asked
 * @param told number of the newest snapshot that was published: of the first that said what it says
 * @param restoresCompleted it was Completed, and a shipment that we made for it may have moved it back
 * @param manual a person's standing word, {@code hold} or {@code exclude}; or null
 * @param lookAtBigCommerce its state is to be read before anything is concluded from it
 * @param lookAtKatana the same for the sales order
 * @param unshipped parcels that got no shipment when one was to be made
 */
public record OrderRecord(
        OrderRef ref,
        BigCommerceSide bigcommerce,
        Link link,
        Asked asked,
        Agreed agreed,
        long told,
        boolean restoresCompleted,
        String manual,
        boolean lookAtBigCommerce,
        boolean lookAtKatana,
        List<Unshipped> unshipped,
        Shown shown) {

    /**
     * Whether its sales order is known to live in this Katana account. In another one the same id may be a stranger's. A link
     * of before accounts were told is believed in any.
     */
    public boolean livesIn(String account) {
        return link.account() == null
                || link.account().equals(account)
                || asked != null && asked.ours() && asked.account().equals(account);
    }

    /** Whether this account was asked already, in vain. */
    public boolean isMissedIn(String account) {
        return !livesIn(account) && asked != null && asked.account().equals(account);
    }

    /**
     * What a Katana account showed under the sales order's id.
     *
     * @param ours it carries this order's identity: another API key of the same account
     */
    public record Asked(String account, boolean ours) {}

    /**
     * The order as it was last seen.
     *
     * @param number the database's time in ms when it was read, 0 when it was never; a higher one is newer
     * @param statusId null when the order was never seen
     * @param shipments null when they were not read: only stores that sync them have them
     * @param certain we read or wrote it ourselves, and ingest has told nothing else since
     * @param wasCompleted seen in status 10 since the last agreement
     */
    public record BigCommerceSide(
            long number,
            Integer statusId,
            boolean archived,
            List<Line> lines,
            List<Shipment> shipments,
            boolean certain,
            boolean wasCompleted) {

        public boolean isSeen() {
            return statusId != null;
        }

        /** In part or whole: where a shipment takes an order. */
        public boolean isShipped() {
            return isSeen() && (statusId == 2 || statusId == 3);
        }

        /** The same a moment later, with this shipment as it is now. */
        public BigCommerceSide with(Shipment shipment, long later) {
            List<Shipment> now = shipments == null
                    ? null
                    : shipments.stream()
                            .map(known -> known.id() == shipment.id() ? shipment : known)
                            .toList();
            return new BigCommerceSide(later, statusId, archived, lines, now, certain, wasCompleted);
        }

        /** Whether the two snapshots say the same about fulfillment. */
        public boolean saysTheSame(BigCommerceSide other) {
            return java.util.Objects.equals(statusId, other.statusId)
                    && archived == other.archived
                    && lines.equals(other.lines)
                    && (shipments == null || shipments.equals(other.shipments));
        }
    }

    /**
     * A shipment in BigCommerce.
     *
     * @param fulfillmentId the Katana fulfillment that our marker in its comments names; 0 when none
     */
    public record Shipment(
            long id,
            long addressId,
            long fulfillmentId,
            String trackingNumber,
            String trackingLink,
            String carrier,
            List<Item> items) {

        /** How much of which line. */
        public record Item(long lineId, int quantity) {}

        /** The same, tracked as the other says. */
        public Shipment tracked(Shipment by) {
            return new Shipment(id, addressId, fulfillmentId, by.trackingNumber, by.trackingLink, by.carrier, items);
        }
    }

    /**
     * What a fulfillment sends to one address, and why it got no shipment.
     *
     * @param content of the shipment that was to be made; empty when the order had nothing open of it
     * @param refusal why BigCommerce refused it; null when it was not sent
     */
    public record Unshipped(long fulfillmentId, long addressId, String content, String refusal) {

        public boolean isOf(long fulfillment, long address) {
            return fulfillmentId == fulfillment && addressId == address;
        }
    }

    /**
     * A line's quantities.
     *
     * @param addressId the consignment; 0 when the line is not shipped
     * @param imported physical and of the catalogue: such a line always becomes a row
     * @param shippable physical, with an address, and not picked up
     */
    public record Line(
            long lineId, int quantity, int refunded, int shipped, long addressId, boolean imported, boolean shippable) {

        /** Quantity less what was refunded. */
        public int left() {
            return Math.max(0, quantity - refunded);
        }
    }

    /**
     * Which sales order stands for the order, as mapping last said.
     *
     * @param settled number of the newest snapshot calling for a delivery that mapping has finished with; null when it does
     *     not tell
     * @param account Katana account in which its id means this sales order; null when mapping did not tell
     */
    public record Link(
            String state,
            long salesOrderId,
            String orderNo,
            long locationId,
            List<OrderLinked.Row> rows,
            Instant writtenAt,
            Long settled,
            String account) {

        public boolean isLinked() {
            return OrderLinked.LINKED.equals(state);
        }
    }

    /** What was last published of the order by us and still stands; fields are null when nothing is. */
    public record Shown(String state, String cause, String text, Duration since) {
        public boolean isNothing() {
            return state == null;
        }
    }
}
