package dev.ordersync.ingest.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.FindStore;
import dev.ordersync.stores.Store;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rehearsals: {@code /api/stores/{hash}/rehearsal}, see {@code docs/api.md}. */
@Path("/api/stores/{hash}/rehearsal")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Blocking
public class RehearsalResource {
    private static final List<String> OUTCOMES = List.of("exact", "needs-product", "differs", "excluded", "held");

    private final FindStore stores;
    private final RehearseStore rehearse;
    private final FindRehearsal find;

    RehearsalResource(FindStore stores, RehearseStore rehearse, FindRehearsal find) {
        this.stores = stores;
        this.rehearse = rehearse;
        this.find = find;
    }

    /** @param body may be missing */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Role.OPERATOR)
    public Response start(@PathParam("hash") String hash, byte[] body, @Context SecurityContext who) {
        Store store = stores.find(hash);
        rehearse.rehearse(store, read(body), who.getUserPrincipal().getName());
        return Response.accepted(find(hash, null, 1))
                .location(URI.create("/api/stores/" + hash + "/rehearsal"))
                .build();
    }

    @GET
    public RehearsalAnswer get(
            @PathParam("hash") String hash, @QueryParam("outcome") String outcome, @QueryParam("page") String page) {
        stores.find(hash);
        boolean all = outcome == null || outcome.isBlank();
        if (!all && !OUTCOMES.contains(outcome))
            throw Problem.of(400, "outcome must be one of " + String.join(", ", OUTCOMES) + ".")
                    .exception();
        return find(hash, all ? null : outcome, number(page));
    }

    /** Ends a running one; what it found so far stays. */
    @DELETE
    @RolesAllowed(Role.OPERATOR)
    public Response end(@PathParam("hash") String hash) {
        stores.find(hash);
        rehearse.end(hash);
        return Response.noContent().build();
    }

    private static JsonNode read(byte[] body) {
        if (body == null || body.length == 0) return null;
        return Json.read(new String(body, StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> Problem.of(400, "The body is not readable JSON.").exception());
    }

    private RehearsalAnswer find(String hash, String outcome, int page) {
        return find.find(hash, outcome, page).orElseThrow(() -> none(hash));
    }

    private static RuntimeException none(String hash) {
        return Problem.of(404, "There was no rehearsal of store '" + hash + "' yet.")
                .exception();
    }

    private static int number(String page) {
        if (page == null || page.isBlank()) return 1;
        if (page.matches("[1-9][0-9]{0,5}")) return Integer.parseInt(page);
        throw Problem.of(400, "page must be a whole number from 1.").exception();
    }
}
