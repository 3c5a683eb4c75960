package dev.ordersync.sandbox.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The faults in force. State of the loop; the public methods may be called from any thread. */
public final class Faults {
    private static final Set<String> LAG = Set.of("lagging-search");

    private final Loop loop;
    private final List<Fault> active = new ArrayList<>();
    private long lastId;

    Faults(Loop loop) {
        this.loop = loop;
    }

    public Fault add(Fault.Spec spec) {
        return loop.call(() -> {
            var fault = new Fault(++lastId, spec);
            active.add(fault);
            return fault;
        });
    }

    public boolean remove(long id) {
        return loop.call(() -> active.removeIf(fault -> fault.id() == id));
    }

    public void clear() {
        loop.run(active::clear);
    }

    public List<Fault> list() {
        return loop.call(() -> List.copyOf(active));
    }

    /** The first fault that decides the fate of this call; lagging search is asked for separately. */
    Optional<Fault> forCall(String side, String scope, String method, String path) {
        return first(Fault.CALLS, LAG, side, scope, method, path);
    }

    Optional<Fault> forSearch(String side, String scope, String method, String path) {
        return first(LAG, Set.of(), side, scope, method, path);
    }

    Optional<Fault> forWebhook(String side, String scope, String event) {
        return first(Fault.WEBHOOKS, Set.of(), side, scope, "POST", event);
    }

    private Optional<Fault> first(
            Set<String> kinds, Set<String> except, String side, String scope, String method, String path) {
        for (var fault : active) {
            var kind = fault.spec().kind();
            if (kinds.contains(kind) && !except.contains(kind) && fault.strikes(side, scope, method, path)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
