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
import java.util.Map;

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

    /** As many queries for all stores as for one. */
    private List<Card> stores() {
        List<Store> all = directory.all();
        List<String> hashes = all.stream().map(Store::hash).toList();
        List<Lanes.State> states = lanes.all();
        Map<String, StoreProgress.Answer> answers = progress.of(all);
        Map<String, Instant> events = lastEvents.ofStores(hashes);
        Map<String, Instant> waiting = lag.oldestWaiting(hashes);
        Map<String, Proof> last = proofs.last(hashes);
        return all.stream()
                .map(store -> new Card(
                        StoreAnswer.of(store, StoreState.of(store, states), file.drift(store)),
                        answers.get(store.hash()),
                        events.get(store.hash()),
                        waiting.get(store.hash()),
                        quotas(store, states),
                        last.get(store.hash())))
                .toList();
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
