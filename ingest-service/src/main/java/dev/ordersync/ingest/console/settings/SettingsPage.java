package dev.ordersync.ingest.console.settings;

import dev.ordersync.ingest.console.layout.Note;
import dev.ordersync.ingest.console.layout.Viewer;
import dev.ordersync.ingest.hooks.RepairHooks;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.Check;
import dev.ordersync.ingest.stores.CheckStore;
import dev.ordersync.ingest.stores.CommandStore;
import dev.ordersync.ingest.stores.FindStore;
import dev.ordersync.ingest.stores.SaySettings;
import dev.ordersync.ingest.stores.SettingChanges;
import dev.ordersync.ingest.stores.StoreAnswer;
import dev.ordersync.ingest.stores.StoreState;
import dev.ordersync.ingest.work.Kinds;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import dev.ordersync.workqueue.WorkQueue;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** One store: its settings as sentences, who changed them, and whether its connections are well. */
@Path("/stores/{hash}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class SettingsPage {

    /** Sentences that are changed together. */
    public record Group(String title, String step, List<String> sentences) {}

    @CheckedTemplate(basePath = "console/settings")
    static class Templates {
        static native TemplateInstance settings(
                StoreAnswer store, List<Group> groups, List<SettingChanges.Change> changes);

        static native TemplateInstance health(
                String hash, List<Check> checks, Instant lastBigCommerce, Instant lastKatana);
    }

    private final FindStore find;
    private final CheckStore check;
    private final RepairHooks repair;
    private final CommandStore command;
    private final SettingChanges changes;
    private final LastEvents lastEvents;
    private final WorkQueue queue;
    private final Lanes lanes;
    private final Viewer viewer;

    SettingsPage(
            FindStore find,
            CheckStore check,
            RepairHooks repair,
            CommandStore command,
            SettingChanges changes,
            LastEvents lastEvents,
            WorkQueue queue,
            Lanes lanes,
            Viewer viewer) {
        this.find = find;
        this.check = check;
        this.repair = repair;
        this.command = command;
        this.changes = changes;
        this.lastEvents = lastEvents;
        this.queue = queue;
        this.lanes = lanes;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance settings(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        return Templates.settings(
                StoreAnswer.of(store, StoreState.of(store, lanes.all())), groups(store), changes.of(hash));
    }

    private static List<Group> groups(Store store) {
        var settings = store.settings();
        return List.of(
                new Group("Where orders go", "location", List.of(SaySettings.location(settings))),
                new Group("Which orders", "orders", SaySettings.orders(settings)),
                new Group("Products and customers", "items", SaySettings.items(settings)),
                new Group("Fulfillment", "fulfillment", SaySettings.fulfillment(settings)));
    }

    /** Asks both sides, after the page is there. */
    @GET
    @Path("/health")
    public TemplateInstance health(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        return Templates.health(
                hash,
                check.check(store).checks(),
                lastEvents.ofStore(hash).orElse(null),
                lastEvents.ofAccount(store.katanaAccount()).orElse(null));
    }

    @POST
    @Path("/repair")
    @RolesAllowed(Role.OPERATOR)
    public Response repair(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        if (!store.isWorking())
            throw Problem.of(409, "The store is not live. Activate it first.").exception();
        repair.repair(store);
        return Note.then("/stores/" + hash, "The webhooks of both sides are being looked at and repaired.");
    }

    @POST
    @Path("/prove")
    @RolesAllowed(Role.OPERATOR)
    public Response prove(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        if (!store.isWorking())
            throw Problem.of(409, "The store is not live. Activate it first.").exception();
        queue.want(Kinds.proveCompleteness(hash));
        return Note.then("/", "Both sides are being counted.");
    }

    @POST
    @Path("/{word:activate|pause|sweep|backfill}")
    @RolesAllowed(Role.OPERATOR)
    public Response command(@PathParam("hash") String hash, @PathParam("word") String word) {
        command.command(find.find(hash), word, viewer.name());
        return Note.then("/stores/" + hash, done(word));
    }

    @POST
    @Path("/disconnect")
    @RolesAllowed(Role.ADMINISTRATOR)
    public Response disconnect(@PathParam("hash") String hash) {
        command.command(find.find(hash), "disconnect", viewer.name());
        return Note.then("/stores/" + hash, "The store is disconnected, and our webhooks are removed.");
    }

    @POST
    @Path("/forget")
    @RolesAllowed(Role.ADMINISTRATOR)
    public Response forget(@PathParam("hash") String hash) {
        command.command(find.find(hash), "forget", viewer.name());
        return Note.then("/stores", "The store is being forgotten; it is gone from this list when that is done.");
    }

    private static String done(String word) {
        return switch (word) {
            case "activate" -> "The store is live.";
            case "pause" -> "The store is paused. Webhooks are kept; nothing is lost.";
            case "sweep" -> "Both sides are being looked through for changes.";
            default -> "All open orders are being read again.";
        };
    }
}
