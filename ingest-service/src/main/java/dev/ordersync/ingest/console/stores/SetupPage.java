package dev.ordersync.ingest.console.stores;

import dev.ordersync.events.Codec;
import dev.ordersync.ingest.console.layout.Note;
import dev.ordersync.ingest.console.layout.Viewer;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.problems.ProblemException;
import dev.ordersync.ingest.rehearse.FindRehearsal;
import dev.ordersync.ingest.rehearse.RehearsalAnswer;
import dev.ordersync.ingest.rehearse.RehearseStore;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.CommandStore;
import dev.ordersync.ingest.stores.FindStore;
import dev.ordersync.ingest.stores.ListLocations;
import dev.ordersync.ingest.stores.PutStore;
import dev.ordersync.ingest.stores.SaySettings;
import dev.ordersync.ingest.stores.SetupProgress;
import dev.ordersync.ingest.stores.StoreAnswer;
import dev.ordersync.ingest.stores.StoreRequest;
import dev.ordersync.ingest.stores.StoreState;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Lanes;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connecting a store, step by step; it can be left and taken up again, and each choice be changed later. */
@Path("/stores/{hash}/setup")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTRATOR)
@Blocking
public class SetupPage {

    @CheckedTemplate(basePath = "console/stores")
    static class Templates {
        static native TemplateInstance bigcommerce(Setup setup);

        static native TemplateInstance katana(Setup setup);

        static native TemplateInstance check(Setup setup);

        static native TemplateInstance location(Setup setup);

        static native TemplateInstance places(Setup setup, ListLocations.Places found);

        static native TemplateInstance orders(Setup setup);

        static native TemplateInstance items(Setup setup);

        static native TemplateInstance fulfillment(Setup setup);

        static native TemplateInstance rehearse(Setup setup);

        static native TemplateInstance rehearsed(Rehearsed rehearsed);

        static native TemplateInstance activate(Setup setup, List<String> sentences);
    }

    private final FindStore find;
    private final PutStore put;
    private final CommandStore command;
    private final ListLocations locations;
    private final SetupProgress progress;
    private final RehearseStore rehearse;
    private final FindRehearsal rehearsals;
    private final Lanes lanes;
    private final Viewer viewer;

    SetupPage(
            FindStore find,
            PutStore put,
            CommandStore command,
            ListLocations locations,
            SetupProgress progress,
            RehearseStore rehearse,
            FindRehearsal rehearsals,
            Lanes lanes,
            Viewer viewer) {
        this.find = find;
        this.put = put;
        this.command = command;
        this.locations = locations;
        this.progress = progress;
        this.rehearse = rehearse;
        this.rehearsals = rehearsals;
        this.lanes = lanes;
        this.viewer = viewer;
    }

    /** Takes up where the person left. */
    @GET
    public Response goOn(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        Step step = store.katanaKey() == null ? Step.KATANA : Step.after(progress.reached(hash));
        return Response.seeOther(URI.create("/stores/" + hash + "/setup/" + step.slug()))
                .build();
    }

    @GET
    @Path("/{step}")
    public TemplateInstance show(@PathParam("hash") String hash, @PathParam("step") String step) {
        return page(find.find(hash), Step.of(step), Map.of());
    }

    /** The locations, asked of Katana, after the page is there. */
    @GET
    @Path("/location/places")
    public TemplateInstance places(@PathParam("hash") String hash) {
        Store store = find.find(hash);
        return Templates.places(setup(store, Step.LOCATION, Map.of()), locations.list(store));
    }

    /** How the rehearsal stands; asked again while it runs. */
    @GET
    @Path("/rehearse/now")
    public TemplateInstance rehearsed(@PathParam("hash") String hash, @QueryParam("show") String show) {
        find.find(hash);
        boolean chosen = Rehearsed.isOutcome(show);
        Optional<RehearsalAnswer> last = rehearsals.find(hash, chosen ? show : null, 1);
        String shown = chosen ? show : last.map(Rehearsed::worst).orElse("");
        if (!chosen && !shown.isEmpty()) last = rehearsals.find(hash, shown, 1);
        return Templates.rehearsed(new Rehearsed(hash, last.orElse(null), shown, chosen));
    }

