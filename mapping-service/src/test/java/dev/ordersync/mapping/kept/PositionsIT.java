package dev.ordersync.mapping.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.kept.Positions.Place;
import dev.ordersync.mapping.kept.Positions.Step;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a record stands to what was taken before; each test in a transaction that nobody else sees. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class PositionsIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Inject
    DataSource dataSource;

    @Inject
    Positions positions;

    private Connection tx;

    @BeforeEach
    void begin() throws SQLException {
        tx = dataSource.getConnection();
        tx.setAutoCommit(false);
    }

    @AfterEach
    void undo() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void whatIsReadAgainIsOldHoweverOftenItIsRead() throws SQLException {
        assertThat(take(0, 0)).isEqualTo(Step.NEW);
        assertThat(take(1, 1)).isEqualTo(Step.NEW);
        assertThat(take(2, 2)).isEqualTo(Step.NEW);

        for (int run = 0; run < 2; run++) {
            assertThat(take(0, 0)).isEqualTo(Step.AGAIN);
            assertThat(take(1, 1)).isEqualTo(Step.AGAIN);
            assertThat(take(2, 2)).isEqualTo(Step.AGAIN);
        }
        assertThat(take(3, 3)).isEqualTo(Step.NEW);
    }

    @Test
    void ofATopicThatWasMadeAnewAllIsNew() throws SQLException {
        take(0, 0);
        take(1, 1);
        take(2, 2);

        assertThat(take(0, 10)).isEqualTo(Step.NEW);
        assertThat(take(1, 11)).isEqualTo(Step.NEW);
        assertThat(take(0, 10)).isEqualTo(Step.AGAIN);
    }

    @Test
    void theBeginningOfATopicThatWasMadeAnewMayBeMissed() throws SQLException {
        take(0, 0);
        take(1, 1);
        take(2, 2);

        assertThat(take(1, 10)).isEqualTo(Step.GAP);
        assertThat(take(2, 11)).isEqualTo(Step.NEW);
    }

    @Test
    void aClockThatIsBehindMakesNoRecordOld() throws SQLException {
        take(0, 10);
        assertThat(take(1, 5)).isEqualTo(Step.NEW);
        assertThat(take(0, 10)).isEqualTo(Step.AGAIN);
    }

    /** @param minute when it was written */
    private Step take(long offset, int minute) throws SQLException {
        return positions.take(tx, new Place("a topic", 3, offset, NOON.plusSeconds(60L * minute)));
    }
}
