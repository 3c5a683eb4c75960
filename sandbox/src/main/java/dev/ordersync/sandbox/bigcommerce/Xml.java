package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;

/** What V2 answers a caller that forgot {@code Accept: application/json}. */
final class Xml {
    private Xml() {}

    static Reply of(Reply reply) {
        if (reply.body().length == 0) {
            return reply;
        }
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(text, "response", Json.parse(reply.body()));
        return Reply.text(reply.status(), "application/xml", text.toString());
    }

    private static void write(StringBuilder text, String name, JsonNode node) {
        if (node.isArray()) {
            node.forEach(item -> write(text, name, item));
            return;
        }
        text.append('<').append(name).append('>');
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> write(text, field.getKey(), field.getValue()));
        } else {
            text.append(node.asText().replace("&", "&amp;").replace("<", "&lt;"));
        }
        text.append("</").append(name).append('>');
    }
}