    @POST
    @Path("/rehearse/begin")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rehearse(@PathParam("hash") String hash, MultivaluedMap<String, String> form) {
        Store store = find.find(hash);
        var body = Codec.JSON.createObjectNode().put("orders", new Answers(form).text("orders"));
        return rehearsing(hash, () -> rehearse.rehearse(store, body, viewer.name()));
    }

    @POST
    @Path("/rehearse/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response endRehearsal(@PathParam("hash") String hash) {
        find.find(hash);
        return rehearsing(hash, () -> rehearse.end(hash));
    }

    private static Response rehearsing(String hash, Runnable step) {
        String page = "/stores/" + hash + "/setup/" + Step.REHEARSE.slug();
        try {
            step.run();
            return Response.seeOther(URI.create(page)).build();
        } catch (ProblemException e) {
            return Note.then(page, e.problem().detail());
        }
    }

    @POST
    @Path("/{step}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @PathParam("hash") String hash, @PathParam("step") String slug, MultivaluedMap<String, String> form) {
        Store store = find.find(hash);
        Step step = Step.of(slug);
        try {
            take(store, step, new Answers(form));
        } catch (ProblemException e) {
            return Response.status(e.problem().status())
                    .entity(page(store, step, faults(e.problem())))
                    .build();
        }
        progress.reach(hash, step.number());
        if (step == Step.ACTIVATE) return Note.then("/", "The store is live. Its open orders are being imported.");
        if (store.activatedAt() != null) return saved(find.find(hash));
        return Response.seeOther(
                        URI.create("/stores/" + hash + "/setup/" + step.next().slug()))
                .build();
    }

    /** Back to the store, which was activated once. */
    static Response saved(Store store) {
        boolean waits = store.phase() == Store.Phase.READY;
        return Note.then(
                "/stores/" + store.hash(),
                waits ? "Saved. The store is connected; activate it to go on." : "Saved. It holds from now on.");
    }

    private void take(Store store, Step step, Answers answers) {
        switch (step) {
            case BIGCOMMERCE, KATANA -> {
                StoreRequest request = answers.credentials();
                boolean isMissing = step == Step.KATANA && store.katanaKey() == null && request.katanaKey() == null;
                if (isMissing) throw Problem.of(422, "The API key is missing.").exception();
                put.put(store.hash(), request, viewer.name());
            }
            case LOCATION, ORDERS, ITEMS, FULFILLMENT ->
                put.put(store.hash(), answers.settings(store.settings()), viewer.name());
            case ACTIVATE -> command.command(store, "activate", viewer.name());
            case CHECK, REHEARSE -> { // nothing is asked: the person has seen it
            }
        }
    }

    private TemplateInstance page(Store store, Step step, Map<String, String> faults) {
        Setup setup = setup(store, step, faults);
        return switch (step) {
            case BIGCOMMERCE -> Templates.bigcommerce(setup);
            case KATANA -> Templates.katana(setup);
            case CHECK -> Templates.check(setup);
            case LOCATION -> Templates.location(setup);
            case ORDERS -> Templates.orders(setup);
            case ITEMS -> Templates.items(setup);
            case FULFILLMENT -> Templates.fulfillment(setup);
            case REHEARSE -> Templates.rehearse(setup);
            case ACTIVATE -> Templates.activate(setup, SaySettings.of(store.settings()));
        };
    }

    private Setup setup(Store store, Step step, Map<String, String> faults) {
        return new Setup(
                StoreAnswer.of(store, StoreState.of(store, lanes.all())), step, progress.reached(store.hash()), faults);
    }

    private static Map<String, String> faults(Problem problem) {
        Map<String, String> faults = new HashMap<>();
        problem.errors().forEach(error -> faults.put(error.field().replaceFirst(".*\\.", ""), error.message()));
        if (faults.isEmpty()) faults.put("", problem.detail());
        return faults;
    }
}
