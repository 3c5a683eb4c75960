package dev.ordersync.ingest.console.home;

import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.StoreAnswer;
import dev.ordersync.ingest.stores.StoreProgress;
import dev.ordersync.ingest.stores.StoreState;
import dev.ordersync.ingest.stores.StoresFile;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How every store stands: counts that add up, and what waits. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class HomePage {

    /** One store at a glance. */
    public record Card(StoreAnswer store, StoreProgress.Answer progress) {}

    @CheckedTemplate(basePath = "console/home")
    static class Templates {
        static native TemplateInstance home(List<Card> stores);
    }

    private final StoreDirectory directory;
    private final StoreProgress progress;
    private final Lanes lanes;
    private final StoresFile file;

    HomePage(StoreDirectory directory, StoreProgress progress, Lanes lanes, StoresFile file) {
        this.directory = directory;
        this.progress = progress;
        this.lanes = lanes;
        this.file = file;
    }

    @GET
    public TemplateInstance home() {
        return Templates.home(directory.all().stream().map(this::card).toList());
    }

    private Card card(Store store) {
        return new Card(StoreAnswer.of(store, StoreState.of(store, lanes), file.drift(store)), progress.of(store));
    }
}
