package dev.ordersync.ingest.console.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.ingest.console.layout.Note;
import dev.ordersync.ingest.orders.CommandOrder;
import dev.ordersync.ingest.orders.OrderSheet;
import dev.ordersync.ingest.orders.ReadSheet;
import dev.ordersync.ingest.orders.ShowPayload;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.stores.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One order: both sides, the receipt, its story, why, and what can be done about it. */
@Path("/orders/{hash}/{orderId:[1-9][0-9]{0,17}}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class OrderPage {
    private static final Map<String, String> DONE = Map.of(
            OrderCommand.RETRY, "The order is tried again.",
            OrderCommand.HOLD, "The order is held until you try it again.",
            OrderCommand.EXCLUDE, "The order is left out.",
            OrderCommand.FORGET_DELETION, "The deletion is forgotten: the sales order may be made again.");

    @CheckedTemplate(basePath = "console/orders")
    static class Templates {
        static native TemplateInstance order(Store store, OrderSheet sheet, String version);

        static native TemplateInstance order$sheet(Store store, OrderSheet sheet, String version);

        static native TemplateInstance payload(String action, String kind, String at, String json, boolean whole);
    }

    private final ShownStores shown;
    private final ReadSheet read;
    private final CommandOrder command;
    private final ShowPayload payload;

    OrderPage(ShownStores shown, ReadSheet read, CommandOrder command, ShowPayload payload) {
        this.shown = shown;
        this.read = read;
        this.command = command;
        this.payload = payload;
    }

    @GET
    public TemplateInstance order(@RestPath String hash, @RestPath long orderId) {
        OrderSheet sheet = sheet(hash, orderId);
        return Templates.order(shown.one(hash), sheet, version(sheet));
    }

    /** The same again; nothing when it is as it was. */
    @GET
    @Path("live")
    public Response live(@RestPath String hash, @RestPath long orderId, @RestQuery String version) {
        OrderSheet sheet = sheet(hash, orderId);
        if (version(sheet).equals(version)) return Response.noContent().build();
        return Response.ok(Templates.order$sheet(shown.one(hash), sheet, version(sheet)))
                .build();
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    public Response command(
            @RestPath String hash,
            @RestPath long orderId,
            @RestForm String word,
            @RestForm String reason,
            @Context SecurityContext who) {
        shown.one(hash);
        if (!CommandOrder.knows(word))
            throw Problem.of(400, "This cannot be done with an order.").exception();
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        if (!command.command(hash, orderId, word, name(who), why)) throw unknown(orderId);
        return Note.then(path(hash, orderId), DONE.get(word));
    }

    @POST
    @Path("re-read")
    @RolesAllowed(Role.OPERATOR)
    public Response readAgain(@RestPath String hash, @RestPath long orderId, @Context SecurityContext who) {
        shown.one(hash);
        if (!command.readAgain(hash, orderId, name(who))) throw unknown(orderId);
        return Note.then(path(hash, orderId), "Both sides are read again.");
    }

    @POST
    @Path("link")
    @RolesAllowed(Role.OPERATOR)
    public Response link(
            @RestPath String hash, @RestPath long orderId, @RestForm String salesOrder, @Context SecurityContext who) {
        shown.one(hash);
        String id = salesOrder == null ? "" : salesOrder.strip().replaceFirst("^.*/salesorder/", "");
        if (!id.matches("[1-9][0-9]{0,17}"))
            return Note.then(path(hash, orderId), "Please give the address of the sales order in Katana, or its id.");
        if (!command.link(hash, orderId, Long.parseLong(id), name(who))) throw unknown(orderId);
        return Note.then(
                path(hash, orderId), "The sales order is looked at. Whether it fits is told below in a moment.");
    }

    @GET
    @Path("payload")
    public TemplateInstance payload(
            @RestPath String hash, @RestPath long orderId, @RestQuery String kind, @RestQuery String at) {
        shown.one(hash);
        Optional<JsonNode> found = payload.masked(new OrderRef(hash, orderId), kind, instant(at));
        return shown(hash, orderId, kind, at, found, false);
    }

    /** With the customer's data; that it was asked for stands in the timeline. */
    @POST
    @Path("payload")
    @RolesAllowed(Role.OPERATOR)
    public TemplateInstance reveal(
            @RestPath String hash,
            @RestPath long orderId,
            @RestForm String kind,
            @RestForm String at,
            @Context SecurityContext who) {
        shown.one(hash);
        sheet(hash, orderId);
        Optional<JsonNode> found = payload.whole(new OrderRef(hash, orderId), kind, instant(at), name(who));
        return shown(hash, orderId, kind, at, found, true);
    }

    private static TemplateInstance shown(
            String hash, long orderId, String kind, String at, Optional<JsonNode> found, boolean whole) {
        String json = found.map(JsonNode::toPrettyString).orElse("");
        return Templates.payload(path(hash, orderId) + "/payload", kind, at, json, whole);
    }

    private OrderSheet sheet(String hash, long orderId) {
        shown.one(hash);
        return read.read(hash, orderId).orElseThrow(() -> unknown(orderId));
    }

    private static String version(OrderSheet sheet) {
        return Integer.toHexString(sheet.hashCode());
    }

    private static Instant instant(String at) {
        try {
            return Instant.parse(at == null ? "" : at);
        } catch (DateTimeException e) {
            throw Problem.of(400, "This is no time.").exception();
        }
    }

    private static RuntimeException unknown(long orderId) {
        return Problem.of(404, "Order " + orderId + " has not been read from BigCommerce.")
                .exception();
    }

    private static String path(String hash, long orderId) {
        return "/orders/" + hash + "/" + orderId;
    }

    private static String name(SecurityContext who) {
        return who.getUserPrincipal().getName();
    }
}
