package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.kept.ForgetPersons;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A closed order that is long at rest keeps its hash and ids and drops the person; nothing else changes by that. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class RetentionIT {
    private static final int DAYS = 90;

    @Inject
    DataSource dataSource;

    @Inject
    ForgetPersons forget;

    @Test
    void aClosedOrderKeepsItsHashAndDropsThePerson() {
        World world = worldWith(10);
        String hash = text(world, "snapshot", "content_hash");
        long salesOrder = world.salesOrderId(100);
        age(world, DAYS + 1);

        forget.olderThan(DAYS);

        assertThat(text(world, "snapshot", "body")).isNull();
        assertThat(text(world, "snapshot", "content_hash")).isEqualTo(hash);
        assertThat(text(world, "order_record", "applied")).isNull();
        assertThat(world.salesOrderId(100)).isEqualTo(salesOrder);
        assertThat(world.link(100)).isEqualTo("linked");
        assertThat(world.text("select count(*) from mapping.customer where account ="
                        + " (select katana_account from control.store where hash = '" + world.store + "')"))
                .isEqualTo("0");
    }

    @Test
    void whatWasSentWithACreateThatStaysOpenIsForgottenTheCreateIsNot() {
        World world = worldWith(11);
        world.sql(
                "insert into mapping.intent (account, what, thing, store, order_id, body, sent_at) values ('a', 'sales-order', '"
                        + world.store + "', '" + world.store + "', 100, 'Ada', now() - interval '" + (DAYS + 1)
                        + " days')");

        forget.olderThan(DAYS);

        assertThat(text(world, "intent", "what")).isEqualTo("sales-order");
        assertThat(text(world, "intent", "body")).isNull();
    }

    @Test
    void anOpenOrderAndAYoungOneStayWhole() {
        World open = worldWith(11);
        age(open, DAYS + 1);
        World young = worldWith(10);
        age(young, DAYS - 1);

        forget.olderThan(DAYS);

        for (World world : List.of(open, young)) {
            assertThat(text(world, "snapshot", "body")).isNotNull();
            assertThat(text(world, "order_record", "applied")).isNotNull();
        }
    }

    @Test
    void aReducedOrderThatComesAgainUnchangedCostsNothing() {
        World world = reduced();

        world.observe(World.order(100).line("A", 1, "12.00").status(10));
        world.awaitRest(100);

        assertThat(world.katana.writes()).isEmpty();
        assertThat(text(world, "snapshot", "body")).isNotNull();
    }

    @Test
    void aReducedOrderThatChangesIsBroughtToItsNewStateAndMadeOnce() {
        World world = reduced();

        world.observe(World.order(100).line("A", 4, "12.00").status(11));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.katana.living("/sales_order_rows"))
                .allSatisfy(row -> assertThat(row.path("quantity").asInt()).isEqualTo(4));
        assertThat(text(world, "order_record", "applied")).isNotNull();
    }

    @Test
    void settingsThatMovedTheDeliveryDateAreNoConflictOfAReducedOrder() {
        World world = reduced();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "DELIVERED");
        world.settings(Settings.of("orderNumberPrefix", "BC-", "deliveryDays", 30));

        world.observe(World.order(100).line("A", 1, "12.00").status(10).message("Ring twice"));
        Awaitility.await()
                .until(() -> "Ring twice"
                        .equals(world.katana
                                .thing("/sales_orders", world.salesOrderId(100))
                                .path("additional_info")
                                .asText()));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes()).hasSize(1);
    }

    private World reduced() {
        World world = worldWith(10);
        age(world, DAYS + 1);
        forget.olderThan(DAYS);
        world.katana.forgetJournal();
        return world;
    }

    /** One order, imported and then in this status. */
    private World worldWith(int status) {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.observe(World.order(100).line("A", 1, "12.00").status(status));
        world.awaitRest(100);
        return world;
    }

    private static void age(World world, int days) {
        world.sql("update mapping.snapshot set kept_at = now() - interval '" + days + " days' where store = '"
                + world.store + "'");
        world.sql("update mapping.customer set changed_at = now() - interval '" + days
                + " days' where account = (select katana_account from control.store where hash = '" + world.store
                + "')");
    }

    private static String text(World world, String table, String column) {
        return world.text("select " + column + " from mapping." + table + " where store = '" + world.store
                + "' and order_id = 100");
    }
}
