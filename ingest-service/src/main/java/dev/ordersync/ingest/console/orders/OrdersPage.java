package dev.ordersync.ingest.console.orders;

import dev.ordersync.events.OrderCommand;
import dev.ordersync.ingest.console.layout.Note;
import dev.ordersync.ingest.orders.BrowseOrders;
import dev.ordersync.ingest.orders.BrowseOrders.Place;
import dev.ordersync.ingest.orders.CommandOrder;
import dev.ordersync.ingest.orders.OrderListing;
import dev.ordersync.ingest.orders.Progress;
import dev.ordersync.ingest.orders.View;
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
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The orders of a store: found by either number, e-mail or SKU, and many of them told one word at once. */
@Path("/orders")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class OrdersPage {

    /** A view with how many orders it holds. */
    public record Tab(View view, long orders, String link, boolean isOpen) {}

    @CheckedTemplate(basePath = "console/orders")
    static class Templates {
        static native TemplateInstance orders(List<Store> stores, Looking looking, List<Tab> tabs, OrderListing found);

        static native TemplateInstance orders$list(Looking looking, List<Tab> tabs, OrderListing found);

        static native TemplateInstance nothing();
    }

    private final ShownStores shown;
    private final BrowseOrders browse;
    private final Progress progress;
    private final CommandOrder command;

    OrdersPage(ShownStores shown, BrowseOrders browse, Progress progress, CommandOrder command) {
        this.shown = shown;
        this.browse = browse;
        this.progress = progress;
        this.command = command;
    }

    @GET
    public TemplateInstance orders(
            @RestQuery String store,
            @RestQuery String view,
            @RestQuery String q,
            @RestQuery Long before,
            @RestQuery Long after) {
        List<Store> stores = shown.all();
        if (stores.isEmpty()) return Templates.nothing();
        Looking looking = looking(store, view, q, new Place(before, after), stores);
        OrderListing found = browse(looking);
        return Templates.orders(stores, looking.showing(found), tabs(looking), found);
    }

    /** The same list again; nothing when it is as it was. */
    @GET
    @Path("live")
    public Response live(
            @RestQuery String store,
            @RestQuery String view,
            @RestQuery String q,
            @RestQuery Long before,
            @RestQuery Long after,
            @RestQuery String version) {
        Looking looking = looking(store, view, q, new Place(before, after), List.of(shown.one(store)));
        OrderListing found = browse(looking);
        Looking now = looking.showing(found);
        if (now.version().equals(version)) return Response.noContent().build();
        return Response.ok(Templates.orders$list(now, tabs(looking), found)).build();
    }

    @POST
    @Path("bulk")
    @RolesAllowed(Role.OPERATOR)
    public Response bulk(
            @RestForm String store,
            @RestForm String back,
            @RestForm String word,
            @RestForm String reason,
            @RestForm List<Long> ids,
            @Context SecurityContext who) {
        shown.one(store);
        if (!OrderCommand.RETRY.equals(word) && !OrderCommand.EXCLUDE.equals(word))
            throw Problem.of(400, "Orders can be tried again or left out.").exception();
        if (ids == null || ids.isEmpty()) return Note.then(Looking.ours(back), "No order was chosen.");
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        if (OrderCommand.EXCLUDE.equals(word) && why == null)
            return Note.then(Looking.ours(back), "Please say why these orders are left out.");
        int told = command.command(store, ids, word, who.getUserPrincipal().getName(), why);
        String done = OrderCommand.RETRY.equals(word) ? "tried again" : "left out";
        return Note.then(Looking.ours(back), told + (told == 1 ? " order is " : " orders are ") + done + ".");
    }

    private OrderListing browse(Looking looking) {
        return browse.browse(looking.store(), looking.view(), looking.words(), looking.place());
    }

    /** A search from the head of the page names no store: the first one that has such an order is shown. */
    private Looking looking(String store, String view, String words, Place place, List<Store> stores) {
        View wanted = View.of(view)
                .orElseThrow(() ->
                        Problem.of(404, "There is no such view of orders.").exception());
        String sought = words == null ? "" : words.strip();
        if (store != null && !store.isBlank()) {
            return new Looking(shown.one(store).hash(), wanted, sought, place, stores.size() > 1, "");
        }
        String chosen = stores.get(0).hash();
        if (!sought.isEmpty())
            chosen = stores.stream()
                    .map(Store::hash)
                    .filter(hash ->
                            !browse.browse(hash, wanted, sought, place).rows().isEmpty())
                    .findFirst()
                    .orElse(chosen);
        return new Looking(chosen, wanted, sought, place, stores.size() > 1, "");
    }

    private List<Tab> tabs(Looking looking) {
        var states = progress.states(looking.store());
        List<Tab> tabs = new ArrayList<>();
        for (View view : View.values()) {
            long orders = view.states().isEmpty()
                    ? states.values().stream().mapToLong(Long::longValue).sum()
                    : view.states().stream()
                            .mapToLong(state -> states.getOrDefault(state, 0L))
                            .sum();
            tabs.add(new Tab(view, orders, looking.of(view), view == looking.view()));
        }
        return tabs;
    }
}
