package dev.ordersync.stores;

import dev.ordersync.api.Secret;
import dev.ordersync.workqueue.Lanes;
import java.time.Instant;

/**
 * One connected BigCommerce store with its credentials opened.
 *
 * @param clientSecret of the BigCommerce API account, to check the platform's own signature; may be null
 * @param webhookSecret what our BigCommerce hooks send in {@code X-Sync-Secret}; set by us
 * @param katanaAccount keyed hash of the Katana API key: stores that share a key share it
 * @param phase where it stands, as stored; see {@link Phase}
 * @param activatedAt first activation, by BigCommerce's clock where it told; null before
 */
public record Store(
        String hash,
        String name,
        Phase phase,
        Secret bigcommerceToken,
        Secret clientSecret,
        Secret webhookSecret,
        Secret katanaKey,
        String katanaAccount,
        StoreSettings settings,
        Instant activatedAt,
        long version) {

    /** {@code NEEDS_RECONNECTING} is not stored: it follows from a blocked lane. */
    public enum Phase {
        INCOMPLETE,
        READY,
        LIVE,
        PAUSED,
        DISCONNECTED
    }

    /** The same store under another name. */
    public Store named(String other) {
        return new Store(
                hash,
                other,
                phase,
                bigcommerceToken,
                clientSecret,
                webhookSecret,
                katanaKey,
                katanaAccount,
                settings,
                activatedAt,
                version);
    }

    public boolean isWorking() {
        return phase == Phase.LIVE;
    }

    public String bigcommerceLane() {
        return Lanes.bigcommerce(hash);
    }

    public String katanaLane() {
        return Lanes.katana(katanaAccount);
    }
}
