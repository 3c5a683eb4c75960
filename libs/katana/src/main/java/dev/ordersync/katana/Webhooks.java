package dev.ordersync.katana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Webhooks. List first: a second one with the same URL is accepted and delivers everything twice. Source: {@code /webhooks}. */
public final class Webhooks {
    private static final String PATH = "/webhooks";

    private final Wire wire;
    private final Lister lister;

    Webhooks(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /** All webhooks of the account, also those of others, with their tokens. */
    public Answer<List<Webhook>> list() {
        return lister.all(() -> wire.at(PATH), Webhook.class, hook -> true).map(Lister::values);
    }

    /** Registers one, switched on. Its answer brings the token that signs its calls. */
    public Answer<Webhook> create(URI url, List<String> events, String description) {
        return wire.create(wire.at(PATH), body(url, events, description), Webhook.class)
                .map(Read::value);
    }

    /** Sets URL and events anew and switches it on again. */
    public Answer<Optional<Webhook>> patch(long id, URI url, List<String> events, String description) {
        return wire.patch(wire.at(PATH).id(id), body(url, events, description), Webhook.class)
                .map(read -> read.map(Read::value));
    }

    /** Removes one; {@code Missing} when it is gone already. */
    public Answer<Void> delete(long id) {
        return wire.delete(wire.at(PATH).id(id));
    }

    private static ObjectNode body(URI url, List<String> events, String description) {
        if (events.isEmpty()) throw new IllegalArgumentException("a webhook needs events");
        ObjectNode body =
                Json.TREE.createObjectNode().put("url", url.toString()).put("enabled", true);
        if (description != null && !description.isBlank()) body.put("description", description);
        ArrayNode list = body.putArray("subscribed_events");
        events.forEach(list::add);
        return body;
    }
}
