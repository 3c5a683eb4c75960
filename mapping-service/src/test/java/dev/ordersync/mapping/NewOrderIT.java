package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.mapping.world.FakeKatana.Call;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.testkit.InfraResource;
import dev.ordersync.workqueue.Hands;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class NewOrderIT {
    @Inject
    DataSource dataSource;

    @Test
    void aNewOrderCarriesItsIdentityItsMoneyAndItsLines() {
        World world = new World(dataSource);
        world.katana.variant("A");

        world.observe(World.order(100).line("A", 3, "12.00"));
        world.awaitShown(100, "synced/");

        JsonNode order = world.katana.living("/sales_orders").get(0);
        assertThat(order.path("ecommerce_order_type").asText()).isEqualTo("bigCommerce");
        assertThat(order.path("ecommerce_store_name").asText()).isEqualTo(world.store);
        assertThat(order.path("ecommerce_order_id").asText()).isEqualTo("100");
        assertThat(order.path("location_id").asLong()).isEqualTo(77);
        JsonNode row = world.katana.living("/sales_order_rows").get(0);
        assertThat(row.path("price_per_unit").decimalValue()).isEqualByComparingTo("10");
        assertThat(row.path("quantity").asInt()).isEqualTo(3);
        assertThat(row.path("attributes").findValuesAsText("value")).contains("501");
        assertThat(world.katana.living("/tax_rates").get(0).path("rate").asInt())
                .isEqualTo(20);
    }

    @Test
    void anOrderWithEverythingKnownCostsOneCallAndTwoWithAFee() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.forgetJournal();

        world.observe(World.order(101).customer(7, "ada@example.com").line("A", 2, "12.00"));
        world.awaitShown(101, "synced/");
        assertThat(world.katana.journal()).hasToString("[POST /sales_orders -> 200]");
        world.katana.forgetJournal();

        world.observe(World.order(102)
                .customer(7, "ada@example.com")
                .line("A", 2, "12.00")
                .shipping("6.00"));
        world.awaitShown(102, "synced/");
        world.awaitRest(102);
        assertThat(world.katana.journal())
                .hasToString("[POST /sales_orders -> 200, POST /sales_order_shipping_fee -> 200]");
        assertThat(world.katana
                        .living("/sales_order_shipping_fee")
                        .get(0)
                        .path("amount")
                        .asText())
                .isEqualTo("5");
    }

    @Test
    void whatALaterOrderLeavesBlankStaysAsItIsInKatana() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(
                World.order(100).customer(7, "ada@example.com").phone("+44 1").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        var customer = world.katana.living("/customers").get(0);
        customer.put("phone", "+44 2, a person wrote");

        world.observe(World.order(101).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(customer.path("phone").asText()).isEqualTo("+44 2, a person wrote");
    }

    @Test
    void whatAnOrderLeavesBlankIsNeitherWrittenNorForgotten() {
        World world = new World(dataSource);
        world.katana.variant("A");
        for (int id = 100; id < 104; id++) {
            var draft = World.order(id).customer(7, "ada@example.com").line("A", 1, "12.00");
            world.observe(id % 2 == 0 ? draft.phone("+44 1") : draft);
            world.awaitShown(id, "synced/");
        }

        assertThat(customerWrites(world)).hasToString("[POST /customers -> 200]");
    }

    @Test
    void whoOrdersAsAGuestAndByAnAccountWithTheSameDataIsWrittenOnce() {
        World world = new World(dataSource);
        world.katana.variant("A");
        for (int id = 100; id < 102; id++) {
            world.observe(World.order(id)
                    .customer(id == 100 ? 0 : 7, "ada@example.com")
                    .line("A", 1, "12.00"));
            world.awaitShown(id, "synced/");
        }
        world.katana.forgetJournal(); // the account's id was written to the guest

        for (int id = 102; id < 106; id++) {
            var draft = World.order(id).customer(id % 2 == 0 ? 0 : 7, "ada@example.com");
            world.observe(draft.line("A", 1, "12.00"));
            world.awaitShown(id, "synced/");
        }

        assertThat(customerWrites(world)).isEmpty();
        assertThat(world.katana.living("/customers")).hasSize(1);
    }

    /** Katana's search may lag behind what was just made: what we know of it is remembered by e-mail. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGuestAndAnAccountOfOneNewEmailAreOneCustomerThoughTheSearchLags(boolean guestFirst) {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(
                World.order(100).customer(guestFirst ? 0 : 7, "Ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        for (int look = 0; look < 3; look++) world.katana.refuse("GET /customers", 200, "{\"data\":[]}");

        world.observe(
                World.order(101).customer(guestFirst ? 7 : 0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/customers"))
                .singleElement()
                .satisfies(customer ->
                        assertThat(customer.path("reference_id").asText()).isEqualTo("bc:" + world.store + ":7"));
    }

    private static List<Call> customerWrites(World world) {
        return world.katana.calls(call -> call.isWrite() && call.path().startsWith("/customers"));
    }

    @Test
    void aSkuIsComparedToTheLetterBlanksIncluded() {
        World world = new World(dataSource);
        world.katana.variant("A");
        long blank = world.katana.variant("A ").path("id").asLong();

        world.observe(World.order(100).line("A ", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(world.katana
                        .living("/sales_order_rows")
                        .get(0)
                        .path("variant_id")
                        .asLong())
                .isEqualTo(blank);
    }

    @Test
    void aGuestIsNamedAnewAfterTheAccountOfTheSameEmailWas() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(
                World.order(100).customer(0, "ada@example.com").name("Ada", "B").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.observe(World.order(101)
                .customer(7, "ada@example.com")
                .name("Ada", "King")
                .line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");
        world.observe(World.order(102)
                .customer(7, "ada@example.com")
                .name("Ada", "Queen")
                .line("A", 1, "12.00"));
        world.awaitShown(102, "synced/");

        world.observe(
                World.order(103).customer(0, "ada@example.com").name("Ada", "B").line("A", 1, "12.00"));
        world.awaitShown(103, "synced/");

        assertThat(world.katana.living("/customers"))
                .singleElement()
                .satisfies(
                        customer -> assertThat(customer.path("name").asText()).isEqualTo("Ada B"));
    }

    @Test
    void anAccountIsNamedAnewAfterAGuestOfTheSameEmailWas() {
        World world = new World(dataSource);
        world.katana.variant("A");
        for (int id = 100; id < 103; id++) {
            boolean guest = id == 101;
            world.observe(World.order(id)
                    .customer(guest ? 0 : 7, "ada@example.com")
                    .name("Ada", guest ? "B" : "King")
                    .line("A", 1, "12.00"));
            world.awaitShown(id, "synced/");
        }

        assertThat(world.katana.living("/customers"))
                .singleElement()
                .satisfies(
                        customer -> assertThat(customer.path("name").asText()).isEqualTo("Ada King"));
    }

    @Test
    void theSameSnapshotAgainCostsNothing() {
        World world = new World(dataSource);
        world.katana.variant("A");
        var draft = World.order(100).line("A", 1, "12.00");
        world.observe(draft);
        world.awaitShown(100, "synced/");
        world.katana.forgetJournal();

        world.observe(draft);
        world.replay();
        world.observe(draft.status(9));
        world.awaitRest(100);

        assertThat(world.katana.journal()).isEmpty();
    }

    @Test
    void twoOrdersOfANewCustomerMakeOneCustomerAndOneProduct() {
        World world = new World(dataSource);

        for (int id = 100; id < 108; id++)
            world.observe(World.order(id).customer(7, "Ada@Example.com").line("NEW", 1, "12.00"));
        for (int id = 100; id < 108; id++) world.awaitShown(id, "synced/");

        assertThat(world.katana.living("/customers")).hasSize(1);
        assertThat(world.katana.living("/products")).hasSize(1);
        assertThat(world.katana.living("/tax_rates")).hasSize(1);
        assertThat(world.katana.living("/sales_orders")).hasSize(8);
        assertThat(world.katana.living("/customers").get(0).path("reference_id").asText())
                .isEqualTo("bc:" + world.store + ":7");
    }

    @Test
    void anEngravedRingAndAPlainOneAreTwoVariantsOfOneProduct() {
        World world = new World(dataSource);

        world.observe(World.order(100)
                .line("RING-S", 1, "12.00")
                .of(77, 701)
                .option("Size", "S", "Multiple choice")
                .option("Engraving", "Anna", "Text field"));
        world.awaitShown(100, "synced/");
        world.observe(World.order(101).line("RING-M", 1, "12.00").of(77, 702).option("Size", "M", "Multiple choice"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products"))
                .singleElement()
                .satisfies(ring ->
                        assertThat(ring.path("configs")).hasToString("[{\"name\":\"Size\",\"values\":[\"S\",\"M\"]}]"));
        assertThat(world.katana.living("/variants"))
                .extracting(variant -> variant.path("config_attributes").findValuesAsText("config_value"))
                .containsExactlyInAnyOrder(List.of("S"), List.of("M"));
        assertThat(world.katana.living("/sales_order_rows"))
                .anySatisfy(row -> assertThat(row.path("attributes").findValuesAsText("value"))
                        .contains("S", "Anna"));
    }

    /** An order's line lists a drop-down that is a modifier like one that makes variants. */
    @Test
    void aModifierThatIsListedLikeAnOptionKeepsNoVariantFromItsSisters() {
        World world = new World(dataSource);
        world.catalogue.variant(7701, "Size", "S");
        world.catalogue.variant(7702, "Size", "M");

        world.observe(World.order(100)
                .line("RING-S", 1, "12.00")
                .of(77, 7701)
                .option("Size", "S", "Multiple choice")
                .option("Gift box", "Red", "Swatch"));
        world.awaitShown(100, "synced/");
        world.observe(World.order(101).line("RING-M", 1, "12.00").of(77, 7702).option("Size", "M", "Multiple choice"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products"))
                .singleElement()
                .satisfies(ring ->
                        assertThat(ring.path("configs")).hasToString("[{\"name\":\"Size\",\"values\":[\"S\",\"M\"]}]"));
        assertThat(world.katana.living("/sales_order_rows"))
                .anySatisfy(row -> assertThat(row.path("attributes").findValuesAsText("value"))
                        .contains("S", "Red"));
    }

    @Test
    void eightSizesThatAreOrderedAtOnceAreVariantsOfOneProduct() {
        World world = new World(dataSource);

        for (int i = 0; i < 8; i++)
            world.observe(World.order(100 + i)
                    .line("RING-" + i, 1, "12.00")
                    .of(77, 701 + i)
                    .option("Size", "Size " + i, "Multiple choice"));
        for (int i = 0; i < 8; i++) world.awaitShown(100 + i, "synced/");

        assertThat(world.katana.living("/products")).hasSize(1);
        assertThat(world.katana.living("/variants")).hasSize(8);
    }

    @Test
    void aVariantThatKatanaDoesNotWantInItsProductIsAProductOfItsOwn() {
        World world = new World(dataSource);
        world.observe(World.order(100).line("RING-S", 1, "12.00").of(77, 701).option("Size", "S", "Multiple choice"));
        world.awaitShown(100, "synced/");
        String product = world.katana.living("/products").get(0).path("id").asText();
        world.katana.refuse(
                "PATCH /products/" + product,
                422,
                "{\"error\":{\"statusCode\":422,\"name\":\"UnprocessableEntityError\",\"message\":\"too many values\"}}");

        world.observe(World.order(101).line("RING-M", 1, "12.00").of(77, 702).option("Size", "M", "Multiple choice"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products")).hasSize(2);
    }

    @Test
    void oneOrderAtATimeAddsToAProduct() {
        World world = new World(dataSource);
        world.observe(World.order(100).line("RING-S", 1, "12.00").of(77, 701).option("Size", "S", "Multiple choice"));
        world.awaitShown(100, "synced/");
        String product = world.katana.living("/products").get(0).path("id").asText();
        String account = world.text("select katana_account from control.store where hash = '" + world.store + "'");
        world.katana.forgetJournal();

        try (Hands.Hand another = new Hands(dataSource)
                .take("product:" + account + ":" + product, Duration.ofMinutes(1))
                .orElseThrow()) {
            world.observe(
                    World.order(101).line("RING-M", 1, "12.00").of(77, 702).option("Size", "M", "Multiple choice"));
            await("the order waits")
                    .until(() -> world.count("select count(*) from mapping.work where pause = 'WAIT' and entity = '101'"
                                    + " and store = '" + world.store + "'")
                            == 1);
            assertThat(world.katana.calls(call -> call.path().startsWith("/products")))
                    .isEmpty();
        }

        world.awaitShown(101, "synced/");
        assertThat(world.katana.living("/variants")).hasSize(2);
    }

    @Test
    void onlyWhatChangedIsWritten() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("B");
        world.observe(World.order(100).line("A", 1, "12.00").line("B", 1, "24.00"));
        world.awaitShown(100, "synced/");
        world.katana.forgetJournal();

        world.observe(
                World.order(100).line("A", 2, "12.00").line("B", 1, "24.00").city("Leeds"));
        world.awaitRest(100);

        assertThat(world.katana.calls(Call::isWrite)).extracting(Call::method).containsOnly("PATCH");
        assertThat(world.katana.writes()).hasSize(2);
        assertThat(world.katana
                        .calls(call -> call.path().startsWith("/sales_order_rows/"))
                        .get(0)
                        .body())
                .hasToString("{\"quantity\":2}");
        assertThat(world.shownText(100)).contains("row 501").doesNotContain("Leeds");
    }
}
