package dev.ordersync.ingest.door;

import dev.ordersync.api.Origin;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Trace;
import dev.ordersync.ingest.hooks.KatanaTokens;
import dev.ordersync.ingest.receipt.ReceiveKatanaWebhook;
import dev.ordersync.ingest.receipt.SalesOrderEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Where Katana tells us that something changed. It checks who speaks, keeps the event and answers; the sales order is
 * read later.
 *
 * <p>When PostgreSQL is away: 503, and Katana sends again, three times; after that the sweep finds the change.
 */
@Path("/webhooks/katana/{accountId}")
public class KatanaWebhookResource {
    private final DoorStores stores;
    private final KatanaTokens tokens;
    private final ReceiveKatanaWebhook receive;
    private final DoorBell bell;

    KatanaWebhookResource(DoorStores stores, KatanaTokens tokens, ReceiveKatanaWebhook receive, DoorBell bell) {
        this.stores = stores;
        this.tokens = tokens;
        this.receive = receive;
        this.bell = bell;
    }

    @POST
    @Blocking
    @SuppressWarnings("try") // what is entered is left at the end
    public Response receive(
            @PathParam("accountId") String account, @HeaderParam("x-sha2-signature") String signature, byte[] body) {
        if (!stores.knowsAccount(account))
            return bell.refused("katana", account, 404, "This account is not connected here.");
        if (!isSigned(account, signature, body))
            return bell.refused("katana", account, 401, "The webhook's signature is missing or wrong.");
        SalesOrderEvent event = SalesOrderEvent.read(body).orElse(null);
        if (event == null) return bell.refused("katana", account, 400, "The event is not readable or names nothing.");
        try (Trace.Span span = Trace.begin("webhook katana", null, Map.of("scope", event.action()));
                Origin.Scope scope = Origin.ofJob(span.traceparent(), null).enter()) {
            receive.receive(account, event);
        }
        return bell.accepted("katana", account);
    }

    private boolean isSigned(String account, String signature, byte[] body) {
        if (signature == null) return false;
        Secret token = tokens.remembered(account).orElse(null);
        if (token != null && KatanaSignature.isGood(token, signature, body)) return true;
        // the hook may have been made anew a moment ago, perhaps by another replica
        Secret fresh = tokens.read(account).orElse(null);
        return fresh != null && KatanaSignature.isGood(fresh, signature, body);
    }
}
