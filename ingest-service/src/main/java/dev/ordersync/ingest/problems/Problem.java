package dev.ordersync.ingest.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param detail one sentence for a person; no secret, no stack trace
 * @param errors the fields at fault, if any
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, String detail, List<Field> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

    /** One field at fault. */
    public record Field(String field, String message) {}

    public static Problem of(int status, String detail) {
        return new Problem(title(status), status, detail, List.of());
    }

    public static Problem ofFields(List<Field> errors) {
        return ofFields(422, errors);
    }

    public static Problem ofFields(int status, List<Field> errors) {
        String detail = String.join(
                "; ", errors.stream().map(e -> e.field() + ": " + e.message()).toList());
        return new Problem(title(status), status, detail, errors);
    }

    public Response response() {
        return Response.status(status).type(TYPE).entity(this).build();
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    static String title(int status) {
        return switch (status) {
            case 422 -> "Unprocessable Content";
            case 413 -> "Content Too Large";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }
}
