package dev.ordersync.ingest.work;

import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import dev.ordersync.bigcommerce.BigCommerce;
import dev.ordersync.katana.Katana;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreDirectory;
import dev.ordersync.workqueue.Lanes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The clients of both outside systems, each call counted in its lane. */
public final class Apis {
    /** A side that hangs for so long is one that does not answer. */
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final Transport transport;
    private final Lanes lanes;
    private final StoreDirectory directory;
    private final URI bigcommerceUrl;
    private final URI katanaUrl;
    private final Duration patience;

    public Apis(
            Transport transport,
            Lanes lanes,
            StoreDirectory directory,
            URI bigcommerceUrl,
            URI katanaUrl,
            Duration patience) {
        this.transport = transport;
        this.lanes = lanes;
        this.directory = directory;
        this.bigcommerceUrl = bigcommerceUrl;
        this.katanaUrl = katanaUrl;
        this.patience = patience;
    }

    public BigCommerce bigcommerce(Store store) {
        return new BigCommerce(
                transport,
                bigcommerceUrl,
                store.hash(),
                store.bigcommerceToken(),
                lanes.gate(store.bigcommerceLane(), patience));
    }

    /** For a person who waits for the answer: soon, and also while the lane is blocked. */
    public BigCommerce bigcommerceForCheck(Store store) {
        return new BigCommerce(
                transport.within(CHECK),
                bigcommerceUrl,
                store.hash(),
                store.bigcommerceToken(),
                lanes.gateForCheck(store.bigcommerceLane(), patience));
    }

    /** For a person who waits for the answer: soon, and also while the lane is blocked. */
    public Katana katanaForCheck(Store store) {
        return new Katana(
                transport.within(CHECK),
                katanaUrl,
                store.katanaKey(),
                lanes.gateForCheck(store.katanaLane(), patience));
    }

    public Katana katana(Store store) {
        return katana(store.katanaAccount(), store.katanaKey());
    }

    /** Through any store of the account: they all hold its key. */
    public Optional<Katana> katana(String account) {
        return directory.ofAccount(account).stream().findFirst().map(this::katana);
    }

    private Katana katana(String account, Secret key) {
        return new Katana(transport, katanaUrl, key, lanes.gate(Lanes.katana(account), patience));
    }
}
