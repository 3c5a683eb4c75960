package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.mapping.world.FakeKatana.Call;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.StoreSettings;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creates whose outcome is not known. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class UncertainIT {
    @Inject
    DataSource dataSource;

    @Test
    void anAnswer500AfterCreatingMakesNoTwin() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.failAfter("POST /sales_orders");

        world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.katana.living("/sales_order_shipping_fee")).hasSize(1);
        assertThat(world.count("select count(*) from mapping.intent where store = '" + world.store + "'"))
                .isZero();
    }

    @Test
    void everyThingMadeOnTheWayIsMadeOnceThoughEachAnswersIsLost() {
        World world = new World(dataSource);
        for (String list : List.of("/customers", "/products", "/tax_rates", "/sales_order_shipping_fee"))
            world.katana.failAfter("POST " + list);

        world.observe(World.order(100).line("NEW", 1, "12.00").shipping("6.00"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> "synced/".equals(world.shown(100))
                        && world.katana.living("/sales_order_shipping_fee").size() == 1
                        && world.text("select plan_hash from mapping.order_record where order_id = 100 and store = '"
                                        + world.store + "'")
                                != null);

        for (String list :
                List.of("/customers", "/products", "/tax_rates", "/sales_orders", "/sales_order_shipping_fee"))
            assertThat(world.katana.living(list)).as(list).hasSize(1);
    }

    @Test
    void whatChangesBeforeACreateIsSettledIsBroughtToTheSalesOrder() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("B");
        world.katana.failAfter("POST /sales_orders");

        world.observe(World.order(100).line("A", 1, "12.00").message("Ring once"));
        world.awaitShown(100, "waiting/unsettled");
        world.observe(
                World.order(100).line("B", 1, "12.00").message("Ring twice").customer(0, "other@example.com"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).singleElement().satisfies(made -> {
            assertThat(made.path("additional_info").asText()).isEqualTo("Ring twice");
            assertThat(world.katana
                            .thing("/customers", made.path("customer_id").asLong())
                            .path("email")
                            .asText())
                    .isEqualTo("other@example.com");
        });
        assertThat(world.katana.living("/sales_order_rows"))
                .singleElement()
                .satisfies(row -> assertThat(world.katana
                                .thing("/variants", row.path("variant_id").asLong())
                                .path("sku")
                                .asText())
                        .isEqualTo("B"));
    }

    @Test
    void aFeeThatChangesBeforeItsCreateIsSettledIsBroughtToTheNewAmount() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.failAfter("POST /sales_order_shipping_fee");

        world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.observe(World.order(100).line("A", 1, "12.00").shipping("12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_order_shipping_fee"))
                .singleElement()
                .satisfies(fee ->
                        assertThat(new BigDecimal(fee.path("amount").asText())).isEqualByComparingTo("10"));
    }

    @Test
    void aRowThatChangesBeforeItsCreateIsSettledIsBroughtToTheNewQuantity() {
        World world = synced();
        world.katana.failAfter("POST /sales_order_rows");

        world.observe(World.order(100).line("A", 1, "12.00").line("B", 1, "24.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.observe(World.order(100).line("A", 1, "12.00").line("B", 3, "24.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_order_rows")).hasSize(2);
        assertThat(world.katana
                        .living("/sales_order_rows")
                        .get(1)
                        .path("quantity")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aChangeThatIsTakenBackBeforeItsAnswerCameIsTakenBackInKatanaToo() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00").message("Ring once"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        var row = world.katana.living("/sales_order_rows").get(0);
        world.katana.failAfter("PATCH /sales_order_rows/" + row.path("id").asLong());

        world.observe(World.order(100).line("A", 2, "12.00").message("Ring twice"));
        await("the change is half written").until(() -> row.path("quantity").asInt() == 2);
        world.observe(World.order(100).line("A", 1, "12.00").message("Ring once"));
        world.awaitRest(100);

        assertThat(row.path("quantity").asInt()).isEqualTo(1);
        assertThat(world.katana
                        .living("/sales_orders")
                        .get(0)
                        .path("additional_info")
                        .asText())
                .isEqualTo("Ring once");
    }

    @Test
    void aChangeThatTakesEffectLateDoesNotStayOverANewerOne() {
        World world = synced();
        var row = world.katana.living("/sales_order_rows").get(0);
        String of = " where store = '" + world.store + "'";
        world.katana.holdBack("PATCH /sales_order_rows/" + row.path("id").asLong());
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "waiting/retry");
        world.observe(World.order(100).line("A", 3, "12.00"));
        await("the newer one is written").until(() -> row.path("quantity").asInt() == 3);
        world.awaitRest(100);

        world.katana.takeEffect();
        assertThat(row.path("quantity").asInt()).isEqualTo(2);
        assertThat(world.count("select extract(epoch from run_at - now())::bigint from mapping.work" + of))
                .isBetween(20L, 65L);
        // rather than to wait for it
        world.sql("update mapping.order_record set unsure_at = now() - interval '66 seconds'" + of);
        world.sql("update mapping.work set run_at = now()" + of);

        await("the newer one is written again").until(() -> row.path("quantity").asInt() == 3);
        await("and that is the end of it")
                .until(() -> world.count("select count(*) from mapping.order_record" + of
                                + " and order_id = 100 and writing is null")
                        == 1);
        world.awaitRest(100);
        assertThat(world.text("select state from mapping.work" + of)).isEqualTo("IDLE");
    }

    @Test
    void aRowWhoseCreateHadNoAnswerGoesAgainWhenItsLineIsTakenBack() {
        World world = synced();
        world.katana.failAfter("POST /sales_order_rows");

        world.observe(World.order(100).line("A", 1, "12.00").line("B", 1, "24.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_order_rows")).hasSize(1);
        assertThat(world.count("select count(*) from mapping.intent where store = '" + world.store + "'"))
                .isZero();
    }

    @Test
    void anAddressThatTheReplyDidNotNameIsChangedAndNotMadeAgain() {
        World world = synced();
        world.sql("update mapping.order_record set applied = replace(applied, '\"shipTo\":{\"id\":' ||"
                + " (applied::json #>> '{applied,shipTo,id}'), '\"shipTo\":{\"id\":0') where store = '" + world.store
                + "'");
        world.katana.living("/sales_orders").get(0).remove("shipping_address_id");

        world.observe(World.order(100).line("A", 1, "12.00").city("Leeds"));
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_order_addresses")).hasSize(2);
        assertThat(world.katana.living("/sales_order_addresses"))
                .anyMatch(address -> address.path("city").asText().equals("Leeds"));
    }

    @Test
    void aCrashBetweenThePostAndItsRecordMakesNoTwin() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.sql("""
                create or replace function mapping.crash() returns trigger language plpgsql as
                $$ begin if new.state = 'linked' then raise exception 'crash'; end if; return new; end $$;
                create trigger crash before update on mapping.order_record for each row
                when (new.store = '%s') execute function mapping.crash()""".formatted(world.store));

        world.observe(World.order(100).line("A", 1, "12.00"));
        Awaitility.await().until(() -> world.katana.living("/sales_orders").size() == 1);
        world.sql("drop trigger crash on mapping.order_record");
        world.command(100, "retry");
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.salesOrderId(100))
                .isEqualTo(
                        world.katana.living("/sales_orders").get(0).path("id").asLong());
    }

    @Test
    void aCopyThatAPersonMadeIsNotTakenForATwinWhenOnlyTheCustomersCreateHadNoAnswer() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.failAfter("POST /customers");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        long copy = copyOf(world, world.salesOrderId(100));
        world.salesOrderSeen(100, copy, false);
        world.awaitShown(100, "held/several-sales-orders");

        assertThat(world.katana.living("/sales_orders")).hasSize(2);
    }

    @Test
    void aTwinOfAnUncertainCreateIsDeletedAndALaterCopyIsNot() {
        World world = unsettled();
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        long bound = world.salesOrderId(100);

        world.salesOrderSeen(100, copyOf(world, bound), false);
        await("the twin is deleted")
                .until(() -> world.katana.living("/sales_orders").size() == 1);
        assertThat(world.salesOrderId(100)).isEqualTo(bound);

        world.katana.thing("/sales_orders", bound).put("created_at", "2020-01-01T00:00:00.000Z");
        world.salesOrderSeen(100, copyOf(world, bound), false);
        world.awaitShown(100, "held/several-sales-orders");

        assertThat(world.katana.living("/sales_orders")).hasSize(2);
    }

    /** As if it was made just now, with the same identity. */
    private static long copyOf(World world, long salesOrderId) {
        long id = salesOrderId + 5_000_000 + world.katana.all("/sales_orders").size();
        ObjectNode copy = world.katana.thing("/sales_orders", salesOrderId).deepCopy();
        String now = Instant.now().toString();
        copy.put("id", id).put("created_at", now).put("updated_at", now);
        world.katana.thing("/sales_orders", id).setAll(copy);
        return id;
    }

    @Test
    void aGuestAndAnAccountOfOneEmailAreOneCustomerThoughTheGuestsCreateTakesEffectLate() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.holdBack("POST /customers");
        world.observe(World.order(100).customer(0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/unsettled");

        world.observe(World.order(101).customer(7, "Ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(101, "waiting/unsettled");
        world.katana.takeEffect();
        world.awaitShown(100, "synced/");
        world.awaitShown(101, "synced/");
        world.awaitRest(100);
        world.awaitRest(101);

        assertThat(world.katana.living("/customers"))
                .singleElement()
                .satisfies(customer ->
                        assertThat(customer.path("reference_id").asText()).isEqualTo("bc:" + world.store + ":7"));
        assertThat(intents(world)).isZero();
    }

    @Test
    void whatAGuestsCreateDidNotMakeAnAccountOfItsEmailMakesOnce() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.refuse("POST /customers", 503, "{}");
        world.observe(World.order(100).customer(0, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.observe(World.order(101).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(101, "waiting/unsettled");

        world.sql("update mapping.intent set sent_at = sent_at - interval '2 minutes' where store = '" + world.store
                + "'");
        world.awaitShown(100, "synced/");
        world.awaitShown(101, "synced/");
        world.awaitRest(100);
        world.awaitRest(101);

        assertThat(world.katana.living("/customers")).hasSize(1);
        assertThat(intents(world)).isZero();
    }

    @Test
    void aFeeWhoseCreateTakesEffectLateIsNotMadeAgainUnderANewKeyOfTheAccount() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.holdBack("POST /sales_order_shipping_fee");
        world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        world.awaitShown(100, "waiting/unsettled");

        world.replaceKey();
        await("the account is known by its new name")
                .until(() -> world.account()
                        .equals(world.text("select account from mapping.order_record where order_id = 100 and store = '"
                                + world.store + "'")));
        await("the fee was looked for")
                .until(() -> intents(world) == 0
                        || world.count("select looks from mapping.intent where store = '" + world.store + "'") > 0);
        world.katana.takeEffect();
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_order_shipping_fee")).hasSize(1);
        assertThat(intents(world)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 422})
    void whoLostTheOrderMeanwhileTellsNothingOfIt(int answer) throws Exception {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.refuse("GET /variants", answer, "{}");
        String row = " where store = '" + world.store + "' and entity = '100'";
        try (Connection inTheWay = dataSource.getConnection()) {
            inTheWay.setAutoCommit(false);
            inTheWay.createStatement().execute("lock table mapping.intent in share row exclusive mode");
            world.observe(World.order(100).line("A", 1, "12.00"));
            await("it waits").until(() -> world.count("select count(*) from pg_locks where not granted") > 0);
            world.sql(
                    "update mapping.work set lease = gen_random_uuid(), lease_until = now() + interval '1 hour'" + row);
            inTheWay.commit();
        }
        await("the turn ended")
                .until(() -> world.count("select count(*) from control.hand where thing = 'order:"
                                + world.ref(100).key() + "'")
                        == 0);

        assertThat(world.shown(100)).doesNotContain("waiting", "held");
        world.sql("update mapping.work set lease_until = now() - interval '1 second'" + row);
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
    }

    @Test
    void aProductWhoseCreateTakesEffectLateIsNotMadeAgainAsAVariant() {
        World world = new World(dataSource);
        world.katana.variant("L");
        world.katana.holdBack("POST /products");
        world.observe(World.order(100).line("S", 1, "12.00").of(10, 11).option("Size", "Small", "Multiple choice"));
        world.awaitShown(100, "waiting/unsettled");

        world.observe(World.order(101).line("L", 1, "12.00").of(10, 12).option("Size", "Large", "Multiple choice"));
        world.awaitShown(101, "synced/");
        await("it is looked for, now that its product is known")
                .until(() -> world.count("select coalesce(sum(looks), 0) from mapping.intent where what = 'product'"
                                        + " and store = '" + world.store + "'")
                                > 0
                        || "synced/".equals(world.shown(100)));
        world.katana.takeEffect();
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/variants"))
                .extracting(variant -> variant.path("sku").asText())
                .containsExactlyInAnyOrder("S", "L");
    }

    @Test
    void anotherSizeOfAProductWhoseCreateHadNoAnswerWaitsForItAndJoinsIt() {
        World world = new World(dataSource);
        world.katana.holdBack("POST /products");
        world.observe(World.order(100).line("S", 1, "12.00").of(10, 11).option("Size", "Small", "Multiple choice"));
        world.awaitShown(100, "waiting/unsettled");

        world.observe(World.order(101).line("L", 1, "12.00").of(10, 12).option("Size", "Large", "Multiple choice"));
        world.awaitShown(101, "waiting/unsettled");
        world.katana.takeEffect();
        world.awaitShown(100, "synced/");
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products")).hasSize(1);
        assertThat(world.katana.living("/variants"))
                .extracting(variant -> variant.path("sku").asText())
                .containsExactlyInAnyOrder("S", "L");
    }

    @Test
    void anotherSizeJoinsAProductOfWhoseCreateNothingMoreWasHeard() {
        World world = new World(dataSource);
        world.katana.failAfter("POST /products");
        world.observe(World.order(100).line("S", 1, "12.00").of(10, 11).option("Size", "Small", "Multiple choice"));
        world.awaitShown(100, "waiting/unsettled");
        world.sql("delete from mapping.work where entity = '100' and store = '" + world.store + "'");
        world.sql("update mapping.intent set sent_at = sent_at - interval '2 minutes' where store = '" + world.store
                + "'");

        world.observe(World.order(101)
                .line("L", 1, "12.00")
                .named("Thing S")
                .of(10, 12)
                .option("Size", "Large", "Multiple choice"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products")).hasSize(1);
    }

    @Test
    void aCustomServiceWhoseCreateMadeNothingIsNotTheOneOfAnotherOrder() {
        World world = new World(
                dataSource,
                new StoreSettings(
                        null, null, true, null, null, null, null, null, "service", null, null, null, null, null, null));
        world.observe(World.order(100).custom("Engraving", 1, "12.00").digital());
        world.awaitShown(100, "synced/");

        world.katana.refuse("POST /services", 503, "{}");
        world.observe(World.order(101).custom("Engraving", 1, "12.00").digital());
        world.awaitShown(101, "waiting/unsettled");
        world.sql("update mapping.intent set sent_at = sent_at - interval '2 minutes' where store = '" + world.store
                + "'");
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/services")).hasSize(2);
    }

    private static long intents(World world) {
        return world.count("select count(*) from mapping.intent where store = '" + world.store + "'");
    }

    @Test
    void aRefusalNamesTheFieldAndIsNotRepeated() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.refuse("POST /sales_orders", 422, """
                {"error":{"statusCode":422,"name":"UnprocessableEntityError","message":"The request body is invalid.",
                 "details":[{"path":"/order_no","code":"maxLength","message":"must be shorter","info":{}}]}}""");

        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "held/refused:/order_no");
        world.awaitRest(100);

        assertThat(world.shownText(100)).contains("/order_no must be shorter");
        assertThat(world.katana.calls(call -> call.toString().startsWith("POST /sales_orders ")))
                .hasSize(1);
    }

    @Test
    void aDeadVariantIdIsLookedUpAgainOnce() {
        World world = new World(dataSource);
        long dead = world.katana.variant("A").path("id").asLong();
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.katana.delete("/variants", dead);
        long alive = world.katana.variant("A").path("id").asLong();
        world.katana.refuse(
                "POST /sales_orders",
                422,
                "{\"error\":{\"statusCode\":422,\"name\":\"UnprocessableEntityError\",\"message\":\"variant not found\"}}");

        world.observe(World.order(101).line("A", 1, "12.00"));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.calls(
                        call -> call.method().equals("POST") && call.path().equals("/sales_orders")))
                .extracting(Call::status)
                .containsExactly(200, 422, 200);
        assertThat(world.katana
                        .living("/sales_order_rows")
                        .get(1)
                        .path("variant_id")
                        .asLong())
                .isEqualTo(alive);
    }

    @Test
    void aCancellationThatOvertakesAnUncertainCreateDeletesWhatWasMade() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.failAfter("POST /sales_orders");

        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        world.awaitShown(100, "excluded/cancelled");

        assertThat(world.katana.all("/sales_orders")).hasSize(1);
        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    @Test
    void aFeeThatTheQuotaDidNotReachCostsOneCallMore() {
        World world = synced();
        world.katana.forgetJournal();
        world.katana.refuse("POST /sales_order_shipping_fee", 429, "{}");

        world.observe(World.order(101)
                .customer(0, "guest100@example.com")
                .line("A", 1, "12.00")
                .shipping("6.00"));
        await("the fee is written")
                .until(() -> world.katana.living("/sales_order_shipping_fee").size() == 1);
        world.awaitRest(101);

        assertThat(world.katana.journal())
                .hasToString("[POST /sales_orders -> 200, POST /sales_order_shipping_fee -> 429,"
                        + " POST /sales_order_shipping_fee -> 200]");
        assertThat(world.shownText(101)).startsWith("Created as sales order");
    }

    @Test
    void aFeeThatTheQuotaDidNotReachIsNoRefusalWhenTheSalesOrderIsPackedMeanwhile() {
        World world = synced();
        world.katana.refuse("POST /sales_order_shipping_fee", 429, "{}");
        world.katana.refuse("POST /sales_order_shipping_fee", 422, """
                {"statusCode":422,"name":"UnprocessableEntityError","message":"The sales order is packed."}""");

        world.observe(World.order(101).line("A", 1, "12.00").shipping("6.00"));
        world.awaitShown(101, "synced/");
        world.katana.thing("/sales_orders", world.salesOrderId(101)).put("status", "PACKED");

        world.awaitShown(101, "conflict/locked");
        assertThat(world.shownText(101)).contains("shipping_fee");
    }

    @Test
    void aChangeThatTheQuotaDidNotReachIsNotLookedFor() {
        World world = synced();
        var row = world.katana.living("/sales_order_rows").get(0);
        String patch = "PATCH /sales_order_rows/" + row.path("id").asLong();
        String read = "GET /sales_orders/" + world.salesOrderId(100);
        world.katana.forgetJournal();
        world.katana.refuse(patch, 429, "{}");

        world.observe(World.order(100).line("A", 2, "12.00"));
        await("it is written").until(() -> row.path("quantity").asInt() == 2);
        world.awaitRest(100);

        assertThat(world.katana.journal())
                .hasToString("[" + read + " -> 200, " + patch + " -> 429, " + read + " -> 200, " + patch + " -> 200]");
    }

    @Test
    void aChangeOfWhichAPartWasSentIsLookedForThoughTheQuotaEndedIt() {
        World world = synced();
        var row = world.katana.living("/sales_order_rows").get(0);
        world.katana.refuse("POST /sales_order_rows", 429, "{}");

        world.observe(World.order(100).line("A", 2, "12.00").line("B", 1, "24.00"));
        await("it is half written").until(() -> row.path("quantity").asInt() == 2);
        world.observe(World.order(100).line("A", 1, "12.00"));
        await("it is taken back").until(() -> row.path("quantity").asInt() == 1);
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_order_rows")).hasSize(1);
    }

    @Test
    void newDataOfACustomerThatKatanaDidNotTakeAreWrittenLater() {
        World world = customers();
        var customer = world.katana.living("/customers").get(0);
        world.katana.refuse("PATCH /customers/" + customer.path("id").asLong(), 503, "{}");

        world.observe(
                World.order(100).customer(7, "ada@example.com").phone("+44 1").line("A", 1, "12.00"));

        await("it is written").until(() -> "+44 1".equals(customer.path("phone").asText()));
        world.awaitRest(100);
        assertThat(world.katana.living("/customers")).hasSize(1);
    }

    @Test
    void newDataOfACustomerThatWereTakenBackBeforeTheirAnswerCameAreTakenBackInKatanaToo() {
        World world = customers();
        var customer = world.katana.living("/customers").get(0);
        world.katana.failAfter("PATCH /customers/" + customer.path("id").asLong());

        world.observe(World.order(100)
                .customer(7, "ada@example.com")
                .name("Ada", "Queen")
                .line("A", 1, "12.00"));
        await("it is half written")
                .until(() -> "Ada Queen".equals(customer.path("name").asText()));
        world.observe(World.order(100).customer(7, "ada@example.com").line("A", 1, "12.00"));

        await("it is taken back")
                .until(() -> "Ada Byron".equals(customer.path("name").asText()));
        world.awaitRest(100);
    }

    private World customers() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        return world;
    }

    @Test
    void anOrderThatIsEmptiedBeforeItsCreateIsSettledLeavesNoSalesOrder() {
        World world = unsettled();

        world.observe(World.order(100).line("A", 0, "12.00"));
        world.awaitShown(100, "excluded/cancelled");
        world.awaitRest(100);

        assertThat(world.katana.all("/sales_orders")).hasSize(1);
        assertThat(world.katana.living("/sales_orders")).isEmpty();
        assertThat(world.count("select count(*) from mapping.intent where store = '" + world.store + "'"))
                .isZero();
    }

    @Test
    void anOrderThatIsHeldBeforeItsCreateIsSettledKeepsItsSalesOrderInSight() {
        World world = unsettled();

        world.observe(World.order(100).line("A", 1, "-12.00").message("Ring once"));
        world.awaitShown(100, "held/negative-amount");
        world.awaitRest(100);
        assertThat(world.link(100)).isEqualTo("linked");

        world.observe(World.order(100)
                .customer(0, "other@example.com")
                .line("A", 0, "12.00")
                .line("B", 2, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders"))
                .singleElement()
                .satisfies(made -> assertThat(world.katana
                                .thing("/customers", made.path("customer_id").asLong())
                                .path("email")
                                .asText())
                        .isEqualTo("other@example.com"));
        assertThat(world.katana.living("/sales_order_rows"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("quantity").asInt()).isEqualTo(2));
        assertThat(world.count("select count(*) from mapping.intent where store = '" + world.store + "'"))
                .isZero();
    }

    @Test
    void anOrderThatIsEmptiedAndWhoseCreateMadeNothingIsLeftOut() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.refuse("POST /sales_orders", 500, "{}");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/unsettled");
        world.sql(
                "update mapping.intent set sent_at = now() - interval '2 minutes' where store = '" + world.store + "'");

        world.observe(World.order(100).line("A", 0, "12.00"));
        world.awaitShown(100, "excluded/nothing-to-import");

        assertThat(world.count("select count(*) from mapping.intent where store = '" + world.store + "'"))
                .isZero();
    }

    /** The create of order 100's sales order took effect without an answer. */
    private World unsettled() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("B");
        world.katana.failAfter("POST /sales_orders");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "waiting/unsettled");
        return world;
    }

    /** Order 100 of one A is in Katana; B is there as well. */
    private World synced() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.katana.variant("B");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        return world;
    }
}
