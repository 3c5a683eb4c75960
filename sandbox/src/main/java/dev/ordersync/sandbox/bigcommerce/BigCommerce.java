package dev.ordersync.sandbox.bigcommerce;

import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Kernel;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import dev.ordersync.sandbox.kernel.Routes;
import dev.ordersync.sandbox.kernel.Simulator;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The BigCommerce API under {@code /bigcommerce/stores/{hash}/v2|v3/...}, for any number of stores. */
public final class BigCommerce implements Simulator {
    public static final String SIDE = "bigcommerce";
    private static final Pattern STORE = Pattern.compile("^/stores/([^/]+)(/.*)$");

    private final Kernel kernel;
    private final Events events;
    private final OrderWording wording;
    private final Routes<Store> routes = new Routes<>();
    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final Map<String, Consumer<BigCommerce>> presets = new LinkedHashMap<>();
    private final ShopControl control;

    /** Mount it on the kernel before listening. */
    public BigCommerce(Kernel kernel) {
        this.kernel = kernel;
        this.events = new Events(kernel);
        this.wording = new OrderWording(() -> kernel.url() + mount());
        var orders = new OrderResource(wording);
        orders.routes(routes);
        new OrderWrite(orders, events).routes(routes);
        new ShipmentResource(events).routes(routes);
        new RefundResource().routes(routes);
        new HookResource(events).routes(routes);
        new CatalogueResource().routes(routes);
        new StoreResource().routes(routes);
        this.control = new ShopControl(this);
    }

    /** Opens a store; from any thread. */
    public Shop open(StoreSetup setup) {
        return kernel.loop().call(() -> {
            if (stores.containsKey(setup.hash())) {
                throw new IllegalArgumentException("There is a store " + setup.hash() + " already");
            }
            var store = new Store(kernel.clock(), setup, 1_000_000 + stores.size() + 1);
            stores.put(setup.hash(), store);
            return shop(store);
        });
    }

    /** A store that was opened; from any thread. */
    public Optional<Shop> shop(String hash) {
        return kernel.loop().call(() -> Optional.ofNullable(stores.get(hash)).map(this::shop));
    }

    /** Offers a bundle of stores and orders under {@code POST /sandbox/bigcommerce/presets/{name}}. Before listening. */
    public void offer(String name, Consumer<BigCommerce> preset) {
        presets.put(name, preset);
    }

    /** @throws IllegalArgumentException when there is no such bundle */
    void play(String name) {
        var preset = presets.get(name);
        if (preset == null) {
            throw new IllegalArgumentException("No preset " + name + "; known: " + presets.keySet());
        }
        preset.accept(this);
    }

    private Shop shop(Store store) {
        return new Shop(kernel.loop(), store, new Changes(store, events), wording);
    }

    /** State of the loop. */
    public Collection<Store> stores() {
        return stores.values();
    }

    @Override
    public String side() {
        return SIDE;
    }

    @Override
    public String mount() {
        return "/bigcommerce";
    }

    @Override
    public String scope(Request request) {
        var match = STORE.matcher(request.path());
        return match.matches() ? match.group(1) : "";
    }

    @Override
    public Reply answer(Request request) {
        var match = STORE.matcher(request.path());
        if (!match.matches()) {
            return Failures.v2(404, "The requested resource was not found.");
        }
        var store = stores.get(match.group(1));
        var path = match.group(2);
        var account = store == null
                ? null
                : store.accounts.get(request.header("X-Auth-Token").orElse(""));
        if (account == null) {
            return Failures.of(request.path(), 401, "Unauthorized");
        }
        if (!store.quota.take(request.at())) {
            return failure(request, 429, 0);
        }
        var reply = permitted(store, account, path, request);
        var xml = path.startsWith("/v2/") && request.header("Accept").isEmpty();
        return (xml ? Xml.of(reply) : reply).with(rateHeaders(store, request.at()));
    }

    private Reply permitted(Store store, ApiAccount account, String path, Request request) {
        var scope = scopeOf(path);
        if (!scope.isEmpty() && !account.may(scope, !request.method().equals("GET"))) {
            return Failures.of(path, 403, "You don't have a required scope to access the endpoint");
        }
        var writes = request.method().equals("POST") || request.method().equals("PUT");
        if (writes && !request.header("Content-Type").orElse("").contains("json")) {
            return Failures.of(path, 415, "Content-Type must be application/json");
        }
        try {
            return routes.answer(store, path, request).orElseGet(() -> unrouted(path));
        } catch (Failures.Refused refused) {
            return refused.reply;
        } catch (Json.Malformed malformed) {
            return Failures.of(path, 400, "The request body is not valid JSON");
        }
    }

    private Reply unrouted(String path) {
        return routes.methods(path).isEmpty()
                ? Failures.of(path, 404, "The requested resource was not found.")
                : Failures.of(path, 405, "The method is not allowed for this resource.");
    }

    private static String scopeOf(String path) {
        if (path.matches("/v[23]/orders.*|/v2/order_statuses.*")) {
            return ApiAccount.ORDERS;
        }
        if (path.startsWith("/v3/catalog")) {
            return ApiAccount.PRODUCTS;
        }
        if (path.startsWith("/v3/customers")) {
            return ApiAccount.CUSTOMERS;
        }
        return path.matches("/v2/(store|currencies|tax_classes).*|/v3/tax.*") ? ApiAccount.INFORMATION : "";
    }

    private static Map<String, String> rateHeaders(Store store, long now) {
        return Map.of(
                "X-Rate-Limit-Time-Window-Ms", "" + store.quota.lengthMillis(),
                "X-Rate-Limit-Time-Reset-Ms", "" + store.quota.resetMillis(now),
                "X-Rate-Limit-Requests-Quota", "" + store.quota.quota(),
                "X-Rate-Limit-Requests-Left", "" + store.quota.left(now));
    }

    /** A 429 of a fault says how long to wait; the quota's own says when the window ends. */
    @Override
    public Reply failure(Request request, int status, long waitMillis) {
        var store = stores.get(scope(request));
        var reply = Failures.of(request.path(), status, status == 429 ? "Too Many Requests" : "Internal Server Error");
        if (status == 401) {
            reply = Failures.of(request.path(), 401, "Unauthorized");
        }
        if (store == null) {
            return reply;
        }
        var headers = new LinkedHashMap<>(rateHeaders(store, request.at()));
        if (status == 429) {
            var wait = waitMillis > 0 ? waitMillis : store.quota.resetMillis(request.at());
            headers.put("X-Rate-Limit-Time-Reset-Ms", "" + wait);
            headers.put("X-Rate-Limit-Requests-Left", "0");
            headers.put("X-Retry-After", "" + (wait + 999) / 1000);
        }
        return reply.with(headers);
    }

    @Override
    public Reply control(Request request) {
        return control.answer(request);
    }
}
