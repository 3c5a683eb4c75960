package dev.ordersync.ingest.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.activate.DisconnectStore;
import dev.ordersync.ingest.activate.RemoveHooks;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.db.Query;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.Sealing;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.stores.StoreRegister;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.Priority;
import dev.ordersync.workqueue.WorkKey;
import dev.ordersync.workqueue.WorkQueue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both sides' webhooks, while the store they are of is disconnected. */
@QuarkusTest
@QuarkusTestResource(World.class)
class CheckHooksIT {
    private final String store = Bench.newStore();
    private final Map<Long, ObjectNode> hooks = new TreeMap<>();
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicReference<Runnable> duringTheNextPost = new AtomicReference<>();

    @Inject
    Database database;

    @Inject
    WorkQueue queue;

    @Inject
    Lanes lanes;

    @Inject
    StoreDirectory directory;

    @Inject
    StoreRegister register;

    @Inject
    KatanaTokens tokens;

    @Inject
    Sealing sealing;

    private Loopback sides;
    private Apis apis;
    private StoreHooks storeHooks;
    private AccountHook accountHook;
    private RefusedHooks refusals;
    private HookTargets targets;
    private volatile String refused = "";
    /** What neither side's list tells of a hook. */
    private volatile Set<String> untold = Set.of();

    @BeforeEach
    void aLiveStoreWithoutHooks() {
        Bench.put(store, "{}").then().statusCode(201);
        putOff(Kinds.CHECK_HOOKS, store);
        putOff(Kinds.CHECK_KATANA_HOOK, register.find(store).orElseThrow().katanaAccount());
        database.run(tx -> register.activate(tx, store, Instant.now()));
        awaitKnown();
        sides = new Loopback(this::answer);
        apis = sides.apis(lanes, directory);
        targets = new HookTargets(Optional.of("https://sync.example.test"));
        refusals = new RefusedHooks(database);
        storeHooks = new StoreHooks(targets, refusals, new WrittenHooks(database, sealing));
        accountHook = new AccountHook(
                targets, account -> !directory.ofAccount(account).isEmpty());
    }

    @AfterEach
    void stop() {
        database.run(tx -> register.move(tx, store, Store.Phase.DISCONNECTED));
        sides.close();
    }

    @Test
    void aStoreThatIsDisconnectedWhileItsHooksAreMadeKeepsNone() {
        duringTheNextPost.set(this::disconnect);

        checkStore();

        assertThat(hooks).isEmpty();
        assertThat(posts).hasValue(1);
    }

    @Test
    void anAccountThatIsLeftWhileItsWebhookIsMadeKeepsNone() {
        duringTheNextPost.set(this::disconnect);

        checkAccount();

        assertThat(posts).hasValue(1);
        assertThat(hooks).isEmpty();
    }

    @Test
    void afterEveryDisconnectTheHooksAreLookedForOnceMore() {
        checkStore();
        assertThat(hooks).hasSize(6);

        disconnect();

        assertThat(hooks).isEmpty();
        assertThat(removalIsDueLater()).isTrue();
    }

    @Test
    void whatIsRefusedIsNotAskedForAgainUntilTheStoreChangesOrAPersonSaysSo() {
        refused = "store/order/archived";
        checkStore();
        assertThat(posts).hasValue(6);
        assertThat(hooks).hasSize(5);

        checkStore();
        assertThat(posts).hasValue(6);

        Bench.put(store, "{}").then().statusCode(200);
        awaitKnown();
        checkStore();
        assertThat(posts).hasValue(7);

        refusals.forget(store);
        refused = "";
        checkStore();
        assertThat(posts).hasValue(8);
        assertThat(hooks).hasSize(6);
    }

    @Test
    void whatWasRefusedIsAskedForAgainTheNextDayAndAtAnotherAddress() {
        refused = "store/order/archived";
        checkStore();
        database.run(tx -> Query.update(
                tx, "update ingest.refused_hook set refused_at = now() - interval '25 hours' where store = ?", store));
        checkStore();
        assertThat(posts).hasValue(7);

        database.run(tx -> Query.update(
                tx, "update ingest.refused_hook set destination = 'https://old.example.test' where store = ?", store));
        checkStore();
        assertThat(posts).hasValue(8);
    }

    @Test
    void whatTheListDoesNotTellOfAHookIsNotWrittenAtEveryCheck() {
        untold = Set.of("headers", "is_active");

        checkStore();
        assertThat(writes).hasValue(6);
        checkStore();

        assertThat(writes).hasValue(6);
        Store now = register.find(store).orElseThrow();
        assertThat(storeHooks.missing(now, apis.bigcommerce(now).hooks()).value())
                .isZero();
    }

    @Test
    void hooksThatMayHoldAnotherSecretAreWrittenOnce() {
        untold = Set.of("headers");
        checkStore();
        database.run(
                tx -> Query.update(tx, "update ingest.written_hook set secret = 'another' where store = ?", store));

        checkStore();
        assertThat(writes).hasValue(12);
        checkStore();

        assertThat(writes).hasValue(12);
        assertThat(posts).hasValue(6);
    }

    @Test
    void whatTheListTellsWrongIsRepairedThoughWeWroteItRight() {
        checkStore();
        hooks.get(1L).putObject("headers").put("X-Sync-Secret", "another");
        hooks.get(2L).put("is_active", false);
        hooks.get(3L).put("destination", "https://old.example.test/webhooks/bigcommerce/" + store);
        checkStore();
        assertThat(writes).hasValue(9);
        assertThat(hooks.get(2L).path("is_active").asBoolean()).isTrue();
        checkStore();

        assertThat(writes).hasValue(9);
    }

