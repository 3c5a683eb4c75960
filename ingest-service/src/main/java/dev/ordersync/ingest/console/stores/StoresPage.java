package dev.ordersync.ingest.console.stores;

import dev.ordersync.ingest.security.Role;
import dev.ordersync.ingest.stores.StoreAnswer;
import dev.ordersync.ingest.stores.StoreState;
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

/** All stores. */
@Path("/stores")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class StoresPage {

    @CheckedTemplate(basePath = "console/stores")
    static class Templates {
        static native TemplateInstance list(List<StoreAnswer> stores);
    }

    private final StoreDirectory directory;
    private final Lanes lanes;

    StoresPage(StoreDirectory directory, Lanes lanes) {
        this.directory = directory;
        this.lanes = lanes;
    }

    @GET
    public TemplateInstance list() {
        List<Lanes.State> states = lanes.all();
        return Templates.list(directory.all().stream()
                .map(store -> StoreAnswer.of(store, StoreState.of(store, states)))
                .toList());
    }
}
