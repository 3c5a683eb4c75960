package dev.ordersync.mapping.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.database.Sql;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.mapping.kept.Behind.LogEnd;
import dev.ordersync.mapping.kept.Behind.Released;
import dev.ordersync.mapping.kept.Positions.Place;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.testkit.InfraResource;
import dev.ordersync.workqueue.Priority;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an order that is held may go; each test in a transaction that nobody else sees. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class BehindIT {
    private static final String TOPIC = "a topic";
    private static final OrderRef ORDER = new OrderRef("behind", 1);
    private static final int PART = 3;
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    DataSource dataSource;

    @Inject
    Behind behind;

    @Inject
    Positions positions;

    private Connection tx;

    @BeforeEach
    void hold() throws SQLException {
        tx = dataSource.getConnection();
        tx.setAutoCommit(false);
        Sql.update(tx, """
                insert into mapping.snapshot (store, order_id, number, content_hash, body, observed_at, kept_at)
                values (?, ?, 1, '', '', ?, ?)
                """, ORDER.store(), ORDER.orderId(), LONG_AGO, LONG_AGO);
        behind.hold(tx, ORDER, PART, Priority.BACKFILL);
    }

    @AfterEach
    void undo() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void anOrderGoesWhenAllThatLayInItsPartitionWasRead() throws SQLException {
        read(41);
        assertThat(release(43, 0)).isEmpty();

        read(42);
        assertThat(release(43, 0)).containsExactly(new Released(ORDER, Priority.BACKFILL));
        assertThat(behind.holds(tx, ORDER)).isFalse();
    }

    @Test
    void aPartitionInWhichSomethingAlwaysComesLetsItGoToo() throws SQLException {
        read(41);
        assertThat(release(43, 0)).isEmpty();

        read(42);
        assertThat(release(44, 0)).hasSize(1);
    }

    @Test
    void aReaderThatBeganAnewIsWaitedForThoughAllWasTakenOnce() throws SQLException {
        read(42);
        read(7);

        assertThat(release(43, 0)).isEmpty();
    }

    @Test
    void whatTheGroupToldTheBrokerCountsWhereNoRecordMovedOurPosition() throws SQLException {
        read(41); // and 42 was put aside

        assertThat(release(43, 42)).isEmpty();
        assertThat(release(43, 43)).hasSize(1);
    }

    @Test
    void aTopicThatWasMadeAnewHoldsNobodyForWhatIsGone() throws SQLException {
        read(41);
        assertThat(release(43, 0)).isEmpty();

        assertThat(release(0, 0)).hasSize(1);
    }

    @Test
    void whereTheBrokerDoesNotAnswerNobodyGoes() throws SQLException {
        read(42);

        assertThat(behind.release(tx, TOPIC, List.of(new LogEnd(PART + 1, 0, 0)), 10))
                .isEmpty();
        assertThat(behind.holds(tx, ORDER)).isTrue();
    }

    private void read(long offset) throws SQLException {
        positions.take(tx, new Place(TOPIC, PART, offset, LONG_AGO));
    }

    /** As each second in life. */
    private List<Released> release(long end, long taken) throws SQLException {
        List<LogEnd> log = List.of(new LogEnd(PART, end, taken));
        List<Released> released = behind.release(tx, TOPIC, log, 10);
        behind.await(tx, log);
        return released;
    }
}
