package dev.ordersync.bigcommerce;

import java.util.Map;

/**
 * A webhook as registered. Source: {@code /v3/hooks}.
 *
 * @param headers sent with every callback of this hook; hold our secret, so they are not printed
 */
public record BcHook(long id, String scope, String destination, boolean active, Map<String, String> headers) {
    public BcHook {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "BcHook[id=" + id + ", scope=" + scope + ", destination=" + destination + ", active=" + active + "]";
    }
}
