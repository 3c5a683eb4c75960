package dev.ordersync.sandbox.samples;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.BigCommerce;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Request;
import java.time.Duration;
import java.util.Map;

/** The sample stores and the sample Katana account, and how to reach them. */
public final class Samples {
    public static final String EURO_STORE = "werkbank";
    public static final String EURO_TOKEN = "sample-token-werkbank";
    public static final String DOLLAR_STORE = "benchshop";
    public static final String DOLLAR_TOKEN = "sample-token-benchshop";
    public static final String KATANA_ACCOUNT = "workshop";
    public static final String KATANA_KEY = "sample-key-workshop";
    private static final String PRESET = "samples";

    private Samples() {}

    /** Makes the bundle known; nothing is placed yet. */
    public static void offer(BigCommerce bigCommerce) {
        bigCommerce.offer(PRESET, Samples::place);
    }

    /**
     * Opens both stores with their orders and the Katana account, through the back doors, so that a sandbox with a
     * memory keeps them. Does nothing when they are there already.
     */
    public static void place(Sandbox sandbox) {
        if (sandbox.bigCommerce().shop(EURO_STORE).isPresent()) {
            return;
        }
        var account = Json.object().put("apiKey", KATANA_KEY).put("baseCurrency", "EUR");
        control(sandbox, "katana", "PUT", "/accounts/" + KATANA_ACCOUNT, Json.bytes(account));
        control(sandbox, BigCommerce.SIDE, "POST", "/presets/" + PRESET, new byte[0]);
    }

    private static void control(Sandbox sandbox, String side, String method, String path, byte[] body) {
        var headers = Map.of("content-type", "application/json");
        var at = sandbox.kernel().clock().millis();
        var request = new Request(method, path, Map.of(), "", headers, body, at, Duration.ZERO);
        var reply = sandbox.kernel().control(side, request);
        if (reply.status() >= 300) {
            throw new IllegalStateException(method + " " + path + " answered " + reply.status() + ": " + reply.text());
        }
    }

    private static void place(BigCommerce bigCommerce) {
        EuroOrders.place(bigCommerce.open(StoreSetup.euro(EURO_STORE, EURO_TOKEN)
                .name("Werkbank & Wabe")
                .clientSecret("sample-secret-werkbank")));
        DollarOrders.place(
                bigCommerce.open(StoreSetup.dollar(DOLLAR_STORE, DOLLAR_TOKEN).name("Bench Outfitters")));
    }
}
