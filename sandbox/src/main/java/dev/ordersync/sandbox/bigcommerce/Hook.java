package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.util.Map;

/** A webhook subscription of one client id. */
public final class Hook {
    final int id;
    final String clientId;
    final String storeHash;
    final long createdAt;
    long updatedAt;
    String scope;
    String destination;
    /** null when none were given. */
    Map<String, String> headers;

    boolean active = true;
    /** Switched off by the platform, not by the client. */
    boolean deactivated;

    Hook(int id, String clientId, String storeHash, long createdAt) {
        this.id = id;
        this.clientId = clientId;
        this.storeHash = storeHash;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public int id() {
        return id;
    }

    public String scope() {
        return scope;
    }

    public String destination() {
        return destination;
    }

    public boolean active() {
        return active;
    }

    /** A scope ending in {@code /*} takes everything below it. */
    boolean hears(String event) {
        return scope.endsWith("/*") ? event.startsWith(scope.substring(0, scope.length() - 1)) : scope.equals(event);
    }

    ObjectNode json() {
        var json = Json.object()
                .put("id", id)
                .put("client_id", clientId)
                .put("store_hash", storeHash)
                .put("scope", scope)
                .put("destination", destination);
        if (headers == null) {
            json.putNull("headers");
        } else {
            var map = json.putObject("headers");
            headers.forEach(map::put);
        }
        return json.put("is_active", active).put("created_at", createdAt / 1000).put("updated_at", updatedAt / 1000);
    }

    ObjectNode adminJson() {
        return json().put("status", deactivated ? "deactivated" : active ? "active" : "inactive");
    }
}
