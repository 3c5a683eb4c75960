package dev.ordersync.ingest.orders;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of the order view, for reading; {@link OrderBook} writes it. */
@Entity
@Table(name = "order_view", schema = "ingest")
@IdClass(OrderRow.Key.class)
public class OrderRow extends PanacheEntityBase {

    /** Store and order id. */
    public record Key(String store, long orderId) implements Serializable {}

    @Id
    public String store;

    @Id
    @Column(name = "order_id")
    public long orderId;

    public String state;
    public String why;
    public String cause;

    @Column(name = "sales_order_id")
    public Long salesOrderId;

    @Column(name = "order_no")
    public String orderNo;

    @Column(name = "katana_status")
    public String katanaStatus;

    @Column(name = "status_id")
    public Integer statusId;

    public String total;
    public String currency;
    public String receipt;
}
