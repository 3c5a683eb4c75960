package dev.ordersync.bigcommerce;

import java.util.Map;

/**
 * A webhook as registered. Source: {@code /v3/hooks}.
 *
 * @param active whether it is switched on; null when the answer does not tell
 * @param headers sent with every callback of this hook; hold our secret, so they are not printed. Null when the answer
 *     does not tell
 */
public record BcHook(long id, String scope, String destination, Boolean active, Map<String, String> headers) {
    public BcHook {
        headers = headers == null ? null : Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "BcHook[id=" + id + ", scope=" + scope + ", destination=" + destination + ", active=" + active + "]";
    }
}
