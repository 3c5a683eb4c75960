package dev.ordersync.sandbox.katana.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A request that Katana refuses, with status, name and words as the reference gives them (chapter 3). */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String name;
    private final transient List<Detail> details;

    private Refusal(int status, String name, String message, List<Detail> details) {
        super(message, null, false, false);
        this.status = status;
        this.name = name;
        this.details = details;
    }

    public static Refusal invalid(List<Detail> details) {
        return new Refusal(
                422,
                "UnprocessableEntityError",
                "The request body is invalid. See error object `details` property for more info.",
                List.copyOf(details));
    }

    /** A business rule: message only, no details. */
    public static Refusal rule(String message) {
        return new Refusal(422, "UnprocessableEntityError", message, List.of());
    }

    public static Refusal missing(String what, Object id) {
        return new Refusal(404, "NotFoundError", what + " " + id + " not found", List.of());
    }

    public static Refusal noSuchEndpoint(String method, String path) {
        return new Refusal(404, "NotFoundError", "Endpoint \"" + method + " " + path + "\" not found.", List.of());
    }

    public static Refusal linked(String message) {
        return new Refusal(412, "PreconditionFailedError", message, List.of());
    }

    public static Refusal unauthorized() {
        return new Refusal(401, "UnauthorizedError", "Unauthorized", List.of());
    }

    public static Refusal tooMany() {
        return new Refusal(429, "TooManyRequests", "Too Many Requests", List.of());
    }

    public static Refusal malformed(String message) {
        return new Refusal(400, "BadRequest", message, List.of());
    }

    public static Refusal broken(int status) {
        return new Refusal(status, "InternalServerError", "Internal Server Error", List.of());
    }

    public int status() {
        return status;
    }

    public List<Detail> details() {
        return details;
    }

    /** The error object, under "error" when wrapped, else bare. */
    public ObjectNode body(boolean wrapped) {
        ObjectNode error = Json.object();
        error.put("statusCode", status).put("name", name).put("message", getMessage());
        if (!details.isEmpty()) {
            error.put("code", "VALIDATION_FAILED");
            ArrayNode list = error.putArray("details");
            details.forEach(d -> list.add(d.json()));
        }
        if (!wrapped) {
            return error;
        }
        ObjectNode outer = Json.object();
        outer.set("error", error);
        return outer;
    }
}
