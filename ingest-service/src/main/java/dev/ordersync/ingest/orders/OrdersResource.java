package dev.ordersync.ingest.orders;

import dev.ordersync.api.Json;
import dev.ordersync.events.OrderCommand;
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
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The orders of a store: what became of each, and why. */
@Path("/api/stores/{hash}/orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
@Blocking
public class OrdersResource {
    private static final List<String> STATES = List.of("synced", "waiting", "held", "conflict", "excluded", "deleted");
    private static final int LAST_PAGE = 1_000_000;

    private final FindOrders find;
    private final Progress progress;
    private final CommandOrder command;
    private final StoreRegister stores;

    OrdersResource(FindOrders find, Progress progress, CommandOrder command, StoreRegister stores) {
        this.find = find;
        this.progress = progress;
        this.command = command;
        this.stores = stores;
    }

    @GET
    public OrderAnswer.Page list(
            @PathParam("hash") String hash,
            @QueryParam("state") String state,
            @QueryParam("q") String q,
            @QueryParam("page") String page) {
        demandStore(hash);
        boolean all = state == null || state.isBlank();
        if (!all && !STATES.contains(state))
            throw Problem.of(400, "state must be one of " + String.join(", ", STATES) + ".")
                    .exception();
        var counts = progress.states(hash);
        long total = all ? counts.values().stream().mapToLong(Long::longValue).sum() : counts.getOrDefault(state, 0L);
        return find.find(hash, state, q, number(page), total);
    }

    @GET
    @Path("/{orderId}")
    public OrderAnswer one(@PathParam("hash") String hash, @PathParam("orderId") String orderId) {
        demandStore(hash);
        return find.find(hash, id(orderId)).orElseThrow(() -> noSuchOrder(orderId));
    }

    /** @param body may be missing, and of any type: only a reason is looked for in it */
    @POST
    @Path("/{orderId}/{command}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Role.OPERATOR)
    public Response command(
            @PathParam("hash") String hash,
            @PathParam("orderId") String orderId,
            @PathParam("command") String word,
            @Context SecurityContext who,
            byte[] body) {
        if (!CommandOrder.knows(word) && !word.equals(OrderCommand.LINK))
            throw Problem.of(404, "There is nothing at this address.").exception();
        demandStore(hash);
        if (word.equals(OrderCommand.LINK)) return link(hash, orderId, who, body);
        if (!command.command(hash, id(orderId), word, who.getUserPrincipal().getName(), reason(body)))
            throw noSuchOrder(orderId);
        return Response.accepted(find.find(hash, id(orderId)).orElseThrow()).build();
    }

    private Response link(String hash, String orderId, SecurityContext who, byte[] body) {
        long salesOrderId = Json.read(new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8))
                .map(json -> json.path("salesOrderId"))
                .filter(id -> id.isIntegralNumber() && id.canConvertToLong() && id.asLong() > 0)
                .orElseThrow(() -> Problem.of(400, "salesOrderId must be the id of a sales order in Katana.")
                        .exception())
                .asLong();
        if (!command.link(
                hash, id(orderId), salesOrderId, who.getUserPrincipal().getName())) throw noSuchOrder(orderId);
        return Response.accepted(find.find(hash, id(orderId)).orElseThrow()).build();
    }

    private void demandStore(String hash) {
        if (stores.find(hash).isEmpty())
            throw Problem.of(404, "There is no store '" + hash + "' here.").exception();
    }

    private static RuntimeException noSuchOrder(String orderId) {
        return Problem.of(404, "Order " + orderId + " has not been read from BigCommerce.")
                .exception();
    }

    private static long id(String orderId) {
        if (orderId.matches("[1-9][0-9]{0,17}")) return Long.parseLong(orderId);
        throw Problem.of(404, "Order numbers are whole numbers.").exception();
    }

    private static int number(String page) {
        if (page == null || page.isBlank()) return 1;
        if (page.matches("[1-9][0-9]{0,6}") && Integer.parseInt(page) <= LAST_PAGE) return Integer.parseInt(page);
        throw Problem.of(400, "page must be a whole number from 1.").exception();
    }

    private static String reason(byte[] body) {
        if (body == null || body.length == 0) return null;
        String reason = Json.read(new String(body, StandardCharsets.UTF_8))
                .map(json -> json.path("reason").asText("").trim())
                .orElse("");
        if (reason.isEmpty()) return null;
        return reason.length() <= 500 ? reason : reason.substring(0, 500);
    }
}
