package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.ingest.hooks.RepairHooks;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Connecting stores: {@code /api/stores}. */
@Path("/api/stores")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Blocking
public class StoresResource {
    private final FindStore find;
    private final PutStore put;
    private final CheckStore check;
    private final RepairHooks repair;
    private final CommandStore command;
    private final StoreProgress progress;
    private final StoreDirectory directory;
    private final Lanes lanes;
    private final StoresFile file;

    StoresResource(
            FindStore find,
            PutStore put,
            CheckStore check,
            RepairHooks repair,
            CommandStore command,
            StoreProgress progress,
            StoreDirectory directory,
            Lanes lanes,
            StoresFile file) {
        this.find = find;
        this.put = put;
        this.check = check;
        this.repair = repair;
        this.command = command;
        this.progress = progress;
        this.directory = directory;
        this.lanes = lanes;
        this.file = file;
    }

    @GET
    public List<StoreAnswer> all() {
        List<Lanes.State> states = lanes.all();
        return directory.all().stream().map(store -> answer(store, states)).toList();
    }

    @PUT
    @Path("/{hash}")
    @RolesAllowed(Role.ADMINISTRATOR)
    public Response put(@PathParam("hash") String hash, JsonNode body, @Context SecurityContext who) {
        PutStore.Result result = put.put(FindStore.valid(hash), StoreRequest.read(body), name(who));
        return Response.status(result.isNew() ? 201 : 200)
                .entity(answer(result.store()))
                .build();
    }

    @GET
    @Path("/{hash}")
    public StoreAnswer get(@PathParam("hash") String hash) {
        return answer(find.find(hash));
    }

    @DELETE
    @Path("/{hash}")
    @RolesAllowed(Role.ADMINISTRATOR)
    public Response delete(@PathParam("hash") String hash, @Context SecurityContext who) {
        command.command(find.find(hash), "disconnect", name(who));
        return Response.noContent().build();
    }

    /** Erases all that is known of a store that was disconnected; when that is done there is no such store. */
    @POST
    @Path("/{hash}/forget")
    @RolesAllowed(Role.ADMINISTRATOR)
    public Response forget(@PathParam("hash") String hash, @Context SecurityContext who) {
        return commanded(hash, "forget", who);
    }

    @POST
    @Path("/{hash}/check")
    @RolesAllowed(Role.OPERATOR)
    public Check.Report check(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        Check.Report report = check.check(store);
        if (!report.ok() && store.isWorking()) repair.repair(store);
        return report;
    }

    @POST
    @Path("/{hash}/activate")
    @RolesAllowed(Role.OPERATOR)
    public Response activate(@PathParam("hash") String hash, @Context SecurityContext who) {
        return commanded(hash, "activate", who);
    }

    @POST
    @Path("/{hash}/pause")
    @RolesAllowed(Role.OPERATOR)
    public Response pause(@PathParam("hash") String hash, @Context SecurityContext who) {
        return commanded(hash, "pause", who);
    }

    @POST
    @Path("/{hash}/backfill")
    @RolesAllowed(Role.OPERATOR)
    public Response backfill(@PathParam("hash") String hash, @Context SecurityContext who) {
        return commanded(hash, "backfill", who);
    }

    @POST
    @Path("/{hash}/sweep")
    @RolesAllowed(Role.OPERATOR)
    public Response sweep(@PathParam("hash") String hash, @Context SecurityContext who) {
        return commanded(hash, "sweep", who);
    }

    @GET
    @Path("/{hash}/progress")
    public StoreProgress.Answer progress(@PathParam("hash") String hash) {
        return progress.of(find.find(hash));
    }

    private Response commanded(String hash, String word, SecurityContext who) {
        command.command(find.find(hash), word, name(who));
        return Response.accepted(answer(find.find(hash))).build();
    }

    private static String name(SecurityContext who) {
        return who.getUserPrincipal().getName();
    }

    private StoreAnswer answer(Store store) {
        return answer(store, lanes.all());
    }

    private StoreAnswer answer(Store store, List<Lanes.State> states) {
        return StoreAnswer.of(store, StoreState.of(store, states), file.drift(store));
    }
}
