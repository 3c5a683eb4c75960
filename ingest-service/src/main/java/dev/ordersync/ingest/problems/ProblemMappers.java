package dev.ordersync.ingest.problems;

import com.fasterxml.jackson.core.JacksonException;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.stores.StoreRegister;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem that tells a person what to do, and nothing about our inside. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().response();
    }

    @ServerExceptionMapper
    public Response unreadable(JacksonException e) {
        return Problem.of(400, "The body is not readable JSON.").response();
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) return e.getResponse();
        return Problem.of(status, words(status)).response();
    }

    @ServerExceptionMapper
    public Response notAllowed(ForbiddenException e) {
        return Problem.of(403, "Your role does not allow this. An administrator can do it, or change your role.")
                .response();
    }

    @ServerExceptionMapper
    public Response databaseAway(StoreRegister.Unavailable e) {
        return away(e);
    }

    @ServerExceptionMapper
    public Response databaseAway(Database.Unavailable e) {
        return away(e);
    }

    private static Response away(RuntimeException e) {
        Optional<Response> unacceptable = unacceptable(e);
        if (unacceptable.isPresent()) return unacceptable.get();
        LOG.warnf("outcome=database-away cause=%s", e.getMessage());
        return Problem.of(503, "The database does not answer. Nothing was changed; please try again.")
                .response();
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException e) {
        Optional<Response> unacceptable = unacceptable(e);
        if (unacceptable.isPresent()) return unacceptable.get();
        LOG.error("outcome=failed", e);
        return Problem.of(500, "Something went wrong on our side; the log of ingest-service has the cause.")
                .response();
    }

    /** SQLSTATE class 22: a character or an instant that PostgreSQL cannot hold. The message is not told: it may quote a person. */
    private static Optional<Response> unacceptable(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("22")) {
                LOG.warnf("outcome=value-refused sqlstate=%s", sql.getSQLState());
                return Optional.of(Problem.of(400, "The request holds a character or a date that cannot be kept.")
                        .response());
            }
        return Optional.empty();
    }

    private static String words(int status) {
        return switch (status) {
            case 400 -> "The request is not understood.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know that method.";
            case 406 -> "This address answers JSON only.";
            case 413 -> "The body is larger than 1 MiB.";
            case 415 -> "The body must be JSON (Content-Type: application/json).";
            default -> "The request could not be carried out.";
        };
    }
}
