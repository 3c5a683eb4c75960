package dev.ordersync.fulfillment.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table {@code shipment_pair}. */
@ApplicationScoped
public class ShipmentPairs {

    public List<Pair> of(Connection tx, OrderRef ref) throws SQLException {
        return Sql.list(
                tx, """
                select fulfillment_id, address_id, shipment_id from fulfillment.shipment_pair
                where store = ? and order_id = ?
                """, row -> new Pair(row.getLong(1), row.getLong(2), row.getLong(3)), ref.store(), ref.orderId());
    }

    /** Another sales order stands for the order: what was paired with fulfillments of the former one is over. */
    public void forget(Connection tx, OrderRef ref) throws SQLException {
        Sql.update(
                tx,
                "delete from fulfillment.shipment_pair where store = ? and order_id = ?",
                ref.store(),
                ref.orderId());
    }

    public void add(Connection tx, OrderRef ref, Pair pair) throws SQLException {
        Sql.update(tx, """
                insert into fulfillment.shipment_pair (store, order_id, fulfillment_id, address_id, shipment_id)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """, ref.store(), ref.orderId(), pair.fulfillmentId(), pair.addressId(), pair.shipmentId());
    }
}
