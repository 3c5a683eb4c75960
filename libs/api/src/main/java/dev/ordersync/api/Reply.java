package dev.ordersync.api;

import java.util.Map;
import java.util.Optional;

/**
 * An HTTP reply as it came.
 *
 * @param headers by lower-case name, first value
 * @param body empty text when there is none (204)
 */
public record Reply(int status, Map<String, String> headers, String body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
