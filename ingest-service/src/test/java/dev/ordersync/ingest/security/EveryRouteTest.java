package dev.ordersync.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ingest.world.Routes;
import org.junit.jupiter.api.Test;

/** What a resource asks for holds however its address was written; the guard of paths in front of it may be misled. */
class EveryRouteTest {

    @Test
    void everyResourceAsksForARoleByItself() {
        assertThat(Routes.guarded())
                .hasSizeGreaterThan(50)
                .allSatisfy(route -> assertThat(route.roles())
                        .isNotEmpty()
                        .isSubsetOf(Role.VIEWER, Role.OPERATOR, Role.ADMINISTRATOR));
    }

    @Test
    void everyChangeAsksForMoreThanAViewer() {
        assertThat(Routes.guarded())
                .filteredOn(route -> !route.isRead())
                .hasSizeGreaterThan(20)
                .allSatisfy(route -> assertThat(route.roles()).doesNotContain(Role.VIEWER));
    }
}