    @Test
    void ourAddressAsAPlatformWritesItIsOurAddress() {
        checkStore();
        hooks.values().forEach(hook -> writeInItsOwnWay(hook, "destination"));
        checkStore();
        assertThat(writes).hasValue(6);

        hooks.clear();
        checkAccount();
        hooks.values().forEach(hook -> writeInItsOwnWay(hook, "url"));
        checkAccount();
        hooks.values()
                .forEach(hook -> hook.put(
                        "url", hook.path("url").asText().replaceAll("https.*443", "https://sync.example.test")));
        checkAccount();

        assertThat(writes).hasValue(7);
    }

    private static void writeInItsOwnWay(ObjectNode hook, String field) {
        String address = hook.path(field).asText();
        hook.put(field, address.replace("https://sync.example.test", "https://Sync.example.test:443") + "/");
    }

    @Test
    void whatTheListDoesNotTellOfTheAccountsWebhookIsNotWrittenAtEveryCheck() {
        untold = Set.of("token", "enabled", "subscribed_events");

        checkAccount();
        checkAccount();

        assertThat(writes).hasValue(1);
        assertThat(tokens.read(directory.current(store).orElseThrow().katanaAccount()))
                .isPresent();
    }

    @Test
    void aWebhookWhoseTokenNobodyKnowsIsMadeAnew() {
        untold = Set.of("token");
        checkAccount();
        database.run(tx -> Query.update(
                tx,
                "update ingest.katana_hook set hook_id = 0 where account = ?",
                register.find(store).orElseThrow().katanaAccount()));

        checkAccount();

        assertThat(posts).hasValue(2);
        assertThat(hooks).containsOnlyKeys(2L);
    }

    /** The service checks hooks too, and would keep what it finds at another place. */
    private void putOff(String kind, String owner) {
        database.run(tx -> Query.update(
                tx,
                "insert into ingest.rota (kind, owner, due_at) values (?, ?, now() + interval '1 day')",
                kind,
                owner));
    }

    /** Others may just be reading the stores, as they were. */
    private void awaitKnown() {
        Store now = register.find(store).orElseThrow();
        directory.refresh();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> directory
                        .find(store)
                        .map(Store::version)
                        .filter(version -> version == now.version())
                        .isPresent());
    }

    private void checkStore() {
        new CheckHooks(
                        directory,
                        new Connected(database),
                        apis,
                        targets,
                        storeHooks,
                        queue,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .handle(job(Kinds.CHECK_HOOKS, store));
    }

    private void checkAccount() {
        String account = directory.current(store).orElseThrow().katanaAccount();
        new CheckKatanaHook(directory, new Connected(database), apis, targets, accountHook, tokens, database, queue)
                .handle(job(Kinds.CHECK_KATANA_HOOK, account));
    }

    private void disconnect() {
        var removal = new RemoveHooks(directory, apis, storeHooks, accountHook, lanes);
        new DisconnectStore(database, register, queue, removal, directory::refresh)
                .disconnect(register.find(store).orElseThrow());
    }

    private boolean removalIsDueLater() {
        return database.call(tx -> Query.one(
                        tx,
                        "select run_at > now() + interval '30 seconds' from ingest.work where kind = ? and entity = ?",
                        row -> row.getBoolean(1),
                        Kinds.REMOVE_HOOKS,
                        store))
                .orElse(false);
    }

    private static Job job(String kind, String owner) {
        Instant now = Instant.now();
        return new Job(
                new WorkKey(kind, owner, "hooks"),
                "",
                Priority.LIVE,
                UUID.randomUUID(),
                1,
                0,
                now,
                now.plusSeconds(60),
                now,
                null);
    }

    /** Hooks of either side: their differences do not matter here. */
    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        ObjectNode sent =
                (ObjectNode) Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                        .orElse(Json.TREE.createObjectNode());
        if (!method.equals("GET")) writes.incrementAndGet();
        if (method.equals("POST")) {
            posts.incrementAndGet();
            Runnable meanwhile = duringTheNextPost.getAndSet(null);
            if (meanwhile != null) meanwhile.run();
            if (!refused.isEmpty() && sent.path("scope").asText().equals(refused)) {
                Loopback.answer(exchange, 422, "{}");
                return;
            }
        }
        Loopback.answer(
                exchange,
                method.equals("DELETE") ? 204 : 200,
                hooks(method, exchange, sent).toString());
    }

    private synchronized ObjectNode hooks(String method, HttpExchange exchange, ObjectNode sent) {
        ObjectNode answer = Json.TREE.createObjectNode();
        String path = exchange.getRequestURI().getPath();
        if (method.equals("GET")) {
            ArrayNode all = answer.putArray("data");
            hooks.values().forEach(hook -> all.add(hook.deepCopy().remove(untold)));
        } else if (method.equals("DELETE")) {
            hooks.remove(idIn(path));
        } else {
            long id = method.equals("POST") ? posts.get() : idIn(path);
            hooks.put(id, sent.put("id", id).put("token", "0123456789abcdef"));
            if (path.contains("/v3/")) answer.set("data", sent);
            else answer.setAll(sent);
        }
        return answer;
    }

    private static long idIn(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }
}
