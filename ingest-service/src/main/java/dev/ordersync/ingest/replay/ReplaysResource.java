package dev.ordersync.ingest.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.stores.StoreRegister;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.util.List;

/** Replays: {@code /api/replays}, see {@code docs/api.md}. */
@Path("/api/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Blocking
public class ReplaysResource {
    private final StartReplay start;
    private final SteerReplay steer;
    private final FindReplays find;
    private final StoreRegister stores;

    ReplaysResource(StartReplay start, SteerReplay steer, FindReplays find, StoreRegister stores) {
        this.start = start;
        this.steer = steer;
        this.find = find;
        this.stores = stores;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    public Response start(JsonNode body, @Context SecurityContext who) {
        ReplayRequest request = ReplayRequest.read(body);
        if (request.store() != null && stores.find(request.store()).isEmpty())
            throw Problem.of(404, "There is no store '" + request.store() + "' here.")
                    .exception();
        String id = start.start(request, who.getUserPrincipal().getName());
        return accepted(id);
    }

    @GET
    public List<ReplayAnswer> all() {
        return find.newest();
    }

    @GET
    @Path("/{id}")
    public ReplayAnswer one(@PathParam("id") String id, @QueryParam("page") String page) {
        return find.find(id, number(page)).orElseThrow(() -> SteerReplay.noSuchReplay(id));
    }

    @POST
    @Path("/{id}/{word}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Role.OPERATOR)
    public Response steer(@PathParam("id") String id, @PathParam("word") String word) {
        steer.steer(id, word);
        return accepted(id);
    }

    private Response accepted(String id) {
        return Response.accepted(find.find(id, 1).orElseThrow())
                .location(URI.create("/api/replays/" + id))
                .build();
    }

    private static int number(String page) {
        if (page == null || page.isBlank()) return 1;
        if (page.matches("[1-9][0-9]{0,5}")) return Integer.parseInt(page);
        throw Problem.of(400, "page must be a whole number from 1.").exception();
    }
}
