package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.testkit.InfraResource;
import dev.ordersync.testkit.RefusedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class RefusedRowIT {
    @Inject
    DataSource dataSource;

    @Test
    void whatARefusedRowHoldsIsNotInTheWordsOfItsException() {
        String words = RefusedRow.words(dataSource, "marker-person");

        assertThat(words).contains("duplicate key").doesNotContain("marker-person");
    }
}
