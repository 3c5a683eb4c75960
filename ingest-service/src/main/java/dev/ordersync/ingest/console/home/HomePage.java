package dev.ordersync.ingest.console.home;

import dev.ordersync.ingest.completeness.Proof;
import dev.ordersync.ingest.completeness.Proofs;
import dev.ordersync.ingest.console.settings.LastEvents;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How every store stands: counts that add up, how far it is behind, what waits for a person, and the proof. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEWER)
@Blocking
public class HomePage {

    /** One store at a glance. */
    public record Card(
            StoreAnswer store,
            StoreProgress.Answer progress,
            Instant lastEvent,
            Instant oldestWaiting,
            List<Quota> quotas,
            Proof proof) {

        /** Whether the store's import is under way, so that its progress is shown. */
        public boolean isImporting() {
            return progress.phase().equals("importing");
        }

        /** Orders that have had their turn. */
        public long settled() {
            return progress.seen() - progress.waiting();
        }

        public boolean isSetUp() {
            return store.activatedAt() != null;
        }

        public boolean isLive() {
            return store.state().equals("live");
        }

        /** The state, and that it is importing while it is. */
        public String word() {
            return isLive() && isImporting() ? "importing" : store.state();
        }
    }

    @CheckedTemplate(basePath = "console/home")
    static class Templates {
        static native TemplateInstance home(List<Card> stores);

        static native TemplateInstance cards(List<Card> stores);
    }

    private final StoreDirectory directory;
    private final StoreProgress progress;
    private final LastEvents lastEvents;
    private final Lag lag;
    private final Proofs proofs;
    private final Lanes lanes;
    private final StoresFile file;

    HomePage(
            StoreDirectory directory,
            StoreProgress progress,
            LastEvents lastEvents,
            Lag lag,
            Proofs proofs,
            Lanes lanes,
            StoresFile file) {
        this.directory = directory;
        this.progress = progress;
        this.lastEvents = lastEvents;
        this.lag = lag;
        this.proofs = proofs;
        this.lanes = lanes;
        this.file = file;
    }

    @GET
    public TemplateInstance home() {
        return Templates.home(stores());
    }

    @GET
    @Path("home/stores")
    public TemplateInstance cards() {
        return Templates.cards(stores());
    }

    private List<Card> stores() {
        List<Lanes.State> states = lanes.all();
        return directory.all().stream().map(store -> card(store, states)).toList();
    }

    private Card card(Store store, List<Lanes.State> states) {
        return new Card(
                StoreAnswer.of(store, StoreState.of(store, lanes), file.drift(store)),
                progress.of(store),
                lastEvents.ofStore(store.hash()).orElse(null),
                lag.oldestWaiting(store.hash()).orElse(null),
                quotas(store, states),
                proofs.last(store.hash()).orElse(null));
    }

    private static List<Quota> quotas(Store store, List<Lanes.State> states) {
        List<Quota> quotas = new ArrayList<>();
        for (Lanes.State lane : states) {
            if (lane.lane().equals(store.bigcommerceLane())) quotas.add(Quota.of("BigCommerce", lane));
            if (store.katanaAccount() != null && lane.lane().equals(store.katanaLane()))
                quotas.add(Quota.of("Katana", lane));
        }
        return quotas;
    }
}
