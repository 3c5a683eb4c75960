package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Kernel;
import dev.ordersync.sandbox.kernel.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Thin events to the hooks that hear them (reference 20.2 to 20.5).
 *
 * <p>When deliveries of an event fail eleven retries long: the hook is switched off; missed events are not repeated
 * when it is switched on again.
 */
final class Events {
    /** Waits between attempts, as documented; 48 hours in all. */
    static final List<Duration> WAITS = LongStream.of(60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400)
            .mapToObj(Duration::ofSeconds)
            .toList();

    private final Kernel kernel;
    private final DomainBlock block;
    private long lastMessage;

    Events(Kernel kernel) {
        this.kernel = kernel;
        this.block = new DomainBlock(kernel.options().webhookTimeScale());
    }

    DomainBlock block() {
        return block;
    }

    /** {@code order(store, "updated", order)} fires {@code store/order/updated}. */
    void order(Store store, String what, Order order) {
        fire(store, "store/order/" + what, Json.object().put("type", "order").put("id", order.id));
    }

    void status(Store store, Order order, int before) {
        var data = Json.object().put("type", "order").put("id", order.id);
        data.putObject("status").put("previous_status_id", before).put("new_status_id", order.statusId);
        fire(store, "store/order/statusUpdated", data);
    }

    void refund(Store store, Order order, Refund refund) {
        var data = Json.object().put("type", "order").put("id", order.id);
        data.putObject("refund").put("refund_id", refund.id());
        fire(store, "store/order/refund/created", data);
    }

    void shipment(Store store, String what, Order order, int shipmentId) {
        fire(
                store,
                "store/shipment/" + what,
                Json.object().put("type", "shipment").put("id", shipmentId).put("orderId", order.id));
    }

    void fire(Store store, String scope, ObjectNode data) {
        var seconds = kernel.clock().millis() / 1000;
        var body = Json.object().put("scope", scope).put("store_id", "" + store.number);
        body.set("data", data);
        body.put("hash", hash(scope, data, seconds))
                .put("created_at", seconds)
                .put("producer", "stores/" + store.hash());
        var bytes = Json.bytes(body);
        for (var hook : store.hooks.values()) {
            if (hook.active && hook.hears(scope)) {
                kernel.webhooks()
                        .send(new Webhook(
                                "bigcommerce",
                                store.hash(),
                                scope,
                                hook.destination,
                                bytes,
                                WAITS,
                                new Course(store, hook, bytes)));
            }
        }
    }

    /** Equal for equal events of one second, so two real changes can share it, as seen in the published samples. */
    private static String hash(String scope, ObjectNode data, long seconds) {
        try {
            var text = scope + data + seconds;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private final class Course implements Webhook.Course {
        private final Store store;
        private final Hook hook;
        private final byte[] body;
        private final String messageId = "msg_" + ++lastMessage;

        Course(Store store, Hook hook, byte[] body) {
            this.store = store;
            this.hook = hook;
            this.body = body;
        }

        @Override
        public Map<String, String> headers(int attempt, long nowMillis) {
            var headers = new LinkedHashMap<String, String>();
            if (hook.headers != null) {
                headers.putAll(hook.headers);
            }
            var secret = secret();
            if (secret != null && store.setup.quirks().signsWebhooks()) {
                var seconds = "" + nowMillis / 1000;
                headers.put("webhook-id", messageId);
                headers.put("webhook-timestamp", seconds);
                headers.put("webhook-signature", "v1," + sign(secret, messageId, seconds, body));
            }
            return headers;
        }

        private String secret() {
            return store.accounts.values().stream()
                    .filter(account -> account.clientId().equals(hook.clientId) && account.clientSecret() != null)
                    .map(ApiAccount::clientSecret)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public boolean wanted() {
            return hook.active && store.hooks.containsKey(hook.id);
        }

        @Override
        public boolean blocked(long nowMillis) {
            return block.blocked(hook.clientId, hook.destination, nowMillis);
        }

        @Override
        public void attempted(int attempt, int status, long nowMillis) {
            block.note(hook.clientId, hook.destination, status >= 200 && status < 300, nowMillis);
        }

        @Override
        public void exhausted() {
            hook.active = false;
            hook.deactivated = true;
            hook.updatedAt = kernel.clock().millis();
        }
    }

    /** Base64 of HMAC-SHA256 over {@code id.timestamp.body}, keyed with the client secret's bytes. */
    static String sign(String secret, String id, String seconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
