package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.world.FakeKatana.Call;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An e-mail is the same in any spelling (rule P2), although Katana's filter may tell upper from lower case. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class EmailSpellingIT {
    private static final long HELD = 41;

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ADA@example.com"})
    void aCustomerThatWasListedIsFoundInWhateverSpellingKatanaHasIt(String written) {
        World world = withCustomer("Ada@Example.COM");
        listed(world);

        world.observe(World.order(100).customer(0, written).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(customerOf(world, 100)).isEqualTo(HELD);
        assertThat(world.katana.living("/customers")).hasSize(1);
        assertThat(searches(world)).as("by e-mail, then by id").hasSize(2);
    }

    @Test
    void aListedCustomerThatIsGoneIsNotTaken() {
        World world = withCustomer("Ada@Example.COM");
        listed(world);
        world.katana.delete("/customers", HELD);

        world.observe(World.order(100).customer(0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(customerOf(world, 100)).isNotEqualTo(HELD);
    }

    @Test
    void oneThatKatanasFilterFindsIsNotAskedForAgain() {
        World world = withCustomer("ada@example.com");
        listed(world);

        world.observe(World.order(100).customer(0, "ADA@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(customerOf(world, 100)).isEqualTo(HELD);
        assertThat(searches(world)).hasSize(1);
    }

    @Test
    void twoOfOneEmailAreStillTwoThoughTheFilterShowsOne() {
        World world = withCustomer("Ada@Example.COM");
        listed(world);
        world.katana.thing("/customers", 42).put("name", "Another").put("email", "ada@example.com");

        world.observe(World.order(100).customer(0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(customerOf(world, 100)).isNotIn(HELD, 42L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ADA@Example.com"})
    void withoutAListTheSpellingOfTheOrderAndTheLowerCaseOneAreFound(String held) {
        World world = withCustomer(held);

        world.observe(World.order(100).customer(0, "ADA@Example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(customerOf(world, 100)).isEqualTo(HELD);
        assertThat(searches(world)).hasSize(2);
    }

    @Test
    void whoIsKnownCostsNoSearch() {
        World world = withCustomer("Ada@Example.COM");
        listed(world);
        world.observe(World.order(100).customer(0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.forgetJournal();

        world.observe(World.order(101).customer(0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(searches(world)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    void anotherSpellingOfAKnownCustomersEmailIsNotWritten(long customer) {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).customer(customer, "Ada@Example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.forgetJournal();

        world.observe(World.order(101).customer(customer, "ada@example.COM ").line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.calls(call -> call.path().startsWith("/customers")))
                .isEmpty();
        assertThat(world.katana.living("/customers").get(0).path("email").asText())
                .isEqualTo("Ada@Example.com");
    }

    @Test
    void aKnownCustomersOtherDataIsWrittenWithoutTheSpelling() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).customer(7, "Ada@Example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        world.observe(World.order(101)
                .customer(7, "ada@example.com")
                .name("Ada", "Queen")
                .line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/customers")).singleElement().satisfies(customer -> {
            assertThat(customer.path("name").asText()).isEqualTo("Ada Queen");
            assertThat(customer.path("email").asText()).isEqualTo("Ada@Example.com");
        });
    }

    private World withCustomer(String email) {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.thing("/customers", HELD).put("name", "Another name").put("email", email);
        return world;
    }

    /** As while all customers of the store are imported. */
    private static void listed(World world) {
        world.sql("insert into mapping.customer_listing (store, account) select hash, katana_account "
                + "from control.store where hash = '" + world.store + "'");
        world.sql("insert into mapping.listed_customer (store, katana_id, email, name, body) values ('" + world.store
                + "', " + HELD + ", 'ada@example.com', 'Another name', '{}')");
    }

    private static long customerOf(World world, long orderId) {
        return world.katana
                .thing("/sales_orders", world.salesOrderId(orderId))
                .path("customer_id")
                .asLong();
    }

    private static List<Call> searches(World world) {
        return world.katana.calls(
                call -> call.method().equals("GET") && call.path().equals("/customers"));
    }
}
