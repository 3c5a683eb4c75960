package dev.ordersync.fulfillment.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.Topics;
import dev.ordersync.fulfillment.kept.OrderRecord.Shown;
import dev.ordersync.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** Leaves what happened to an order for the timeline, in the transaction that records it. */
@ApplicationScoped
public class Announce {
    private static final String SERVICE = "fulfillment";
    private static final String SYNCED = "synced";

    private final Outbox outbox;
    private final OrderRecords orders;

    Announce(Outbox outbox, OrderRecords orders) {
        this.outbox = outbox;
        this.orders = orders;
    }

    /** Something was done. It also ends what the order waited or was held for. */
    public void done(
            Connection tx,
            OrderRecord order,
            String kind,
            String text,
            OrderActivity.Katana katana,
            OrderActivity.BigCommerce bigcommerce)
            throws SQLException {
        Shown shown = shown(tx, order.ref());
        leave(tx, order.ref(), kind, text, shown.isNothing() ? null : SYNCED, null, katana, bigcommerce);
        if (!shown.isNothing()) orders.shown(tx, order.ref(), null, null, null);
    }

    /** A line of the timeline; the order's state stays. */
    public void note(Connection tx, OrderRef ref, String kind, String text) throws SQLException {
        leave(tx, ref, kind, text, null, null, null, null);
    }

    /**
     * The order cannot go on. Told once: the same again is no news.
     *
     * @param state waiting, held or conflict
     */
    public void stopped(Connection tx, OrderRef ref, String state, String cause, String text) throws SQLException {
        Shown shown = shown(tx, ref);
        if (Objects.equals(state, shown.state())
                && Objects.equals(cause, shown.cause())
                && Objects.equals(text, shown.text())) return;
        leave(tx, ref, state, text, state, cause, null, null);
        orders.shown(tx, ref, state, cause, text);
    }

    /** Nothing is wrong any more; silent when nothing was. */
    public void cleared(Connection tx, OrderRef ref, String text) throws SQLException {
        if (shown(tx, ref).isNothing()) return;
        leave(tx, ref, SYNCED, text, SYNCED, null, null, null);
        orders.shown(tx, ref, null, null, null);
    }

    private Shown shown(Connection tx, OrderRef ref) throws SQLException {
        return orders.find(tx, ref).map(OrderRecord::shown).orElse(new Shown(null, null, null, null));
    }

    private void leave(
            Connection tx,
            OrderRef ref,
            String kind,
            String text,
            String state,
            String cause,
            OrderActivity.Katana katana,
            OrderActivity.BigCommerce bigcommerce)
            throws SQLException {
        outbox.leave(
                tx,
                Topics.ACTIVITY,
                new OrderActivity(
                        ref.store(),
                        ref.orderId(),
                        Sql.now(tx),
                        SERVICE,
                        kind,
                        text,
                        state,
                        cause,
                        katana,
                        bigcommerce,
                        null));
    }
}
