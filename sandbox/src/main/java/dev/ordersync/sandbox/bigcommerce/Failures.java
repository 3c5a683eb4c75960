package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;

/** Errors in the two shapes: V2 an array of status and message, V3 an object with title and errors. */
final class Failures {
    private static final String TYPE = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes";

    private Failures() {}

    static Reply v2(int status, String message) {
        var list = Json.array();
        list.addObject().put("status", status).put("message", message);
        return Reply.json(status, list);
    }

    static Reply v3(int status, String title, ObjectNode errors) {
        var json = Json.object().put("status", status).put("title", title).put("type", TYPE);
        json.set("errors", errors);
        return Reply.json(status, json);
    }

    static Reply v3(int status, String title) {
        return v3(status, title, Json.object());
    }

    /** In the shape of the version the path asks for. */
    static Reply of(String path, int status, String message) {
        return path.contains("/v3/") ? v3(status, message) : v2(status, message);
    }

    static Reply notFound() {
        return v2(404, "The requested resource was not found.");
    }

    static Reply notWritable(String field) {
        return v2(
                400,
                "The field '" + field
                        + "' cannot be written to. Please remove it from your request before trying again.");
    }

    static Reply notSupported(String field) {
        return v2(400, "The field '" + field + "' is not supported by this resource.");
    }

    static Reply invalid(String field) {
        return v2(400, "The field '" + field + "' is invalid.");
    }

    /** The request cannot be served; carries the reply. */
    static final class Refused extends RuntimeException {
        final transient Reply reply;

        Refused(Reply reply) {
            super(reply.text(), null, false, false);
            this.reply = reply;
        }
    }
}
