package dev.ordersync.fulfillment.kept;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code sales_order}. Whoever writes it holds the order's record. */
@ApplicationScoped
public class SalesOrders {

    public Optional<SalesOrderRecord> find(Connection tx, OrderRef ref, long salesOrderId) throws SQLException {
        return Sql.one(
                tx,
                "select * from fulfillment.sales_order where store = ? and order_id = ? and sales_order_id = ?",
                SalesOrders::read,
                ref.store(),
                ref.orderId(),
                salesOrderId);
    }

    /** Keeps what Katana says; a snapshot that is not newer is left aside. */
    public boolean seen(Connection tx, OrderRef ref, SalesOrderRecord seen) throws SQLException {
        boolean delivered = "DELIVERED".equals(seen.status());
        boolean newer = Sql.update(
                        tx,
                        """
                insert into fulfillment.sales_order as s (store, order_id, sales_order_id, number, status, deleted,
                  location_id, certain, was_delivered, lines, parcels, delivered_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (store, order_id, sales_order_id) do update set number = excluded.number,
                  status = excluded.status, deleted = excluded.deleted, location_id = excluded.location_id,
                  certain = excluded.certain, was_delivered = s.was_delivered or excluded.was_delivered,
                  lines = excluded.lines, parcels = excluded.parcels,
                  delivered_by = case when excluded.was_delivered then excluded.delivered_by else s.delivered_by end
                where s.number < excluded.number
                """,
                        ref.store(),
                        ref.orderId(),
                        seen.salesOrderId(),
                        seen.number(),
                        seen.status(),
                        seen.deleted(),
                        seen.locationId(),
                        seen.certain(),
                        delivered,
                        Json.write(seen.rows()),
                        Json.write(seen.parcels()),
                        delivered && seen.parcels() != null ? Json.write(seen.delivered()) : null)
                > 0;
        if (newer) Sql.update(tx, """
                update fulfillment.order_record set delivered = ?
                where store = ? and order_id = ? and sales_order_id = ? and delivered <> ?
                """, delivered, ref.store(), ref.orderId(), seen.salesOrderId(), delivered);
        return newer;
    }

    /** Both sides say the same; see {@link OrderRecords#agree}. */
    public void agree(Connection tx, OrderRef ref, long salesOrderId, long number) throws SQLException {
        Sql.update(tx, """
                update fulfillment.sales_order set was_delivered = was_delivered and number <> ?
                where store = ? and order_id = ? and sales_order_id = ?
                """, number, ref.store(), ref.orderId(), salesOrderId);
    }

    private static SalesOrderRecord read(ResultSet row) throws SQLException {
        List<Long> deliveredBy = Json.read(row.getString("delivered_by"), new TypeReference<List<Long>>() {});
        return new SalesOrderRecord(
                row.getLong("sales_order_id"),
                row.getLong("number"),
                row.getString("status"),
                row.getBoolean("deleted"),
                (Long) row.getObject("location_id"),
                Json.read(row.getString("lines"), new TypeReference<List<Row>>() {}),
                Json.read(row.getString("parcels"), new TypeReference<List<Parcel>>() {}),
                row.getBoolean("certain"),
                row.getBoolean("was_delivered"),
                deliveredBy == null ? List.of() : deliveredBy);
    }
}
