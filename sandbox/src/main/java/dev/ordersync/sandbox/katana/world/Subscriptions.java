package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Detail;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** The webhooks of an account (reference 19.1). The token is the secret of the signature and can be read again. */
final class Subscriptions implements Resource {

    private final Account account;

    Subscriptions(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .texts("url")
                .flags("enabled")
                .page(account.webhooks, Subscriptions::drawn);
    }

    private static ObjectNode drawn(JsonNode webhook) {
        ObjectNode drawn = Drawing.plain(webhook);
        drawn.remove("deleted_at");
        return drawn;
    }

    @Override
    public JsonNode read(int id, Query query) {
        return drawn(account.webhooks.need(id));
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_WEBHOOK.demand(json);
        demandUrl(body.get("url").asText());
        ObjectNode webhook = Json.object();
        webhook.put("id", 0)
                .put("url", body.get("url").asText())
                .put("token", token(body.get("url").asText()));
        webhook.put("enabled", body.path("enabled").asBoolean(true));
        webhook.put("description", body.path("description").asText(""));
        webhook.set("subscribed_events", body.get("subscribed_events"));
        return drawn(account.webhooks.add(webhook));
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode webhook = account.webhooks.need(id);
        ObjectNode body = Bodies.WEBHOOK_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        if (body.has("url")) {
            demandUrl(body.get("url").asText());
        }
        Resource.copy(body, webhook);
        account.webhooks.touch(webhook);
        return drawn(webhook);
    }

    @Override
    public boolean remove(int id) {
        account.webhooks.bury(account.webhooks.need(id));
        return true;
    }

    private void demandUrl(String url) {
        boolean local = !account.options().httpsOnly && url.startsWith("http://") && isOfThisMachine(host(url));
        if (!local && !url.startsWith("https://")) {
            throw Refusal.invalid(List.of(new Detail(
                    "/url",
                    "pattern",
                    "must match pattern \"https://*\"",
                    Json.object().put("pattern", "https://*"))));
        }
    }

    /** A trial has no certificates: this machine, or one of its containers, whose names have no dot. */
    private static boolean isOfThisMachine(String host) {
        return host != null && (host.equals("127.0.0.1") || !host.contains("."));
    }

    private static String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Follows from what is created and when, so that a sandbox that remembers its calls gives the same token again. */
    private String token(String url) {
        String seed = account.name() + " " + account.webhooks.lastId() + " " + account.now() + " " + url;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
