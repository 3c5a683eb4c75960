package dev.ordersync.workqueue;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * One hand at a time on a named thing, over all services ({@code control.hand}): a sales order that mapping and
 * fulfillment both write, a customer or product that two orders want to create. A lease, so a dead holder lets go.
 *
 * <p>When the database fails: taking throws {@link DatabaseFailure}; letting go is logged and left to the lease's end.
 */
public final class Hands {
    private static final Logger LOG = Logger.getLogger(Hands.class);

    private static final String TAKE = """
            insert into control.hand as h (thing, holder, until)
            values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (thing) do update set holder = excluded.holder, until = excluded.until
            where h.until < clock_timestamp()
            """;
    private static final String RENEW =
            "update control.hand set until = clock_timestamp() + ? * interval '1 millisecond' where thing = ? and holder = ?";
    private static final String LET_GO = "delete from control.hand where thing = ? and holder = ?";

    private final Tx tx;

    public Hands(DataSource dataSource) {
        this.tx = new Tx(dataSource);
    }

    /** Takes the thing, or nothing when another has it. Not to be used inside a JTA transaction. */
    public Optional<Hand> take(String thing, Duration lease) {
        UUID holder = UUID.randomUUID();
        boolean taken = tx.call(connection -> {
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setString(1, thing);
                take.setObject(2, holder);
                take.setLong(3, lease.toMillis());
                return take.executeUpdate() == 1;
            }
        });
        return taken ? Optional.of(new Held(thing, holder)) : Optional.empty();
    }

    /** Held until closed or the lease ends. */
    public interface Hand extends AutoCloseable {
        /** Prolongs the lease; false when another has taken the thing meanwhile. */
        boolean renew(Duration lease);

        /** From now on only the end of the lease lets go. */
        void leave();

        @Override
        void close();
    }

    private final class Held implements Hand {
        private final String thing;
        private final UUID holder;
        private volatile boolean left;

        Held(String thing, UUID holder) {
            this.thing = thing;
            this.holder = holder;
        }

        @Override
        public boolean renew(Duration lease) {
            return tx.call(connection -> {
                try (PreparedStatement renew = connection.prepareStatement(RENEW)) {
                    renew.setLong(1, lease.toMillis());
                    renew.setString(2, thing);
                    renew.setObject(3, holder);
                    return renew.executeUpdate() == 1;
                }
            });
        }

        @Override
        public void leave() {
            left = true;
        }

        @Override
        public void close() {
            if (left) {
                LOG.info("outcome=hand-left-to-its-lease reason=\"the other side may still be at it\"");
                return;
            }
            try {
                tx.call(connection -> {
                    try (PreparedStatement letGo = connection.prepareStatement(LET_GO)) {
                        letGo.setString(1, thing);
                        letGo.setObject(2, holder);
                        return letGo.executeUpdate();
                    }
                });
            } catch (DatabaseFailure e) {
                LOG.warnf("outcome=hand-left-to-its-lease reason=\"%s\"", e.getMessage());
            }
        }
    }
}
