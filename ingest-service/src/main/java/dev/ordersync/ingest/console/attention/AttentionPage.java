package dev.ordersync.ingest.console.attention;

import dev.ordersync.events.OrderCommand;
import dev.ordersync.ingest.attention.CommandGroup;
import dev.ordersync.ingest.attention.FindTroubles;
import dev.ordersync.ingest.attention.SayOfSku;
import dev.ordersync.ingest.attention.Trouble;
import dev.ordersync.ingest.console.layout.Note;
import dev.ordersync.ingest.console.orders.ShownStores;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.stores.SkuRule;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What needs a person, grouped by its cause: what helps, and the button for it. */
@Path("/attention")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class AttentionPage {
    private static final String PAGE = "/attention";
    private static final int LONGEST_SKU = 255;

    /** The troubles of one store, and what was said of its SKUs. */
    public record Desk(Store store, List<Trouble> troubles, List<SkuRule> rules) {
        public long orders() {
            return troubles.stream().mapToLong(Trouble::orders).sum();
        }

        /** Where the orders of a group are listed. */
        public String link(Trouble trouble) {
            return "/orders?store=" + store.hash() + "&view=" + trouble.state() + "&q="
                    + URLEncoder.encode("cause:" + trouble.cause(), StandardCharsets.UTF_8);
        }
    }

    /**
     * What the page shows.
     *
     * @param store the one store that was asked for; empty: all
     * @param version other when anything is another
     */
    public record Desks(String store, List<Desk> all) {
        /** The name of the one store that is shown. */
        public String name() {
            return all.get(0).store().name();
        }

        public boolean isQuiet() {
            return all.stream().allMatch(desk -> desk.troubles().isEmpty());
        }

        public String version() {
            return Integer.toHexString(all.stream()
                    .map(desk -> List.of(desk.troubles(), desk.rules()))
                    .toList()
                    .hashCode());
        }
    }

    @CheckedTemplate(basePath = "console/attention")
    static class Templates {
        static native TemplateInstance attention(Desks desks);

        static native TemplateInstance attention$desks(Desks desks);
    }

    private final ShownStores shown;
    private final FindTroubles troubles;
    private final CommandGroup group;
    private final SayOfSku say;

    AttentionPage(ShownStores shown, FindTroubles troubles, CommandGroup group, SayOfSku say) {
        this.shown = shown;
        this.troubles = troubles;
        this.group = group;
        this.say = say;
    }

    /** @param store all stores when missing */
    @GET
    public TemplateInstance attention(@RestQuery String store) {
        return Templates.attention(desks(store));
    }

    /** The same again; nothing when it is as it was. */
    @GET
    @Path("live")
    public Response live(@RestQuery String store, @RestQuery String version) {
        Desks desks = desks(store);
        if (desks.version().equals(version)) return Response.noContent().build();
        return Response.ok(Templates.attention$desks(desks)).build();
    }

    @POST
    @Path("retry")
    @RolesAllowed(Role.OPERATOR)
    public Response retry(
            @RestForm String store, @RestForm String state, @RestForm String cause, @Context SecurityContext who) {
        return all(store, state, cause, OrderCommand.RETRY, null, who, "tried again");
    }

    @POST
    @Path("exclude")
    @RolesAllowed(Role.OPERATOR)
    public Response exclude(
            @RestForm String store,
            @RestForm String state,
            @RestForm String cause,
            @RestForm String reason,
            @Context SecurityContext who) {
        if (reason == null || reason.isBlank()) return Note.then(PAGE, "Please say why these orders are left out.");
        return all(store, state, cause, OrderCommand.EXCLUDE, reason.strip(), who, "left out");
    }

    /** @param treatAs empty: a product may be created */
    @POST
    @Path("sku")
    @RolesAllowed(Role.OPERATOR)
    public Response say(
            @RestForm String store,
            @RestForm String sku,
            @RestForm String treatAs,
            @RestForm boolean create,
            @Context SecurityContext who) {
        String as = treatAs == null ? "" : treatAs.strip();
        if (sku == null || sku.isBlank() || sku.length() > LONGEST_SKU || as.length() > LONGEST_SKU)
            throw Problem.of(400, "A SKU has 1 to 255 characters.").exception();
        if (!create && as.isEmpty()) return Note.then(PAGE, "Please name the Katana SKU that " + sku + " really is.");
        if (!create && as.equals(sku)) return Note.then(PAGE, "A SKU cannot be treated as itself.");
        int told = say.say(shown.one(store).hash(), sku, create ? null : as, name(who));
        String rule = create
                ? "A product is created for " + sku + " when an order needs it"
                : sku + " is treated as " + as + " from now on";
        return Note.then(PAGE, rule + "; " + counted(told) + " tried again.");
    }

    @POST
    @Path("sku/forget")
    @RolesAllowed(Role.OPERATOR)
    public Response forget(@RestForm String store, @RestForm String sku) {
        say.forget(shown.one(store).hash(), sku == null ? "" : sku);
        return Note.then(PAGE, "Forgotten. Sales orders that are written stay as they are.");
    }

    private Response all(
            String store, String state, String cause, String word, String reason, SecurityContext who, String done) {
        int told = group.command(shown.one(store).hash(), state, cause == null ? "" : cause, word, name(who), reason);
        String rest = told >= CommandGroup.MOST ? " There are more: ask again for the rest." : "";
        return Note.then(PAGE, counted(told) + " " + done + "." + rest);
    }

    private Desks desks(String hash) {
        boolean all = hash == null || hash.isBlank();
        List<Store> stores = all ? shown.all() : List.of(shown.one(hash));
        return new Desks(
                all ? "" : hash,
                stores.stream()
                        .map(store -> new Desk(store, troubles.of(store.hash()), say.all(store.hash())))
                        .toList());
    }

    private static String counted(int orders) {
        return orders + (orders == 1 ? " order is" : " orders are");
    }

    private static String name(SecurityContext who) {
        return who.getUserPrincipal().getName();
    }
}
