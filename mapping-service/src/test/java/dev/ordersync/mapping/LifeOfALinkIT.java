package dev.ordersync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.mapping.world.FakeKatana.Call;
import dev.ordersync.mapping.world.KatanaResource;
import dev.ordersync.mapping.world.Settings;
import dev.ordersync.mapping.world.ShopOrderDraft;
import dev.ordersync.mapping.world.World;
import dev.ordersync.stores.StoreSettings;
import dev.ordersync.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancelled, deleted, locked, forgotten: what becomes of a sales order that was made. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(KatanaResource.class)
class LifeOfALinkIT {
    @Inject
    DataSource dataSource;

    private static StoreSettings settings(Boolean importAwaitingPayment, Boolean importCustomItems) {
        return Settings.of("importAwaitingPayment", importAwaitingPayment, "importCustomItems", importCustomItems);
    }

    private static StoreSettings deliveryDays(int days) {
        return Settings.of("deliveryDays", days);
    }

    private World synced() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.katana.forgetJournal();
        return world;
    }

    @Test
    void aCancelledOrderIsDeletedAndAReopenedOneMadeAgain() {
        World world = synced();
        long first = world.salesOrderId(100);

        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        world.awaitShown(100, "excluded/cancelled");
        assertThat(world.katana.living("/sales_orders")).isEmpty();
        assertThat(world.link(100)).isEqualTo("unlinked");

        world.salesOrderSeen(100, first, true); // the echo
        world.observe(World.order(100).line("A", 1, "12.00").status(11));
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.salesOrderId(100)).isNotEqualTo(first);
    }

    @Test
    void whatAPersonDeletedIsNeverMadeAgainUntilThatIsForgotten() {
        World world = synced();

        world.salesOrderDeleted(100, world.salesOrderId(100));
        world.awaitShown(100, "deleted/deleted-in-katana");
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.replay();
        world.awaitRest(100);
        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.link(100)).isEqualTo("tombstone");

        world.command(100, "forget-deletion");
        world.awaitShown(100, "synced/");
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.katana.living("/sales_order_rows").stream()
                        .filter(row -> row.path("sales_order_id").asLong() == world.salesOrderId(100)))
                .singleElement()
                .satisfies(row -> assertThat(row.path("quantity").asInt()).isEqualTo(2));
    }

    @Test
    void aDeletionThatNobodyToldOfIsFoundWhenTheOrderChanges() {
        World world = synced();
        world.katana.delete("/sales_orders", world.salesOrderId(100));

        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "deleted/deleted-in-katana");

        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void aSalesOrderThatIsNotShownForAMomentIsNotTakenForDeleted() {
        World world = synced();
        unseen(world);

        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "waiting/unseen");
        await("it is written")
                .until(() -> world.katana
                                .living("/sales_order_rows")
                                .get(0)
                                .path("quantity")
                                .asInt()
                        == 2);
        world.awaitRest(100);

        assertThat(world.link(100)).isEqualTo("linked");
        assertThat(world.shown(100)).isEqualTo("synced/");
    }

    @Test
    void aSalesOrderThatIsNotShownForMinutesIsTakenForDeleted() {
        World world = synced();
        unseen(world);
        world.observe(World.order(100).line("A", 0, "12.00"));
        world.awaitShown(100, "waiting/unseen");
        assertThat(world.link(100)).isEqualTo("linked");
        unseen(world);
        // as if three more looks had been in vain
        world.sql("update mapping.work set attempts = 4, run_at = now() where entity = '100' and store = '"
                + world.store + "'");

        world.awaitShown(100, "deleted/deleted-in-katana");
    }

    /** Once, neither by its id nor among the deleted ones. */
    private static void unseen(World world) {
        world.katana.refuse("GET /sales_orders/" + world.salesOrderId(100), 404, "{}");
        world.katana.refuse("GET /sales_orders", 200, "{\"data\":[]}");
    }

    @Test
    void anOrderThatShowsNoLinesIsHeldUnlessItSaysThatItIsEmpty() {
        World world = synced();

        world.observe(World.order(100).shipping("6.00"));
        world.awaitShown(100, "held/no-lines");
        world.awaitRest(100);
        assertThat(world.katana.writes()).isEmpty();

        world.observe(World.order(100));
        world.awaitShown(100, "excluded/cancelled");
        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    @Test
    void settingsDoNotTakeFromAClosedOrderWhatItWasMadeWith() {
        StoreSettings all = settings(true, true, "service");
        World world = new World(dataSource, all);
        world.katana.variant("A");
        world.observe(World.order(100)
                .line("A", 1, "12.00")
                .custom("Engraving", 1, "5.00")
                .shipping("6.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.settings(settings(false, false, "skip"));
        world.katana.forgetJournal();

        // completed and edited in one breath, before the delivery
        world.observe(World.order(100)
                .line("A", 1, "12.00")
                .custom("Engraving", 1, "5.00")
                .shipping("6.00")
                .staffNotes("called")
                .status(10));
        world.awaitRest(100);
        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes()).isEmpty();

        packed(world);
        world.observe(World.order(100)
                .line("A", 1, "12.00")
                .custom("Engraving", 1, "5.00")
                .shipping("6.00")
                .message("Ring twice")
                .status(10));
        await("the note is written")
                .until(() -> "Ring twice"
                        .equals(world.katana
                                .thing("/sales_orders", world.salesOrderId(100))
                                .path("additional_info")
                                .asText()));
        world.awaitRest(100);
        assertThat(world.shown(100)).isEqualTo("synced/");
    }

    private static StoreSettings settings(boolean customItems, boolean fee, String nonPhysical) {
        return Settings.of("importCustomItems", customItems, "importShippingFee", fee, "nonPhysicalLines", nonPhysical);
    }

    @Test
    void afterEmptiedTablesADateThatAPersonMovedStays() {
        World world = synced();
        long id = world.salesOrderId(100);
        world.katana.thing("/sales_orders", id).put("delivery_date", "2027-03-01T00:00:00.000Z");
        for (String table : new String[] {"order_record", "snapshot", "work"})
            world.sql("delete from mapping." + table + " where store = '" + world.store + "'");

        world.replay();
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.observe(World.order(100).line("A", 1, "12.00").staffNotes("called"));
        world.awaitRest(100);

        assertThat(world.salesOrderId(100)).isEqualTo(id);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void anEditOfALockedSalesOrderIsAConflictThatEndsWhenItIsOpenAgain() {
        World world = synced();
        long id = world.salesOrderId(100);
        world.katana.thing("/sales_orders", id).put("status", "PACKED");

        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "conflict/locked");
        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.shownText(100)).contains("row 501");

        world.katana.thing("/sales_orders", id).put("status", "NOT_SHIPPED");
        world.salesOrderSeen(100, id, false);
        world.awaitShown(100, "synced/");
        assertThat(world.katana
                        .living("/sales_order_rows")
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anAccountsNewEmailIsWrittenThoughItsSalesOrderIsPacked() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        packed(world);
        world.katana.forgetJournal();

        world.observe(World.order(100).customer(7, "queen@example.com").line("A", 1, "12.00"));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.calls(Call::isWrite))
                .singleElement()
                .satisfies(call -> assertThat(call.path()).startsWith("/customers/"));
        assertThat(world.katana.living("/customers").get(0).path("email").asText())
                .isEqualTo("queen@example.com");
    }

    @Test
    void anOrderThatPassesToTheAccountOfItsGuestIsNoConflictOfADeliveredSalesOrder() {
        World world = synced();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "DELIVERED");

        world.observe(World.order(100).customer(7, "Guest100@example.com").line("A", 1, "12.00"));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes())
                .singleElement()
                .satisfies(call -> assertThat(call.path()).startsWith("/customers/"));
        assertThat(world.katana.living("/customers"))
                .singleElement()
                .satisfies(customer ->
                        assertThat(customer.path("reference_id").asText()).isEqualTo("bc:" + world.store + ":7"));
        world.katana.forgetJournal();

        world.observe(World.order(100).customer(0, "guest100@example.com").line("A", 1, "12.00"));
        world.awaitRest(100);
        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void anOrderThatPassesToAnAccountThatIsAnotherCustomerIsAConflictOfADeliveredSalesOrder() {
        World world = synced();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "DELIVERED");
        world.katana.thing("/customers", 5).put("name", "Ada Byron").put("reference_id", "bc:" + world.store + ":7");

        world.observe(World.order(100).customer(7, "guest100@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "conflict/locked");

        assertThat(world.shownText(100)).contains("customer");
        assertThat(world.katana.writes())
                .allSatisfy(call -> assertThat(call.path()).isEqualTo("/customers/5"));
    }

    @Test
    void aDeliveredSalesOrderThatAPersonGaveToSomebodyElseDoesNotPassToAnAccount() {
        World world = synced();
        world.katana
                .thing("/sales_orders", world.salesOrderId(100))
                .put("status", "DELIVERED")
                .put("customer_id", 5);

        world.observe(World.order(100).customer(7, "guest100@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "conflict/locked");

        assertThat(world.katana.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_SHIPPED", "DELIVERED"})
    void aSalesOrderThatAPersonGaveToSomebodyElseStaysTheirsWhenTheCustomersDataChange(String status) {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).customer(7, "ada@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.katana.forgetJournal();
        world.katana
                .thing("/sales_orders", world.salesOrderId(100))
                .put("status", status)
                .put("customer_id", 5);

        world.observe(World.order(100).customer(7, "ada@byron.example").line("A", 1, "12.00"));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.living("/customers").get(0).path("email").asText())
                .isEqualTo("ada@byron.example");
        assertThat(world.katana.writes()).extracting(Call::path).allMatch(path -> path.startsWith("/customers/"));
    }

    @Test
    void aRefundOfWhatWasDeliveredIsNoConflictAndAnEditIs() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 3, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.katana.forgetJournal();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "DELIVERED");

        world.observe(World.order(100).line("A", 3, "12.00").refunded(1).status(14));
        world.awaitShown(100, "conflict/locked"); // that it is delivered is not heard of yet
        world.salesOrderSeen(100, world.salesOrderId(100), false);
        world.awaitShown(100, "synced/");
        world.observe(World.order(100).line("A", 3, "12.00").refunded(2).status(14));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("synced/");
        world.observe(World.order(100).line("A", 2, "12.00").refunded(1).status(14));
        world.awaitShown(100, "conflict/locked");
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void afterEmptiedTablesARefundOfWhatWasDeliveredIsNoConflict() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 3, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.katana.forgetJournal();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "DELIVERED");
        for (String table : new String[] {"order_record", "snapshot", "work"})
            world.sql("delete from mapping." + table + " where store = '" + world.store + "'");

        world.observe(World.order(100).line("A", 3, "12.00").refunded(1).status(14));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void aRefundOfWhatIsPackedIsAConflict() {
        World world = synced();
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitRest(100);
        packed(world);
        world.salesOrderSeen(100, world.salesOrderId(100), false);

        world.observe(World.order(100).line("A", 2, "12.00").refunded(1).status(14));

        world.awaitShown(100, "conflict/locked");
    }

    @Test
    void anotherCustomerOfAPackedSalesOrderIsAConflict() {
        World world = synced();
        packed(world);

        world.observe(World.order(100).customer(0, "another@example.com").line("A", 1, "12.00"));
        world.awaitShown(100, "conflict/locked");

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.shownText(100)).contains("customer");
    }

    @Test
    void settingsThatMovedTheDeliveryDateAreNoConflictOfAPackedSalesOrder() {
        World world = synced();
        packed(world);
        world.salesOrderSeen(100, world.salesOrderId(100), false);
        Awaitility.await()
                .until(() -> "PACKED"
                        .equals(world.text(
                                "select seen_status from mapping.order_record where order_id = 100 and store = '"
                                        + world.store + "'")));
        world.settings(deliveryDays(30));

        world.observe(World.order(100).line("A", 1, "12.00").staffNotes("called"));
        world.awaitRest(100);
        assertThat(world.shown(100)).isEqualTo("synced/");
        assertThat(world.katana.writes()).isEmpty();

        world.observe(World.order(100).line("A", 2, "12.00").staffNotes("called"));
        world.awaitShown(100, "conflict/locked");
        assertThat(world.shownText(100)).contains("row 501").doesNotContain("delivery_date");
    }

    private static void packed(World world) {
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "PACKED");
    }

    @Test
    void aCancelledOrderThatIsPackedIsAConflict() {
        World world = synced();
        world.katana.thing("/sales_orders", world.salesOrderId(100)).put("status", "PARTIALLY_DELIVERED");

        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        world.awaitShown(100, "conflict/cancelled-but-packed");

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void emptiedTablesAndAReplayWriteNothing() {
        World world = synced();
        world.observe(World.order(100).line("A", 3, "12.00").shipping("6.00"));
        world.awaitRest(100);
        long id = world.salesOrderId(100);
        world.katana.forgetJournal();

        world.emptyTables();
        world.replay();
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.salesOrderId(100)).isEqualTo(id);
    }

    @Test
    void afterEmptiedTablesAnOrderFromBeforeTheActivationIsLinkedAgainThoughItMovedOn() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(backlog(100), "backfill", Instant.now());
        world.awaitShown(100, "synced/");
        world.observe(backlog(100).status(10));
        world.awaitRest(100);
        long id = world.salesOrderId(100);
        world.katana.forgetJournal();

        world.emptyTables();
        world.replay();
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.salesOrderId(100)).isEqualTo(id);
    }

    @Test
    void anOrderFromBeforeTheActivationIsImportedOnceThoughItMovesOnBeforeItsTurn() {
        World world = new World(dataSource);
        world.katana.variant("A");

        world.observe(backlog(100).status(11), "backfill", Instant.now());
        world.observe(backlog(100).status(10), "sweep", Instant.now());
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
    }

    @Test
    void anOlderRecordThatShowsAnExcludedOrderOpenLetsItIn() {
        World world = new World(dataSource);
        world.katana.variant("A");
        OrderObserved newest = world.observe(backlog(100).status(10), "sweep", Instant.now());
        world.awaitShown(100, "excluded/excluded-by-rule");
        assertThat(world.katana.journal()).isEmpty();

        world.tell(Topics.ORDERS_RAW, at(world, newest.number() - 1, newest.activatedAt(), backlog(100)));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
    }

    @Test
    void whatWasOpenBeforeTheStoreWasActiveIsNotImportedForThat() {
        World world = new World(dataSource);
        OrderObserved newest = world.observe(backlog(100).status(10), "sweep", Instant.now());
        world.tell(Topics.ORDERS_RAW, at(world, newest.number() - 1, null, backlog(100)));
        // taken behind the record of interest, since it is of the same partition
        world.tell(
                Topics.ORDERS_RAW,
                at(
                        world,
                        newest.number() + 1,
                        newest.activatedAt(),
                        backlog(100).status(2)));
        world.awaitRest(100);

        assertThat(world.shown(100)).isEqualTo("excluded/excluded-by-rule");
        assertThat(world.katana.journal()).isEmpty();
    }

    @Test
    void anOrderThatMovedOnBeforeTheImportReadItIsImportedAllTheSame() {
        World world = new World(dataSource);
        world.katana.variant("A");
        OrderObserved late = world.observe(backlog(99).status(10), "sweep", Instant.now());
        world.awaitShown(99, "excluded/excluded-by-rule");

        world.tell(
                Topics.ORDERS_RAW,
                at(world, late.number() + 1, late.activatedAt(), backlog(100).status(10), true));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
    }

    private static ShopOrderDraft backlog(long id) {
        return World.order(id).placed(Instant.now().minus(Duration.ofDays(2))).line("A", 1, "12.00");
    }

    private static OrderObserved at(World world, long number, Instant activatedAt, ShopOrderDraft draft) {
        return at(world, number, activatedAt, draft, false);
    }

    private static OrderObserved at(
            World world, long number, Instant activatedAt, ShopOrderDraft draft, boolean mayHaveBeenOpen) {
        return new OrderObserved(
                world.store,
                100,
                number,
                Instant.now(),
                "sweep",
                draft.json(),
                null,
                null,
                null,
                Instant.now(),
                activatedAt,
                mayHaveBeenOpen);
    }

    @Test
    void anOrderFromBeforeOurTimeIsLookedForFirst() {
        World world = new World(dataSource);
        world.katana.variant("A");

        world.observe(World.order(100).line("A", 1, "12.00"), "backfill", Instant.now());
        world.observe(
                World.order(101).line("A", 1, "12.00"), "webhook", Instant.now().minus(Duration.ofHours(1)));
        Instant before = Instant.now().minus(Duration.ofDays(2));
        for (String origin : new String[] {"webhook", "sweep"})
            world.observe(
                    World.order(origin.equals("webhook") ? 102 : 103)
                            .placed(before)
                            .line("A", 1, "12.00"),
                    origin,
                    Instant.now());
        for (long id = 100; id <= 103; id++) world.awaitShown(id, "synced/");

        for (long id = 100; id <= 103; id++) assertThat(searches(world, id)).hasSize(1);
    }

    @Test
    void aSalesOrderThatKatanaToldOfBeforeOursWasMadeStandsForTheOrder() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(99).line("A", 1, "12.00"));
        world.awaitShown(99, "synced/");
        long early = copyOf(world, world.salesOrderId(99));
        world.katana.thing("/sales_orders", early).put("ecommerce_order_id", "100");
        var row = world.katana.living("/sales_order_rows").get(0).deepCopy();
        long rowId = row.path("id").asLong() + 5_000_000;
        world.katana.thing("/sales_order_rows", rowId).setAll((ObjectNode)
                row.put("id", rowId).put("sales_order_id", early));
        world.observe(World.order(100).line("A", 1, "12.00").status(0));
        world.awaitRest(100);
        world.salesOrderSeen(100, early, false);
        Awaitility.await()
                .until(() -> world.count("select count(*) from mapping.order_record where seen_id = " + early) == 1);

        world.observe(World.order(100).line("A", 1, "12.00"));
        world.awaitShown(100, "synced/");

        assertThat(world.salesOrderId(100)).isEqualTo(early);
    }

    private static List<Call> searches(World world, long orderId) {
        return world.katana.calls(
                call -> call.method().equals("GET") && call.query().contains("ecommerce_order_id=" + orderId));
    }

    @Test
    void aSecondSalesOrderThatWeDidNotMakeIsLeftToAPerson() {
        World world = synced();
        long copy = copyOf(world, world.salesOrderId(100));

        world.salesOrderSeen(100, copy, false);
        world.awaitShown(100, "held/several-sales-orders");
        assertThat(world.katana.writes()).isEmpty();

        world.katana.delete("/sales_orders", copy);
        world.command(100, "retry");
        world.awaitShown(100, "synced/");
    }

    @Test
    void aLateTwinOfAnUncertainCreateIsDeleted() {
        World world = synced();
        long bound = world.salesOrderId(100);
        world.sql("update mapping.order_record set ever_uncertain = true where store = '" + world.store + "'");
        long twin = copyOf(world, bound);

        world.salesOrderSeen(100, twin, false);
        org.awaitility.Awaitility.await()
                .until(() -> world.katana.living("/sales_orders").size() == 1);
        world.salesOrderSeen(100, twin, true);
        world.awaitRest(100);

        assertThat(world.katana.living("/sales_orders").get(0).path("id").asLong())
                .isEqualTo(bound);
        assertThat(world.link(100)).isEqualTo("linked");
    }

    @Test
    void aDeletedCopyEndsTheWaitByItself() {
        World world = synced();
        long copy = copyOf(world, world.salesOrderId(100));
        world.salesOrderSeen(100, copy, false);
        world.awaitShown(100, "held/several-sales-orders");

        world.salesOrderDeleted(100, copy);
        world.awaitShown(100, "synced/");

        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void aDeletionThatKatanaDeniedIsNotOurs() {
        World world = synced();
        long id = world.salesOrderId(100);
        world.katana.refuse("DELETE /sales_orders/" + id, 401, "{}");

        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        world.awaitShown(100, "waiting/credentials");

        assertThat(world.text("select own_deletions::text from mapping.order_record where order_id = 100 and store = '"
                        + world.store + "'"))
                .isEqualTo("{}");
    }

    @Test
    void anOrderThatLosesItsLastRowIsDeleted() {
        World world = synced();

        world.observe(World.order(100).line("A", 0, "12.00"));
        world.awaitShown(100, "excluded/cancelled");

        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    private static long copyOf(World world, long salesOrderId) {
        long id = salesOrderId + 5_000_000;
        var copy = world.katana.thing("/sales_orders", salesOrderId).deepCopy();
        world.katana.thing("/sales_orders", id).setAll(copy);
        world.katana.thing("/sales_orders", id).put("id", id);
        return id;
    }

    @Test
    void aGapInTheTopicMeansThatThisDatabaseForgotSomething() {
        World world = synced();
        // as if the last record of that partition had been taken by a database that was restored since
        int partition = world.partition(102);
        world.sql("insert into mapping.intake_position (topic, part, next) values ('bigcommerce.orders.raw', "
                + partition + ", 0) on conflict (topic, part) do update set next = 0");
        World.send(
                "bigcommerce.orders.raw",
                world.ref(102).key(),
                "lost".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        world.observe(World.order(102).line("A", 1, "12.00"));
        world.awaitShown(102, "synced/");

        assertThat(world.katana.calls(
                        call -> call.method().equals("GET") && call.query().contains("ecommerce_order_id=102")))
                .hasSize(1);
    }

    @Test
    void aDeletionWithoutAnAnswerIsLookedAtBeforeTheReopenedOrderCountsAsInStep() {
        World world = synced();
        long first = world.salesOrderId(100);
        world.katana.failAfter("DELETE /sales_orders/" + first);
        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        Awaitility.await().until(() -> world.katana.living("/sales_orders").isEmpty());

        world.observe(World.order(100).line("A", 1, "12.00").status(11));

        Awaitility.await().until(() -> world.katana.living("/sales_orders").size() == 1);
        world.awaitShown(100, "synced/");
        assertThat(world.salesOrderId(100)).isNotEqualTo(first);
    }

    @Test
    void aDeletionOfOursThatTakesEffectAfterTheOrderWasReopenedIsNoTombstone() {
        World world = synced();
        long first = world.salesOrderId(100);
        world.katana.holdBack("DELETE /sales_orders/" + first);
        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        Awaitility.await().until(() -> !world.katana.writes().isEmpty());
        world.observe(World.order(100).line("A", 1, "12.00").status(11));
        world.awaitShown(100, "synced/");

        world.katana.takeEffect();
        world.salesOrderSeen(100, first, true);
        Awaitility.await()
                .until(() -> world.text("select seen_deleted::text from mapping.order_record"
                                + " where order_id = 100 and store = '" + world.store + "'")
                        .equals("true"));
        assertThat(world.link(100)).isEqualTo("linked");
        world.command(100, "retry"); // rather than to wait for the last look
        Awaitility.await().until(() -> world.katana.living("/sales_orders").size() == 1);
        world.awaitShown(100, "synced/");

        assertThat(world.salesOrderId(100)).isNotEqualTo(first);
    }

    @Test
    void aDeletionOfOursThatTookNoEffectIsLookedAtOnceMoreAndThenOver() {
        World world = synced();
        long first = world.salesOrderId(100);
        world.katana.refuse("DELETE /sales_orders/" + first, 503, "{}");
        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        Awaitility.await().until(() -> !world.katana.writes().isEmpty());
        world.observe(World.order(100).line("A", 1, "12.00").status(11));
        world.awaitShown(100, "synced/");
        String of = " from mapping.order_record where order_id = 100 and store = '" + world.store + "'";
        assertThat(world.text("select own_deletions::text" + of)).isEqualTo("{" + first + "}");
        assertThat(world.count("select extract(epoch from run_at - now())::bigint from mapping.work"
                        + " where entity = '100' and store = '" + world.store + "'"))
                .isBetween(20L, 65L);

        world.sql("update mapping.order_record set deletion_sent_at = now() - interval '66 seconds' where store = '"
                + world.store + "'");
        world.command(100, "retry"); // rather than to wait for it
        Awaitility.await()
                .until(() -> world.text("select own_deletions::text" + of).equals("{}"));

        world.salesOrderDeleted(100, first);
        world.awaitShown(100, "deleted/deleted-in-katana");
    }

    @Test
    void aFeeThatAPersonDeletedIsMadeAgainWhenTheShippingChanges() {
        World world = synced();
        world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        Awaitility.await()
                .until(() -> world.katana.living("/sales_order_shipping_fee").size() == 1);
        world.awaitRest(100);
        world.katana.delete(
                "/sales_order_shipping_fee",
                world.katana
                        .living("/sales_order_shipping_fee")
                        .get(0)
                        .path("id")
                        .asLong());

        world.observe(World.order(100).line("A", 1, "12.00").shipping("12.00"));

        Awaitility.await()
                .until(() -> world.katana.living("/sales_order_shipping_fee").size() == 1);
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
    }

    @Test
    void aNewKeyOfTheSameAccountGoesOnWithItsSalesOrders() {
        World world = synced();
        world.replaceKey();

        world.observe(World.order(100).line("A", 3, "12.00"));
        Awaitility.await()
                .until(() -> world.katana
                                .living("/sales_order_rows")
                                .get(0)
                                .path("quantity")
                                .asInt()
                        == 3);
        world.observe(World.order(100).line("A", 3, "12.00").status(5));
        world.awaitShown(100, "excluded/cancelled");

        assertThat(world.katana.living("/sales_orders")).isEmpty();
    }

    @Test
    void theLinkTellsTheAccountOfItsSalesOrderAndTheNewOneWhenThatWasRecognised() {
        World world = synced();
        String former = world.account();
        await().untilAsserted(() -> assertThat(world.links(100))
                .isNotEmpty()
                .extracting(OrderLinked::account)
                .containsOnly(former));
        int before = world.links(100).size();
        world.replaceKey();

        world.observe(World.order(100).line("A", 3, "12.00"));

        await().untilAsserted(() -> assertThat(world.links(100))
                .hasSizeGreaterThan(before + 1)
                .last()
                .satisfies(link -> assertThat(link.rows().get(0).quantity()).isEqualByComparingTo("3")));
        assertThat(world.links(100).subList(before, world.links(100).size()))
                .extracting(OrderLinked::account)
                .containsOnly(world.account())
                .doesNotContain(former);
    }

    @Test
    void aNewKeyOfTheSameAccountMakesNoProductAgainThatHasNoSku() {
        World world = new World(dataSource);
        world.observe(World.order(100).line("", 1, "12.00").of(10, 11));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.replaceKey();
        world.observe(World.order(100).line("", 3, "12.00").of(10, 11));
        Awaitility.await().until(() -> {
            var row = world.katana.living("/sales_order_rows").get(0);
            return row.path("quantity").asInt() == 3;
        });

        world.observe(World.order(101).line("", 1, "12.00").of(10, 11));
        world.awaitShown(101, "synced/");

        assertThat(world.katana.living("/products")).hasSize(1);
    }

    @Test
    void aSalesOrderOfAnotherAccountWithTheSameIdIsNeverTouched() {
        World world = synced();
        world.replaceKey();
        ObjectNode salesOrder = world.katana.thing("/sales_orders", world.salesOrderId(100));
        salesOrder.put("ecommerce_order_id", "7700");

        world.observe(World.order(100).line("A", 1, "12.00").status(5));
        world.awaitShown(100, "conflict/other-account");

        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.katana.writes()).isEmpty();
    }

    @Test
    void theKeyOfAnotherAccountThatIsCorrectedLetsItsOrdersGoOnByThemselves() {
        World world = synced();
        String former = world.useKey("key-of-another-account-" + world.store);
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "conflict/other-account");
        world.awaitRest(100);

        world.useKey(former);

        world.awaitShown(100, "synced/");
        assertThat(world.katana
                        .living("/sales_order_rows")
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aThirdKeyThatIsOfTheFirstAccountLetsItsOrdersGoOnByThemselves() {
        World world = synced();
        world.useKey("key-of-another-account-" + world.store);
        world.observe(World.order(100).line("A", 2, "12.00"));
        world.awaitShown(100, "conflict/other-account");
        world.awaitRest(100);

        world.replaceKey();

        world.awaitShown(100, "synced/");
    }

    @Test
    void aRetryDoesNotBringSettingsToADeliveredSalesOrder() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00").shipping("6.00"));
        Awaitility.await()
                .until(() -> world.katana.living("/sales_order_shipping_fee").size() == 1);
        world.awaitRest(100);
        long id = world.salesOrderId(100);
        world.katana.thing("/sales_orders", id).put("status", "DELIVERED");
        world.salesOrderSeen(100, id, false);
        String of = " from mapping.order_record where order_id = 100 and store = '" + world.store + "'";
        Awaitility.await().until(() -> "DELIVERED".equals(world.text("select seen_status" + of)));
        world.settings(new StoreSettings(
                null, null, null, false, null, null, null, null, null, "X-", null, null, null, null, null));
        world.katana.forgetJournal();

        world.command(100, "retry");
        Awaitility.await().until(() -> world.count("select count(*)" + of + " and command_at is not null") == 1);
        world.awaitRest(100);

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.shown(100)).isEqualTo("synced/");
    }

    @Test
    void settingsThatLeaveALineOutDoNotReachBack() {
        World world = new World(dataSource, settings(null, true));
        world.observe(World.order(100).custom("Engraving", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.settings(settings(null, false));
        world.katana.forgetJournal();

        world.observe(World.order(100).custom("Engraving", 1, "12.00").status(10));
        world.awaitRest(100);

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.katana.living("/sales_orders")).hasSize(1);
        assertThat(world.link(100)).isEqualTo("linked");
    }

    @Test
    void settingsThatLeaveALineOutDoNotReachBackToWhatRetentionForgot() {
        World world = new World(dataSource, settings(null, true));
        world.observe(World.order(100).custom("Engraving", 1, "12.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.settings(settings(null, false));
        world.sql("update mapping.order_record set applied = null where store = '" + world.store + "'");
        world.katana.forgetJournal();

        world.observe(World.order(100).custom("Engraving", 1, "12.00").status(10));
        world.awaitRest(100);

        assertThat(world.katana.writes()).isEmpty();
        assertThat(world.link(100)).isEqualTo("linked");
    }

    @Test
    void aReceiptThatChangesBesideTheSalesOrderIsTold() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00").custom("Engraving", 1, "5.00"));
        world.awaitShown(100, "synced/");
        world.awaitRest(100);
        world.katana.forgetJournal();
        String first = receiptTold(world);

        world.observe(World.order(100).line("A", 1, "12.00").custom("Engraving", 1, "7.00"));
        Awaitility.await().until(() -> !receiptTold(world).equals(first));
        world.awaitRest(100);
        String second = receiptTold(world);
        world.observe(World.order(100)
                .line("A", 1, "12.00")
                .custom("Engraving", 1, "7.00")
                .status(9));
        world.awaitRest(100);

        assertThat(receiptTold(world)).isEqualTo(second);
        assertThat(world.katana.writes()).isEmpty();
    }

    private static String receiptTold(World world) {
        return world.text("select receipt_shown::text from mapping.order_record where order_id = 100 and store = '"
                + world.store + "'");
    }

    @Test
    void anOrderThatWaitedForItsPaymentIsImportedWhenTheStoreWishesThatToo() {
        World world = new World(dataSource);
        world.katana.variant("A");
        world.observe(World.order(100).line("A", 1, "12.00").status(7));
        world.awaitShown(100, "excluded/excluded-by-rule");

        world.settings(settings(true, null));

        world.awaitShown(100, "synced/");
    }

    @Test
    void taxRowsThatVanishAfterARefundAreKept() {
        World world = new World(dataSource);
        world.katana.variant("A");
        var first = world.observe(World.order(100).line("A", 2, "12.00"));
        var rows = Json.read("[{\"order_product_id\": 501, \"line_item_type\": \"item\", \"rate\": \"20\"}]")
                .orElseThrow();
        world.tell(Topics.ORDERS_RAW, later(first, 1, rows));
        world.tell(Topics.ORDERS_RAW, later(first, 2, Json.TREE.createArrayNode()));

        await().until(() -> world.count("select number from mapping.snapshot where store = '" + world.store + "'")
                == first.number() + 2);
        assertThat(world.count("select jsonb_array_length(body::jsonb -> 'taxes') from mapping.snapshot where store = '"
                        + world.store + "'"))
                .isEqualTo(1);
    }

    private static OrderObserved later(OrderObserved first, int by, JsonNode taxes) {
        return new OrderObserved(
                first.store(),
                first.orderId(),
                first.number() + by,
                first.observedAt(),
                first.origin(),
                first.order(),
                null,
                taxes,
                null,
                first.firstSeen(),
                first.activatedAt(),
                false);
    }
}
