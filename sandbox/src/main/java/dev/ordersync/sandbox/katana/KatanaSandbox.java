package dev.ordersync.sandbox.katana;

import dev.ordersync.sandbox.katana.wire.RateLimit;
import dev.ordersync.sandbox.katana.world.Account;
import dev.ordersync.sandbox.katana.world.Hand;
import dev.ordersync.sandbox.katana.world.Options;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.katana.world.World;
import dev.ordersync.sandbox.kernel.Kernel;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Simulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Katana in a box: several accounts, each known by its API keys and each a world of its own, under {@code /katana/v1}.
 *
 * <p>The state belongs to the kernel's loop; the public methods that answer something of it go there by themselves.
 */
public final class KatanaSandbox implements Simulator {

    /** One API key: it has its own quota, whatever other keys the account has. */
    record Seat(World world, RateLimit quota) {}

    private final Kernel kernel;
    private final Map<String, World> worlds = new LinkedHashMap<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final KatanaApi api;
    private final KatanaDesk desk;
    private Request present;

    private KatanaSandbox(Kernel kernel) {
        this.kernel = kernel;
        this.api = new KatanaApi(this);
        this.desk = new KatanaDesk(this);
    }

    /** Creates it and hangs it into the kernel, without any account. */
    public static KatanaSandbox in(Kernel kernel) {
        KatanaSandbox sandbox = new KatanaSandbox(kernel);
        kernel.mount(sandbox);
        return sandbox;
    }

    /** Opens an account, or gives an existing one a further key. The base currency counts when it is new. */
    public void account(String name, String apiKey, String baseCurrency) {
        kernel.loop().run(() -> {
            World world = worlds.computeIfAbsent(name, n -> newWorld(n, baseCurrency));
            Seat taken = seats.get(apiKey);
            if (taken != null && taken.world() != world) {
                throw new IllegalArgumentException(
                        "this key belongs to account " + taken.world().account().name());
            }
            seats.putIfAbsent(apiKey, new Seat(world, new RateLimit()));
        });
    }

    private World newWorld(String name, String currency) {
        World world = Account.open(name, worlds.size() + 1, currency, new Options(), this::now);
        Announcements announcements = new Announcements(world, kernel.webhooks());
        world.account().onEvent(announcements::heard);
        return world;
    }

    /** All that one call does happens at the instant of its arrival, also when it is done again after a restart. */
    private Instant now() {
        return present == null ? kernel.clock().now() : Instant.ofEpochMilli(present.at());
    }

    private Reply during(Request request, Function<Request, Reply> doing) {
        present = request;
        try {
            return doing.apply(request);
        } finally {
            present = null;
        }
    }

    /** The key is revoked: from now on it is answered 401. */
    public void revoke(String apiKey) {
        kernel.loop().run(() -> seats.remove(apiKey));
    }

    /** What people do, on the loop. */
    public <T> T hand(String account, Function<Hand, T> act) {
        return kernel.loop().call(() -> act.apply(world(account).hand()));
    }

    public Snapshot snapshot(String account) {
        return kernel.loop().call(() -> world(account).snapshot());
    }

    public List<Snapshot> snapshots() {
        return kernel.loop()
                .call(() -> worlds.values().stream().map(World::snapshot).toList());
    }

    /** The account's switches; set a field and it holds from the next call on. */
    public Options options(String account) {
        return kernel.loop().call(() -> world(account).account().options());
    }

    /** The account's quotas begin anew, whatever was used. */
    public void refillQuota(String account) {
        kernel.loop()
                .run(() -> seats.values().stream()
                        .filter(s -> s.world() == world(account))
                        .forEach(s -> s.quota().clear()));
    }

    public List<String> accounts() {
        return kernel.loop().call(() -> new ArrayList<>(worlds.keySet()));
    }

    World world(String account) {
        World world = worlds.get(account);
        if (world == null) {
            throw new IllegalArgumentException("no Katana account " + account);
        }
        return world;
    }

    /** Calls that are only remembered meet no quota: the reads between them are not remembered. */
    boolean counts() {
        return kernel.listening();
    }

    List<String> keys(World world) {
        return seats.entrySet().stream()
                .filter(e -> e.getValue().world() == world)
                .map(Map.Entry::getKey)
                .toList();
    }

    Optional<Seat> seat(Request request) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> seats.get(value.substring(7).trim()));
    }

    @Override
    public String side() {
        return "katana";
    }

    @Override
    public String mount() {
        return "/katana/v1";
    }

    @Override
    public String scope(Request request) {
        return seat(request).map(s -> s.world().account().name()).orElse("");
    }

    @Override
    public Reply answer(Request request) {
        return during(request, api::answer);
    }

    @Override
    public Reply failure(Request request, int status, long waitMillis) {
        return api.failure(request, status, waitMillis);
    }

    @Override
    public Reply control(Request request) {
        return during(request, desk::answer);
    }
}
