package dev.ordersync.katana;

import dev.ordersync.api.Secret;
import java.util.List;

/**
 * A registered webhook. Source: {@code /webhooks}.
 *
 * @param token signs its calls (HMAC-SHA256); given by Katana, null when the answer lacks it
 * @param enabled null when the answer does not tell
 * @param subscribedEvents at least one; empty when the answer does not tell
 */
public record Webhook(long id, String url, Secret token, Boolean enabled, List<String> subscribedEvents)
        implements Identified {

    public Webhook {
        subscribedEvents = Lists.of(subscribedEvents);
    }
}
