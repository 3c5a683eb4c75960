package dev.ordersync.ingest.orders;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A line of a timeline, for reading; {@link Timeline} writes it. */
@Entity
@Table(name = "order_activity", schema = "ingest")
public class ActivityRow extends PanacheEntityBase {
    @Id
    public Long id;

    public String store;

    @Column(name = "order_id")
    public long orderId;

    public Instant at;
    public String service;
    public String kind;
    public String text;
}
