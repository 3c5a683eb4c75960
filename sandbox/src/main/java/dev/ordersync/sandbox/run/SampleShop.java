package dev.ordersync.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.kernel.KernelOptions;
import dev.ordersync.sandbox.samples.Samples;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sandbox of {@code ./run} with its two sample stores (one tax-inclusive, one tax-exclusive) on one Katana account,
 * and how they are connected. Both outside systems keep their state in the data folder.
 */
final class SampleShop implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PORT = 8090;

    // both stores count their orders from 100, and Katana shows them side by side: hence the prefixes
    private static final List<Connection> STORES = List.of(
            new Connection(Samples.EURO_STORE, Samples.EURO_TOKEN, "Werkbank (EUR, prices with tax)", "W-"),
            new Connection(Samples.DOLLAR_STORE, Samples.DOLLAR_TOKEN, "Bench (USD, prices without tax)", "B-"));

    private record Connection(String hash, String token, String name, String prefix) {}

    private final Sandbox sandbox;

    private SampleShop(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Opens both stores and the account with their sample orders, or as they were left the last time. */
    static SampleShop open(Path data, String host) {
        Sandbox sandbox = Sandbox.start(
                KernelOptions.defaults().host(host).port(PORT), Optional.of(data.resolve("sandbox.jsonl")));
        Samples.place(sandbox);
        // a real account takes 60 calls a minute; a first look need not wait for that, and the quota follows the header
        sandbox.katana().options(Samples.KATANA_ACCOUNT).rateLimit = 600;
        return new SampleShop(sandbox);
    }

    /** What the services must be told to talk to the sandbox. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SYNC_BIGCOMMERCE_URL", sandbox.bigCommerceUrl());
        environment.put("SYNC_KATANA_URL", sandbox.katanaUrl());
        return environment;
    }

    /** Connects and activates what is not. */
    void connect(JsonApi ingest, Consumer<String> say) {
        for (Connection store : STORES) {
            JsonNode known = ingest.get("/api/stores/" + store.hash()).body();
            if (known.path("state").asText().equals("live")) continue;
            say.accept("connecting the sample store " + store.hash() + " ...");
            expect(ingest.put("/api/stores/" + store.hash(), settings(store)), "connect " + store.hash());
            expect(ingest.post("/api/stores/" + store.hash() + "/activate", null), "activate " + store.hash());
        }
    }

    private static ObjectNode settings(Connection store) {
        ObjectNode body = JSON.createObjectNode().put("name", store.name());
        body.putObject("bigcommerce").put("accessToken", store.token());
        body.putObject("katana").put("apiKey", Samples.KATANA_KEY);
        body.putObject("settings").put("importCustomItems", true).put("orderNumberPrefix", store.prefix());
        return body;
    }

    private static void expect(JsonApi.Reply reply, String what) {
        if (reply.status() / 100 != 2)
            throw new IllegalStateException("could not " + what + ": " + reply.status() + " " + reply.body());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
