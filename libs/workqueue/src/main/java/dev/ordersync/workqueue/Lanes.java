package dev.ordersync.workqueue;

import dev.ordersync.api.Gate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * The lanes: one per outside account, with its quota over all services and replicas ({@code control.lane}).
 *
 * <p>When the database fails: {@link DatabaseFailure}, except for the gates, which stay shut. Not to be used inside a
 * JTA transaction: a lane's row must not stay locked.
 */
public final class Lanes {
    private static final String BLOCK =
            "update control.lane set blocked = ?, blocked_at = coalesce(blocked_at, now()) where name = ?";
    /** For how long a replica may still work with credentials that were replaced. */
    static final Duration CREDENTIALS_REMEMBERED = Duration.ofSeconds(2);

    private final Tx tx;
    private final Clock clock;
    private final Map<String, Long> shutHere = new ConcurrentHashMap<>();
    private final Map<String, Unsaid> unsaid = new ConcurrentHashMap<>();

    public static String bigcommerce(String storeHash) {
        return "bigcommerce:" + storeHash;
    }

    public static String katana(String accountId) {
        return "katana:" + accountId;
    }

    public Lanes(DataSource dataSource) {
        this(dataSource, Clock.systemUTC());
    }

    /** @param clock of this replica; only told times are compared with it, and only with each other */
    public Lanes(DataSource dataSource, Clock clock) {
        this.tx = new Tx(dataSource);
        this.clock = clock;
    }

    /**
     * The gate before every call of this lane. It is shut while the lane is blocked.
     *
     * @param patience how long {@link Gate#enter()} may wait for a free call before it gives up
     */
    public Gate gate(String lane, Duration patience) {
        return gate(lane, patience, System::nanoTime);
    }

    Gate gate(String lane, Duration patience, LongSupplier nanos) {
        return new LaneGate(tx, lane, patience, false, clock, shutHere, unsaid, nanos);
    }

    /** A gate that also opens while the lane is blocked: for a person who checks the credentials. */
    public Gate gateForCheck(String lane, Duration patience) {
        return new LaneGate(tx, lane, patience, true, clock, shutHere, unsaid, System::nanoTime);
    }

    /** Nothing of this lane is claimed any more and no call goes out, until {@link #unblock}. */
    public void block(String lane, String reason) {
        tx.call(connection -> {
            LaneTable.read(connection, lane);
            Sql.run(connection, BLOCK, reason, lane);
            return null;
        });
    }

    /**
     * The same within the caller's transaction, unless the refused credentials may be older than those that unblocked the
     * lane.
     *
     * @param since when the work began that was refused
     */
    static void block(Connection connection, String lane, String reason, Instant since) throws SQLException {
        LaneTable.read(connection, lane);
        Sql.run(
                connection,
                BLOCK + " and (unblocked_at is null or unblocked_at + ? * interval '1 millisecond' < ?)",
                reason,
                lane,
                CREDENTIALS_REMEMBERED.toMillis(),
                Timestamp.from(since));
    }

    public void unblock(String lane) {
        tx.call(connection -> {
            unblock(connection, lane);
            return null;
        });
    }

    /** The same within the caller's transaction. */
    public static void unblock(Connection connection, String lane) throws SQLException {
        Sql.run(
                connection,
                "update control.lane set blocked = null, blocked_at = null, unblocked_at = clock_timestamp() where name = ?",
                lane);
    }

    public Optional<State> state(String lane) {
        return tx.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select l.*, clock_timestamp() as now from control.lane l where name = ?")) {
                select.setString(1, lane);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(state(row)) : Optional.empty();
                }
            }
        });
    }

    public List<State> all() {
        return tx.call(connection -> {
            List<State> all = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select l.*, clock_timestamp() as now from control.lane l order by name");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) all.add(state(row));
            }
            return all;
        });
    }

    private static State state(ResultSet row) throws SQLException {
        LaneState state = LaneTable.state(row);
        long now = row.getTimestamp("now").getTime();
        return new State(
                row.getString("name"),
                state.blocked(),
                state.pausedUntil() > now ? Instant.ofEpochMilli(state.pausedUntil()) : null,
                state.limit(),
                (int) (state.window() / 1000),
                state.tally().at(now, state.window()).calls(),
                state.breaker().mode());
    }

    /**
     * What a person or a gauge wants to know of a lane.
     *
     * @param blocked the reason, or null
     * @param pausedUntil null when not paused
     * @param used calls counted in the present window
     * @param breaker closed, open or half-open
     */
    public record State(
            String lane, String blocked, Instant pausedUntil, int limit, int windowSeconds, int used, String breaker) {}
}
