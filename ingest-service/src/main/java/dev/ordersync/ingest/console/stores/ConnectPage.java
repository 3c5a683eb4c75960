package dev.ordersync.ingest.console.stores;

import dev.ordersync.ingest.console.layout.Viewer;
import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.ingest.problems.ProblemException;
import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.FindStore;
import dev.ordersync.ingest.stores.PutStore;
import dev.ordersync.ingest.stores.SetupProgress;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The first step of connecting a store. */
@Path("/stores/new")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTRATOR)
@Blocking
public class ConnectPage {

    @CheckedTemplate(basePath = "console/stores")
    static class Templates {
        static native TemplateInstance connect(List<Step> steps, String hash, String name, String fault);
    }

    private final StoreRegister register;
    private final PutStore put;
    private final SetupProgress progress;
    private final Viewer viewer;

    ConnectPage(StoreRegister register, PutStore put, SetupProgress progress, Viewer viewer) {
        this.register = register;
        this.put = put;
        this.progress = progress;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance form() {
        return Templates.connect(Step.all(), "", "", "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response connect(MultivaluedMap<String, String> form) {
        Answers answers = new Answers(form);
        String hash = answers.text("hash");
        Store store;
        try {
            FindStore.valid(hash);
            if (isConnected(hash))
                throw Problem.of(409, "This store is connected already.").exception();
            if (answers.text("accessToken").isEmpty())
                throw Problem.of(422, "The access token is missing.").exception();
            store = put.put(hash, answers.credentials(), viewer.name()).store();
        } catch (ProblemException e) {
            return Response.status(e.problem().status())
                    .entity(Templates.connect(
                            Step.all(), hash, answers.text("name"), e.problem().detail()))
                    .build();
        }
        progress.reach(hash, Step.BIGCOMMERCE.number());
        if (store.activatedAt() != null) return SetupPage.saved(store);
        return Response.seeOther(URI.create("/stores/" + hash + "/setup/" + Step.KATANA.slug()))
                .build();
    }

    /** One that was disconnected may be connected again. */
    private boolean isConnected(String hash) {
        return register.find(hash)
                .filter(store -> store.phase() != Store.Phase.DISCONNECTED)
                .isPresent();
    }
}
