package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bindings were emptied, and the topic is read again: what it told of an order first is not what holds now. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class StillReadingIT {
    /** Longer than a reader pauses for a rebalance, a slow fetch or a database that thinks. */
    private static final Duration A_WHILE = Duration.ofSeconds(4);

    @Inject
    DataSource dataSource;

    @Test
    void anOrderIsNotWrittenAsItWasBeforeTheTopicIsReadToItsEnd() throws SQLException {
        World world = new World(dataSource);
        world.katana.variant("A");
        OrderObserved one = told(world, 1, 11);
        OrderObserved two = told(world, 2, 11);
        empty(world);

        readAgain(world, List.of(one), two, () -> {});

        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void theSalesOrderOfAReopenedOrderOutlivesTheRecordOfItsCancellation() throws SQLException {
        World world = new World(dataSource);
        world.katana.variant("A");
        OrderObserved open = told(world, 1, 11);
        OrderObserved cancelled = told(world, 1, 5);
        OrderObserved reopened = told(world, 1, 11);
        long id = world.salesOrderId(100);
        empty(world);

        readAgain(world, List.of(open, cancelled), reopened, () -> {});

        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        assertThat(world.salesOrderId(100)).isEqualTo(id);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void aPersonsRetryWaitsForTheEndOfTheTopicToo() throws SQLException {
        World world = new World(dataSource);
        world.katana.variant("A");
        OrderObserved one = told(world, 1, 11);
        OrderObserved two = told(world, 2, 11);
        empty(world);

        readAgain(world, List.of(one), two, () -> {
            world.command(100, "retry");
            await().until(() -> world.count("select count(*) from mapping.order_record where store = '" + world.store
                            + "' and order_id = 100 and command_at is not null")
                    == 1);
        });

        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        assertThat(world.katana.writes()).isEmpty();
    }

    /** Records that are new, though they lie where others lay: the broker's data were wiped. */
    @Test
    void theOrdersOfATopicThatWasMadeAnewComeBeforeSweepsAndImports() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.sql("insert into mapping.intake_position (topic, part, next, told_at) values ('" + Topics.ORDERS_RAW
                + "', " + world.partition(100) + ", 10000, now() - interval '1 hour')"
                + " on conflict (topic, part) do update set next = excluded.next, told_at = excluded.told_at");

        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(world.count(
                        "select priority from mapping.work where store = '" + world.store + "' and entity = '100'"))
                .isZero();
    }

    private static OrderObserved told(World world, int quantity, int status) {
        OrderObserved event =
                world.observe(World.order(100).line("A", quantity, "12.00").status(status));
        world.awaitShown(100, status == 5 ? "excluded/cancelled" : "synced/");
        world.awaitRest(100);
        return event;
    }

    private static void empty(World world) {
        for (String table : List.of("order_record", "snapshot", "work"))
            world.sql("delete from mapping." + table + " where store = '" + world.store + "'");
        world.katana.forgetJournal();
    }

    /** The reader is held up before the last of the records, by another order's that lies between. */
    private void readAgain(World world, List<OrderObserved> first, OrderObserved last, Runnable meanwhile)
            throws SQLException {
        long between = LongStream.iterate(101, id -> id + 1)
                .filter(id -> world.partition(id) == world.partition(100))
                .findFirst()
                .orElseThrow();
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            try (var insert = tx.createStatement()) {
                insert.execute("insert into mapping.snapshot (store, order_id, number, content_hash, body, observed_at)"
                        + " values ('" + world.store + "', " + between + ", 0, '', '', now())");
            }
            try {
                first.forEach(event -> world.tell(Topics.ORDERS_RAW, event));
                world.observe(World.order(between).line("A", 1, "12.00").status(5));
                world.tell(Topics.ORDERS_RAW, last);
                await("the reader has come to the order between")
                        .until(() -> world.count(
                                        "select count(*) from mapping.snapshot where order_id = 100 and behind_part is not null"
                                                + " and store = '" + world.store + "' and number = "
                                                + first.get(first.size() - 1).number())
                                == 1);
                meanwhile.run();
                await().during(A_WHILE)
                        .atMost(A_WHILE.plusSeconds(5))
                        .until(() -> world.katana.writes().isEmpty());
            } finally {
                tx.rollback();
            }
        }
    }
}
