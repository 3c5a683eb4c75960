package dev.ordersync.sandbox.katana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.world.World;
import dev.ordersync.sandbox.kernel.Webhook;
import dev.ordersync.sandbox.kernel.Webhooks;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns events into webhooks (reference 19.3 to 19.5): thin, signed with the webhook's token, tried again after 30 s, 2 min
 * and 15 min, then lost; the hook stays on.
 */
final class Announcements {

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(15));
    private static final String API = "https://api.katanamrp.com/v1/";
    private static final Map<String, String> PATHS = Map.of(
            "sales_order", "sales_orders/",
            "product", "products/",
            "material", "materials/",
            "variant", "variants/",
            "current_inventory", "inventory?variant_id=");

    private final World world;
    private final Webhooks webhooks;

    Announcements(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    void heard(String resource, String action, int id, String status) {
        String event = resource + "." + action;
        for (World.Subscription subscription : world.subscriptions(event)) {
            byte[] body = body(resource, event, id, status, subscription.id());
            webhooks.send(new Webhook(
                    "katana",
                    world.account().name(),
                    event,
                    subscription.url(),
                    body,
                    WAITS,
                    new Course(subscription, signature(subscription.token(), body))));
        }
    }

    /** There is no href of something deleted. */
    private static byte[] body(String resource, String event, int id, String status, int webhookId) {
        ObjectNode body = Json.object().put("resource_type", resource).put("action", event);
        ObjectNode object = body.put("webhook_id", webhookId).putObject("object");
        object.put("id", Integer.toString(id)).put("status", status);
        if (!event.endsWith(".deleted")) {
            object.put("href", API + PATHS.get(resource) + id);
        }
        return Json.bytes(body);
    }

    static String signature(String token, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** One delivery's headers; it stops when the webhook is deleted or switched off. */
    private final class Course implements Webhook.Course {

        private final World.Subscription subscription;
        private final String signature;

        Course(World.Subscription subscription, String signature) {
            this.subscription = subscription;
            this.signature = signature;
        }

        @Override
        public Map<String, String> headers(int attempt, long nowMillis) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("x-sha2-signature", signature);
            if (attempt > 0) {
                headers.put("X-Katana-Retry-Num", Integer.toString(attempt));
            }
            return headers;
        }

        @Override
        public boolean wanted() {
            return world.stillSubscribed(subscription.id());
        }
    }
}
