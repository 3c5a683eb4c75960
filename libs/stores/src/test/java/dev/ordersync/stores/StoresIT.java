package dev.ordersync.stores;

import static dev.ordersync.stores.Store.Phase.DISCONNECTED;
import static dev.ordersync.stores.Store.Phase.INCOMPLETE;
import static dev.ordersync.stores.Store.Phase.LIVE;
import static dev.ordersync.stores.Store.Phase.PAUSED;
import static dev.ordersync.stores.Store.Phase.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.api.Secret;
import dev.ordersync.testkit.Infra;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.Want;
import dev.ordersync.workqueue.WorkKey;
import dev.ordersync.workqueue.WorkQueue;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoresIT {
    private static final Secret TOKEN = Secret.of("marker-bc-token");
    private static final Secret KEY = Secret.of("marker-katana-key");
    private static final Secret CLIENT = Secret.of("marker-client-secret");

    private final DataSource dataSource = Infra.freshDatabase().dataSource();
    private final Sealing sealing = Sealing.under(SealingTest.OLD);
    private final StoreRegister register = new StoreRegister(dataSource, sealing);
    private final Lanes lanes = new Lanes(dataSource);

    @BeforeEach
    void migrate() {
        ControlSchema.migrate(dataSource);
    }

    private void move(String hash, Store.Phase phase) {
        try (Connection connection = dataSource.getConnection()) {
            register.move(connection, hash, phase);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Store put(String hash) {
        return register.put(hash, "Shop", TOKEN, CLIENT, KEY, null);
    }

    private Store found(String hash) {
        return register.find(hash).orElseThrow();
    }

    @Test
    void servicesThatStartAtOnceAllFindTheSchemaUpToDate() throws Exception {
        DataSource fresh = Infra.freshDatabase().dataSource();
        var pool = Executors.newFixedThreadPool(4);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) starts.add(pool.submit(() -> ControlSchema.migrate(fresh)));
        for (Future<?> start : starts) start.get();
        pool.shutdown();
        assertThat(new StoreDirectory(fresh, sealing, Set.of(), null).all()).isEmpty();
        assertThat(new Lanes(fresh).all()).isEmpty();
    }

    @Test
    void aStoreIsIncompleteUntilBothCredentialsAreThere() {
        assertThat(register.put("a", "Shop", TOKEN, null, null, null).phase()).isEqualTo(INCOMPLETE);
        assertThat(register.put("a", null, null, null, KEY, null).phase()).isEqualTo(READY);
        assertThat(found("a").bigcommerceToken()).isEqualTo(TOKEN);
        assertThat(found("a").name()).isEqualTo("Shop");
    }

    @Test
    void aLiveOrPausedStoreStaysSoWhenEdited() {
        put("a");
        move("a", LIVE);
        assertThat(put("a").phase()).isEqualTo(LIVE);
        move("a", PAUSED);
        assertThat(put("a").phase()).isEqualTo(PAUSED);
    }

    @Test
    void theFirstActivationIsKeptOverDisconnectAndReconnect() {
        put("a");
        assertThat(found("a").activatedAt()).isNull();
        move("a", LIVE);
        var first = found("a").activatedAt();
        move("a", DISCONNECTED);
        assertThat(put("a").phase()).isEqualTo(READY);
        move("a", LIVE);
        assertThat(first).isNotNull();
        assertThat(found("a").activatedAt()).isEqualTo(first);
    }

    @Test
    void theFirstActivationIsNotedByBigCommercesClock() throws Exception {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        put("a");
        try (Connection connection = dataSource.getConnection()) {
            register.activate(connection, "a", hourAgo);
            register.activate(connection, "a", Instant.now());
        }
        assertThat(found("a").activatedAt()).isEqualTo(hourAgo);
    }

    @Test
    void theWebhookSecretIsMadeOnce() {
        Secret made = put("a").webhookSecret();
        assertThat(made.reveal()).matches("[A-Za-z0-9_-]{43}");
        assertThat(put("a").webhookSecret()).isEqualTo(made);
        assertThat(put("b").webhookSecret()).isNotEqualTo(made);
    }

    @Test
    void settingsAreKeptAndAbsentOnesHaveTheirDefault() throws Exception {
        StoreSettings settings = new StoreSettings(
                7L,
                true,
                null,
                null,
                null,
                null,
                null,
                "keep",
                null,
                "A-",
                3,
                new java.math.BigDecimal("20.5"),
                null,
                null,
                null);
        register.put("a", "Shop", TOKEN, null, KEY, settings);
        register.put("a", "Renamed", null, null, null, null);
        assertThat(found("a").settings()).isEqualTo(settings);
        assertThat(found("a").settings().syncFulfillment()).isTrue();
    }

    @Test
    void credentialsThatAreGivenUnblockTheirLanes() {
        Store store = put("a");
        lanes.block(store.katanaLane(), "refused");
        lanes.block(store.bigcommerceLane(), "refused");

        register.put("a", "Renamed", null, null, null, null);
        assertThat(lanes.state(store.katanaLane()).orElseThrow().blocked())
                .as("none was given")
                .isNotNull();

        register.put("a", null, Secret.of("another"), null, null, null);
        assertThat(lanes.state(store.bigcommerceLane()).orElseThrow().blocked()).isNull();
        assertThat(lanes.state(store.katanaLane()).orElseThrow().blocked()).isNotNull();

        put("a");
        assertThat(lanes.state(store.katanaLane()).orElseThrow().blocked())
                .as("the same again: Katana may have let it in meanwhile")
                .isNull();
    }

    @Test
    void openWorkFollowsAStoreThatGetsAnotherKatanaKey() throws Exception {
        WorkQueue queue = queueOf("mapping");
        Store before = put("a");
        queue.want(Want.news(new WorkKey("PUSH", "a", "1"), before.katanaLane(), Priority.LIVE));
        lanes.block(before.katanaLane(), "revoked");

        Store after = register.put("a", null, null, null, Secret.of("new-key"), null);

        var job =
                queue.claim(Set.of("PUSH"), Set.of("a"), Duration.ofSeconds(30)).orElseThrow();
        assertThat(job.lane()).isEqualTo(after.katanaLane()).isNotEqualTo(before.katanaLane());
    }

    @Test
    void workWishedForByWhoRemembersTheOldKeyFollowsInAllServices() throws Exception {
        List<WorkQueue> queues = List.of(queueOf("mapping"), queueOf("fulfillment"));
        Store before = put("a");
        Store after = register.put("a", null, null, null, Secret.of("new-key"), null);
        for (WorkQueue queue : queues)
            queue.want(Want.news(new WorkKey("PUSH", "a", "1"), before.katanaLane(), Priority.LIVE));

        assertThat(register.gatherStrays()).isEqualTo(2);

        for (WorkQueue queue : queues)
            assertThat(queue.claim(Set.of("PUSH"), Set.of("a"), Duration.ofSeconds(30))
                            .orElseThrow()
                            .lane())
                    .isEqualTo(after.katanaLane());
    }

    private WorkQueue queueOf(String schema) throws Exception {
        run("create schema " + schema);
        for (String name : java.util.List.of("V0_1__work.sql", "V0_3__work_trace.sql"))
            try (var in = StoresIT.class.getClassLoader().getResourceAsStream("db/work/" + name)) {
                run("set search_path to " + schema + "; "
                        + new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        return new WorkQueue(dataSource, schema);
    }

    @Test
    void storesThatShareAKeyShareAnAccount() {
        assertThat(put("a").katanaAccount()).isEqualTo(put("b").katanaAccount());
        StoreDirectory directory = new StoreDirectory(dataSource, sealing, Set.of(), Duration.ZERO);
        assertThat(directory.ofAccount(put("a").katanaAccount()))
                .extracting(Store::hash)
                .containsExactly("a", "b");
    }

    @Test
    void workingAreLiveStoresOfThisReplicaAndTheirAccounts() {
        for (String hash : List.of("a", "b", "c")) put(hash);
        move("a", LIVE);
        move("b", LIVE);
        String account = found("a").katanaAccount();
        assertThat(new StoreDirectory(dataSource, sealing, Set.of(), null).working())
                .containsExactlyInAnyOrder("a", "b", account);
        assertThat(new StoreDirectory(dataSource, sealing, Set.of("a", "c"), null).working())
                .containsExactlyInAnyOrder("a", account);
    }

    @Test
    void theDirectoryRemembersUntilToldToLookAgain() {
        put("a");
        StoreDirectory directory = new StoreDirectory(dataSource, sealing, Set.of(), Duration.ofMinutes(5));
        assertThat(directory.find("a").orElseThrow().phase()).isEqualTo(READY);
        move("a", LIVE);
        assertThat(directory.find("a").orElseThrow().phase()).isEqualTo(READY);
        directory.refresh();
        assertThat(directory.find("a").orElseThrow().phase()).isEqualTo(LIVE);
    }

    @Test
    void whileAnotherReadsAfterARefreshNobodyGetsWhatWasRememberedBefore() throws Exception {
        put("a");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean();
        DataSource sometimesSlow = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (slow.getAndSet(false)) {
                        reading.countDown();
                        goOn.await();
                    }
                    return method.invoke(dataSource, arguments);
                });
        StoreDirectory directory = new StoreDirectory(sometimesSlow, sealing, Set.of(), Duration.ofMinutes(5));
        assertThat(directory.find("a").orElseThrow().phase()).isEqualTo(READY);
        move("a", LIVE);
        slow.set(true);
        directory.refresh();
        var reader = CompletableFuture.runAsync(directory::all);
        reading.await();

        var asked = CompletableFuture.supplyAsync(() -> directory.find("a").orElseThrow());
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(goOn::countDown);

        assertThat(asked.get().phase()).isEqualTo(LIVE);
        reader.get();
    }

    @Test
    void whoWritesByASettingSeesItsChangeAtOnceWhateverIsRemembered() {
        put("a");
        StoreDirectory directory = new StoreDirectory(dataSource, sealing, Set.of(), Duration.ofMinutes(5));
        assertThat(directory.current("a").orElseThrow().phase()).isEqualTo(READY);
        assertThat(directory.current("b")).isEmpty();
        move("a", LIVE);
        assertThat(directory.current("a").orElseThrow().phase()).isEqualTo(LIVE);
        put("b");
        assertThat(directory.current("b")).isPresent();
    }

    @Test
    void aStoreExistsFromTheMomentItIsConnectedUntilItIsForgottenWhateverIsRemembered() {
        StoreDirectory directory = new StoreDirectory(dataSource, sealing, Set.of(), Duration.ofMinutes(5));
        assertThat(directory.exists("a")).isFalse();
        put("a");
        assertThat(directory.exists("a")).isTrue();

        move("a", DISCONNECTED);
        directory.refresh();
        assertThat(directory.exists("a")).isTrue();
        register.remove("a");
        assertThat(directory.exists("a")).isFalse();
    }

    @Test
    void whenTheDatabaseIsAwayTheDirectoryAnswersFromMemory() throws Exception {
        put("a");
        StoreDirectory directory = new StoreDirectory(dataSource, sealing, Set.of(), Duration.ZERO);
        assertThat(directory.find("a")).isPresent();
        run("alter table control.store rename to away");
        assertThat(directory.find("a")).isPresent();
        assertThatThrownBy(() -> new StoreDirectory(dataSource, sealing, Set.of(), null).all())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSwappedSealedTokenIsRefused() throws Exception {
        put("a");
        register.put("b", "Other", Secret.of("other-token"), null, KEY, null);
        run(
                "update control.store set bigcommerce_token = (select bigcommerce_token from control.store where hash = 'b')"
                        + " where hash = 'a'");
        assertThatThrownBy(() -> register.find("a")).isInstanceOf(IllegalStateException.class);
        run("update control.store set bigcommerce_token = katana_key where hash = 'b'");
        assertThatThrownBy(() -> register.find("b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDatabaseDumpHoldsNoToken() throws Exception {
        Store store = put("a");
        assertThat(dump())
                .contains("Shop") // the dump is one
                .doesNotContain("marker-")
                .doesNotContain(hex("marker-"))
                .doesNotContain(store.webhookSecret().reveal())
                .doesNotContain(hex(store.webhookSecret().reveal()));
    }

    @Test
    void afterResealingTheOldMasterKeyCanGoAndTheAccountKeepsItsName() {
        Store before = put("a");
        Sealing rotating = Sealing.under(SealingTest.NEW, SealingTest.OLD);
        assertThat(new StoreRegister(dataSource, rotating).reseal()).isEqualTo(1);

        StoreRegister after = new StoreRegister(dataSource, Sealing.under(SealingTest.NEW));

        assertThat(after.find("a").orElseThrow().katanaKey()).isEqualTo(KEY);
        assertThat(after.put("b", "Second", TOKEN, null, KEY, null).katanaAccount())
                .isEqualTo(before.katanaAccount());
        assertThatThrownBy(() -> register.find("a")).isInstanceOf(IllegalStateException.class);
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String dump() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var rows = connection.createStatement().executeQuery("select s::text from control.store s")) {
            StringBuilder dump = new StringBuilder();
            while (rows.next()) dump.append(rows.getString(1)).append('\n');
            return dump.toString();
        }
    }
}
