package dev.ordersync.ingest.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.problems.ProblemException;
import dev.ordersync.ingest.sweep.Rota;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.CatalogueImport;
import dev.ordersync.stores.CatalogueImports;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asking both sides takes seconds, in which somebody else may change the store. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ActivateStoreIT {
    private final String store = Bench.newStore();

    @Inject
    ActivateStore activate;

    @Inject
    PauseStore pause;

    @Inject
    Rota rota;

    @Inject
    StoreRegister register;

    @Inject
    StoreDirectory directory;

    @Inject
    Database database;

    @AfterEach
    void disconnect() {
        move(Store.Phase.DISCONNECTED);
    }

    @Test
    void aStoreThatWasDisconnectedMeanwhileStaysSo() {
        Store asked = put("{}");
        move(Store.Phase.DISCONNECTED);

        assertThatThrownBy(() -> activate.activate(asked, Instant.now())).isInstanceOf(ProblemException.class);

        assertThat(register.find(store).orElseThrow().phase()).isEqualTo(Store.Phase.DISCONNECTED);
    }

    @Test
    void settingsThatCameMeanwhileCount() {
        Store asked = put("{}");
        put("{\"importAwaitingPayment\": true}");

        activate.activate(asked, Instant.now());

        assertThat(imported()).containsExactlyInAnyOrder(7, 11);
    }

    @Test
    void aPauseDoesNotUndoADisconnect() {
        Store live = put("{}");
        activate.activate(live, Instant.now());
        Store asked = register.find(store).orElseThrow();
        move(Store.Phase.DISCONNECTED);

        assertThatThrownBy(() -> pause.pause(asked)).isInstanceOf(ProblemException.class);

        assertThat(register.find(store).orElseThrow().phase()).isEqualTo(Store.Phase.DISCONNECTED);
    }

    @Test
    void anImportThatASettingAskedForIsStartedThoughWhoSetItDiedBeforeIt() {
        activate.activate(put("{}"), Instant.now());
        database.run(tx -> Query.update(tx, "delete from ingest.rota where owner = ?", store));
        database.run(tx -> Query.update(tx, "delete from ingest.backfill where store = ?", store));
        directory.refresh();

        rota.turn();

        assertThat(imported()).containsExactly(11);
    }

    @Test
    void aFirstImportWhoseWorkWasLostIsBroughtToItsEnd() {
        activate.activate(put("{}"), Instant.now());
        awaitImported();
        database.run(tx -> {
            Query.update(tx, "update control.store set imported_at = null where hash = ?", store);
            Query.update(tx, "delete from ingest.work where kind = 'BACKFILL' and store = ?", store);
            Query.update(tx, "delete from ingest.rota where owner = ?", store);
        });
        directory.refresh();

        rota.turn();

        awaitImported();
    }

    private void awaitImported() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        database.call(tx -> StoreRegister.importedAt(tx, store)).isPresent());
    }

    @Test
    void anImportThatWasJustAskedForElsewhereIsNotTakenBackByARememberedStore() {
        Store live = put("{}");
        activate.activate(live, Instant.now());
        database.run(tx -> Query.update(tx, "delete from ingest.rota where owner = ?", store));
        directory.refresh();
        database.run(tx -> {
            Query.update(
                    tx,
                    "update control.store set settings = jsonb_set(settings::jsonb, '{importProducts}', '\"all\"') where hash = ?",
                    store);
            CatalogueImports.want(tx, store, CatalogueImport.PRODUCTS, live.katanaAccount());
        });

        rota.turn();

        List<CatalogueImport> asked = database.call(tx -> CatalogueImports.of(tx, store));
        assertThat(asked).hasSize(1);
    }

    private Store put(String settings) {
        Bench.put(store, settings).then().statusCode(org.hamcrest.Matchers.lessThan(300));
        return register.find(store).orElseThrow();
    }

    private void move(Store.Phase phase) {
        database.run(tx -> register.move(tx, store, phase));
    }

    private List<Integer> imported() {
        return database.call(tx -> Query.list(
                tx, "select status_id from ingest.backfill where store = ?", row -> row.getInt("status_id"), store));
    }
}
