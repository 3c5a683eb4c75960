package dev.ordersync.fulfillment.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code shipment_pair}. */
@ApplicationScoped
public class ShipmentPairs {

    /**
     * A pair with what is kept of its tracking number.
     *
     * @param agreed what both sides had when they last said the same; null when it is not known
     * @param refused what one side refused to take over, in our words; or null
     * @param refusal why
     */
    public record Kept(Pair pair, Numbers agreed, String refused, String refusal) {}

    public List<Kept> of(Connection tx, OrderRef ref) throws SQLException {
        return Sql.list(tx, """
                select * from fulfillment.shipment_pair where store = ? and order_id = ?
                order by fulfillment_id, address_id, shipment_id
                """, ShipmentPairs::read, ref.store(), ref.orderId());
    }

    /** Another sales order stands for the order: what was paired with fulfillments of the former one is over. */
    public void forget(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "delete from fulfillment.shipment_pair where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    /** @param numbers that both sides have; null when they are still to be compared */
    public void add(Connection tx, OrderRef ref, Pair pair, Numbers numbers) throws SQLException {
        Sql.update(
                tx,
                """
                insert into fulfillment.shipment_pair
                  (store, order_id, fulfillment_id, address_id, shipment_id, katana_number, bc_number)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                ref.store(),
                ref.orderId(),
                pair.fulfillmentId(),
                pair.addressId(),
                pair.shipmentId(),
                numbers == null ? null : numbers.katana(),
                numbers == null ? null : numbers.bigcommerce());
    }

    /** Both sides have these from now on, and nothing of it is refused. */
    public void agree(Connection tx, OrderRef ref, Pair pair, Numbers numbers) throws SQLException {
        Sql.update(
                tx,
                """
                update fulfillment.shipment_pair set katana_number = ?, bc_number = ?, refused = null, refusal = null
                where store = ? and order_id = ? and fulfillment_id = ? and address_id = ? and shipment_id = ?
                """,
                numbers.katana(),
                numbers.bigcommerce(),
                ref.store(),
                ref.orderId(),
                pair.fulfillmentId(),
                pair.addressId(),
                pair.shipmentId());
    }

    /** One side did not take over what the other has. */
    public void refused(Connection tx, OrderRef ref, Pair pair, String what, String why) throws SQLException {
        Sql.update(
                tx,
                """
                update fulfillment.shipment_pair set refused = ?, refusal = ?
                where store = ? and order_id = ? and fulfillment_id = ? and address_id = ? and shipment_id = ?
                """,
                what,
                why,
                ref.store(),
                ref.orderId(),
                pair.fulfillmentId(),
                pair.addressId(),
                pair.shipmentId());
    }

    /** A person wants what was refused to be tried again. */
    public void retry(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(tx, """
                update fulfillment.shipment_pair set refused = null, refusal = null
                where store = ? and order_id = ? and refused is not null
                """, ref.store(), ref.orderId());
    }

    private static Kept read(ResultSet row) throws SQLException {
        String katana = row.getString("katana_number");
        return new Kept(
                new Pair(row.getLong("fulfillment_id"), row.getLong("address_id"), row.getLong("shipment_id")),
                katana == null ? null : new Numbers(katana, row.getString("bc_number")),
                row.getString("refused"),
                row.getString("refusal"));
    }
}
