package dev.ordersync.ingest.door;

import dev.ordersync.api.Origin;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Trace;
import dev.ordersync.ingest.receipt.ReceiveWebhook;
import dev.ordersync.ingest.receipt.StoreEvent;
import dev.ordersync.stores.Store;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Where BigCommerce tells us that something changed. It checks who speaks, keeps the event and answers; the order is
 * read later.
 *
 * <p>When PostgreSQL is away: 503, and BigCommerce sends again. Nothing else behind this door can make it fail.
 */
@Path("/webhooks/bigcommerce/{storeHash}")
public class BigCommerceWebhookResource {
    private static final String SIDE = "bigcommerce";

    private final DoorStores stores;
    private final ReceiveWebhook receive;
    private final DoorBell bell;
    private final StandardSignature signature;
    private final Clock clock;

    BigCommerceWebhookResource(
            DoorStores stores, ReceiveWebhook receive, DoorBell bell, StandardSignature signature, Clock clock) {
        this.stores = stores;
        this.receive = receive;
        this.bell = bell;
        this.signature = signature;
        this.clock = clock;
    }

    /** Works from memory up to the commit, so it needs no thread of its own. */
    @POST
    @NonBlocking
    public Uni<Response> receive(
            @PathParam("storeHash") String hash,
            @HeaderParam("X-Sync-Secret") String secret,
            @HeaderParam("webhook-id") String id,
            @HeaderParam("webhook-timestamp") String timestamp,
            @HeaderParam("webhook-signature") String signatures,
            byte[] body) {
        Response refusal = refusal(hash, secret, id, timestamp, signatures, body);
        if (refusal != null) return Uni.createFrom().item(refusal);
        StoreEvent event = StoreEvent.read(body).orElse(null);
        if (event == null)
            return Uni.createFrom().item(bell.refused(SIDE, hash, 400, "The event is not readable or names no order."));
        if (event.isOfOtherStore(hash))
            return Uni.createFrom().item(bell.refused(SIDE, hash, 400, "The event is another store's."));
        Trace.Span span = Trace.begin("webhook bigcommerce", null, Map.of("store", hash, "scope", event.scope()));
        return Uni.createFrom()
                .completionStage(() -> kept(span, hash, event, id))
                .map(kept -> bell.accepted(SIDE, hash))
                .onTermination()
                .invoke(span::close);
    }

    @SuppressWarnings("try") // what is entered is left at the end
    private CompletionStage<Void> kept(Trace.Span span, String hash, StoreEvent event, String id) {
        try (Origin.Scope scope = Origin.ofJob(span.traceparent(), null).enter()) {
            return receive.receive(hash, event, id);
        }
    }

    /** Why whoever knocks is turned away; null when he may come in. */
    private Response refusal(String hash, String secret, String id, String timestamp, String signatures, byte[] body) {
        Store store = stores.find(hash).orElse(null);
        if (store == null) return bell.refused(SIDE, hash, 404, "This store is not connected here.");
        if (secret == null || !Secret.of(secret).equals(store.webhookSecret()))
            return bell.refused(SIDE, hash, 401, "The header X-Sync-Secret is missing or wrong.");
        if (signatures != null && store.clientSecret() != null && !isSigned(store, id, timestamp, signatures, body))
            return bell.refused(SIDE, hash, 401, "The webhook's signature is wrong or too old.");
        return null;
    }

    private boolean isSigned(Store store, String id, String timestamp, String signatures, byte[] body) {
        return id != null
                && timestamp != null
                && signature.isGood(store.clientSecret(), id, timestamp, signatures, body, clock.instant());
    }
}
