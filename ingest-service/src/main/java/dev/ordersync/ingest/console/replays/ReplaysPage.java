package dev.ordersync.ingest.console.replays;

import dev.ordersync.ingest.activate.ActivateStore;
import dev.ordersync.ingest.console.layout.Note;
import dev.ordersync.ingest.console.orders.ShownStores;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.replay.FindReplays;
import dev.ordersync.ingest.replay.ReplayAnswer;
import dev.ordersync.ingest.replay.StartReplay;
import dev.ordersync.ingest.replay.SteerReplay;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.StoreProgress;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Looking at recorded orders again: the difference first, then writing it; and importing open orders again. */
@Path("/replays")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class ReplaysPage {
    private static final String PAGE = "/replays";

    /** A store whose open orders can be imported again. @param progress of its orders as they stand */
    public record Import(Store store, StoreProgress.Answer progress) {}

    @CheckedTemplate(basePath = "console/replays")
    static class Templates {
        static native TemplateInstance replays(
                List<Store> stores, List<Import> imports, List<ReplayAnswer> replays, boolean underWay);

        static native TemplateInstance replays$list(List<Import> imports, List<ReplayAnswer> replays, boolean underWay);

        static native TemplateInstance replay(Shown replay);

        static native TemplateInstance replay$sheet(Shown replay);
    }

    private final ShownStores shown;
    private final StartReplay start;
    private final SteerReplay steer;
    private final FindReplays find;
    private final EstimateReplay estimate;
    private final ActivateStore activate;
    private final StoreProgress progress;
    private final Clock clock;

    ReplaysPage(
            ShownStores shown,
            StartReplay start,
            SteerReplay steer,
            FindReplays find,
            EstimateReplay estimate,
            ActivateStore activate,
            StoreProgress progress,
            Clock clock) {
        this.shown = shown;
        this.start = start;
        this.steer = steer;
        this.find = find;
        this.estimate = estimate;
        this.activate = activate;
        this.progress = progress;
        this.clock = clock;
    }

    @GET
    public TemplateInstance replays() {
        List<ReplayAnswer> replays = find.newest();
        return Templates.replays(shown.all(), imports(), replays, isUnderWay(replays));
    }

    @GET
    @Path("live")
    public TemplateInstance live() {
        List<ReplayAnswer> replays = find.newest();
        return Templates.replays$list(imports(), replays, isUnderWay(replays));
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    public Response begin(
            @RestForm String store,
            @RestForm String window,
            @RestForm String from,
            @RestForm String to,
            @RestForm String orders,
            @Context SecurityContext who) {
        String hash = store == null || store.isBlank() ? null : shown.one(store).hash();
        var asked = AskedWindow.of(window, from, to, orders, clock.instant());
        if (asked.fault() != null) return Note.then(PAGE, asked.fault());
        String id = start.start(asked.request(hash), name(who));
        return Note.then(PAGE + "/" + id, "Nothing is written: the difference is looked for first.");
    }

    @GET
    @Path("{id:rp-[a-z0-9]{1,40}}")
    public TemplateInstance replay(@RestPath String id) {
        return Templates.replay(one(id));
    }

    /** The same again; nothing when it is as it was. */
    @GET
    @Path("{id:rp-[a-z0-9]{1,40}}/live")
    public Response live(@RestPath String id, @RestQuery String version) {
        Shown now = one(id);
        if (now.version().equals(version)) return Response.noContent().build();
        return Response.ok(Templates.replay$sheet(now)).build();
    }

    @POST
    @Path("{id:rp-[a-z0-9]{1,40}}")
    @RolesAllowed(Role.OPERATOR)
    public Response steer(@RestPath String id, @RestForm String word) {
        steer.steer(id, word == null ? "" : word);
        String done = switch (word) {
            case "apply" -> "The differences are being written, beside live work and after it.";
            case "pause" -> "Paused. What was begun is finished.";
            case "resume" -> "It goes on.";
            default -> "Ended. What was written stays.";
        };
        return Note.then(PAGE + "/" + id, done);
    }

    @POST
    @Path("import")
    @RolesAllowed(Role.OPERATOR)
    public Response importAgain(@RestForm String store) {
        activate.importAgain(shown.one(store));
        return Note.then(PAGE, "The open orders are imported again; those that are in step cost no call to Katana.");
    }

    private Shown one(String id) {
        ReplayAnswer replay = find.find(id, 1)
                .orElseThrow(() ->
                        Problem.of(404, "There is no replay '" + id + "' here.").exception());
        return Shown.of(replay, estimate.of(replay));
    }

    private List<Import> imports() {
        List<Store> working = shown.all().stream().filter(Store::isWorking).toList();
        Map<String, StoreProgress.Answer> answers = progress.of(working);
        return working.stream()
                .map(store -> new Import(store, answers.get(store.hash())))
                .toList();
    }

    private static boolean isUnderWay(List<ReplayAnswer> replays) {
        return replays.stream().anyMatch(Shown::isUnderWay);
    }

    private static String name(SecurityContext who) {
        return who.getUserPrincipal().getName();
    }
}
