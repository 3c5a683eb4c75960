package dev.ordersync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ingest.world.World;
import dev.ordersync.testkit.RefusedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class RefusedRowIT {
    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("door")
    DataSource door;

    @Test
    void whatARefusedRowHoldsIsNotInTheWordsOfItsException() {
        String words = RefusedRow.words(dataSource, "marker-person");

        assertThat(words).contains("duplicate key").doesNotContain("marker-person");
    }

    @Test
    void norWhereItCameThroughADoor() {
        String words = RefusedRow.words(door, "marker-person");

        assertThat(words).contains("duplicate key").doesNotContain("marker-person");
    }
}
