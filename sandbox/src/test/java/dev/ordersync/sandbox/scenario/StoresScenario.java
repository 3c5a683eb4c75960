package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Section 3: several stores, shared accounts and locations, pause, disconnect and reconnect. */
@Tag("thorough")
class StoresScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final Address ida = Address.us("Ida", "S", "ida@shopper.example");

    @Test
    void storesOfOneAccountShareProductsAndCustomersAndKeepTheirOwnLocations() {
        String account = "shared-" + WholeSystem.newHash();
        ConnectedStore first = prepare(account);
        ConnectedStore second = prepare(account);
        int depot = system.sandbox().katana().hand(account, hand -> hand.addLocation("Depot", true));
        first.put(settings -> settings.put("orderNumberPrefix", "A-"));
        second.put(settings -> settings.put("orderNumberPrefix", "B-").put("locationId", depot));
        first.activate();
        second.activate();

        int one = first.shop().place(Checkout.guest(ida).line("MUG", 1).channel(1, "www"));
        int two = second.shop().place(Checkout.guest(ida).line("MUG", 2).channel(7, "marketplace"));
        var inFirst = first.awaitSalesOrder(one);
        var inSecond = second.awaitSalesOrder(two);

        Seen seen = new Seen(system, first);
        assertThat(seen.variants("MUG")).hasSize(1);
        assertThat(seen.customers("ida@shopper.example")).hasSize(1);
        assertThat(inSecond.locationId()).isEqualTo(depot);
        assertThat(inFirst.locationId()).isNotEqualTo(depot);
        assertThat(List.of(inFirst.orderNo(), inSecond.orderNo())).containsExactly("A-" + one, "B-" + two);
    }

    @Test
    void nothingIsWrittenBeforeActivationAndAPausedStoreCatchesUp() {
        ConnectedStore store = prepare("account-" + WholeSystem.newHash());
        store.put(settings -> {});
        int early = store.shop().place(Checkout.guest(ida).line("MUG", 1));
        assertThat(store.katanaCalls(0)).noneMatch(call -> call.writes());
        assertThat(store.shopCalls(0)).noneMatch(call -> call.writes());
        store.activate();
        store.awaitSalesOrder(early);

        assertThat(system.api().post(store.path("/pause"), null).status()).isEqualTo(202);
        int late = store.shop().place(Checkout.guest(ida).line("MUG", 2));
        assertThat(store.progress().path("phase").asText()).isEqualTo("paused");
        store.activate();

        store.awaitSalesOrder(late);
    }

    @Test
    void aDisconnectedStoreLosesItsHooksAndReconnectedFindsTheGapAndRemembersDeletions() {
        ConnectedStore store = prepare("account-" + WholeSystem.newHash());
        store.put(settings -> {});
        store.activate();
        int kept = store.shop().place(Checkout.guest(ida).line("MUG", 1));
        int deleted = store.shop().place(Checkout.guest(ida).line("MUG", 2));
        int salesOrder = store.awaitSalesOrder(kept).id();
        int gone = store.awaitSalesOrder(deleted).id();
        system.sandbox().katana().hand(store.account(), hand -> {
            hand.delete(gone);
            return null;
        });
        store.awaitState(deleted, "deleted");

        assertThat(system.api().delete(store.path("")).status()).isEqualTo(204);
        assertThat(store.shopCalls(0))
                .anyMatch(call -> call.method().equals("DELETE") && call.path().contains("/v3/hooks/"));
        int gap = store.shop().place(Checkout.guest(ida).line("MUG", 3));
        store.shop().edit(kept, save -> save.quantity("MUG", 9));
        store.put(settings -> {});
        store.activate();

        store.awaitSalesOrder(gap);
        Seen seen = new Seen(system, store);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen.quantities(kept)).containsEntry("MUG", "9"));
        assertThat(seen.salesOrder(kept).id()).isEqualTo(salesOrder);
        assertThat(store.salesOrders(deleted)).isEmpty();
    }

    @Test
    void aForgottenStoreLeavesNoOrderAndNoPersonAndConnectedAgainNothingIsImportedTwice() throws Exception {
        ConnectedStore store = prepare("account-" + WholeSystem.newHash());
        store.put(settings -> {});
        store.activate();
        int order = store.shop()
                .place(Checkout.guest(Address.us("Zacharias", "Forgetmenot", "zacharias@forgetmenot.example"))
                        .line("MUG", 2));
        int salesOrder = store.awaitSalesOrder(order).id();
        store.awaitState(order, "synced");
        assertThat(system.api().post(store.path("/forget"), null).status())
                .as("still connected")
                .isEqualTo(409);

        system.api().delete(store.path(""));
        assertThat(system.api().post(store.path("/forget"), null).status()).isEqualTo(202);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(system.api().get(store.path("")).status()).isEqualTo(404));
        assertThat(rowsThatSay("forgetmenot")).isEmpty();
        assertThat(rowsThatSay(store.hash()))
                .as("only the queue's own counters")
                .allMatch(row -> row.contains("leaving:" + store.hash()) || row.matches("[a-z]+\\.lane(_turn)?\\(.*"));

        store.put(settings -> {});
        store.activate();
        store.awaitState(order, "synced");
        assertThat(store.salesOrders(order))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(salesOrder));
    }

    @Test
    void aRemappedStoreLeavesItsSalesOrdersAndADeletedLocationMakesOrdersWait() {
        ConnectedStore store = prepare("account-" + WholeSystem.newHash());
        int east = system.sandbox().katana().hand(store.account(), hand -> hand.addLocation("East", true));
        int west = system.sandbox().katana().hand(store.account(), hand -> hand.addLocation("West", true));
        store.put(settings -> settings.put("locationId", east));
        store.activate();
        int before = store.shop().place(Checkout.guest(ida).line("MUG", 1));
        assertThat(store.awaitSalesOrder(before).locationId()).isEqualTo(east);

        store.put(settings -> settings.put("locationId", west));
        int after = store.shop().place(Checkout.guest(ida).line("MUG", 2));
        assertThat(store.awaitSalesOrder(after).locationId()).isEqualTo(west);
        store.shop().edit(before, save -> save.quantity("MUG", 5));
        Seen seen = new Seen(system, store);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen.quantities(before)).containsEntry("MUG", "5"));
        assertThat(seen.salesOrder(before).locationId()).isEqualTo(east);

        system.sandbox().katana().hand(store.account(), hand -> {
            hand.deleteLocation(west);
            return null;
        });
        int waiting = store.shop().place(Checkout.guest(ida).line("MUG", 3));
        assertThat(store.awaitState(waiting, "held").path("why").asText()).containsIgnoringCase("location");
        store.put(settings -> settings.put("locationId", east));
        store.awaitSalesOrder(waiting);
    }

    private ConnectedStore prepare(String account) {
        String hash = WholeSystem.newHash();
        ConnectedStore store = system.prepare(StoreSetup.dollar(hash, "t-" + hash), account);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        return store;
    }

    /** Of all tables of the services' database. */
    private List<String> rowsThatSay(String words) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = system.database().getConnection();
                var tables = connection
                        .createStatement()
                        .executeQuery("select table_schema || '.' || table_name from information_schema.tables"
                                + " where table_schema in ('control', 'ingest', 'mapping', 'fulfillment')"
                                + " and table_name <> 'flyway_schema_history'")) {
            while (tables.next()) {
                String table = tables.getString(1);
                try (var look = connection.prepareStatement(
                        "select t::text from " + table + " t where t::text ilike '%' || ? || '%'")) {
                    look.setString(1, words);
                    try (var found = look.executeQuery()) {
                        while (found.next()) rows.add(table + found.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
