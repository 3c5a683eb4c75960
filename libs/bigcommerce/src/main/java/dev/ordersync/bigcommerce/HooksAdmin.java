package dev.ordersync.bigcommerce;

import java.time.Duration;
import java.util.List;

/** The state of the hooks as the platform sees it. Source: {@code GET /v3/hooks/admin}. */
public record HooksAdmin(List<HookState> hooks, List<BlockedDomain> blockedDomains) {
    public HooksAdmin {
        hooks = List.copyOf(hooks);
        blockedDomains = List.copyOf(blockedDomains);
    }

    /** @param status {@code active}, {@code inactive} or {@code deactivated} (given up by the platform) */
    public record HookState(long id, String scope, String destination, String status) {}

    /** A host that failed too often: nothing is delivered to it for {@code timeLeft}. */
    public record BlockedDomain(String destination, Duration timeLeft) {}
}
