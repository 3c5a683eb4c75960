package dev.ordersync.mapping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set; each key is also an environment variable ({@code sync.katana.url}: SYNC_KATANA_URL). */
@ConfigMapping(prefix = "sync")
public interface MappingConfig {

    BigCommerce bigcommerce();

    Katana katana();

    /** Base64 of the 32 bytes under which the stores' credentials are sealed. The same for all services. */
    String masterKey();

    /** Further keys under which sealed credentials may still be read, comma-separated: while the key is changed. */
    Optional<String> masterKeyPrevious();

    /** Store hashes this replica works on, comma-separated; absent, empty or {@code all}: all. */
    Optional<String> stores();

    /** How wrong this replica's clock is, for tests: nothing that matters may depend on it. */
    @WithDefault("PT0S")
    Duration clockOffset();

    Mapping mapping();

    /** The BigCommerce API: asked where all products or customers are imported, and for a variant that is to be made. */
    interface BigCommerce {
        /** Requests go to {@code {url}/stores/{storeHash}/v2|v3/...}. */
        @WithDefault("https://api.bigcommerce.com")
        URI url();
    }

    /** The Katana API. */
    interface Katana {
        /** Base URL with the version. */
        @WithDefault("https://api.katanamrp.com/v1")
        URI url();
    }

    /** How this service works. */
    interface Mapping {
        /** How many orders are worked on at once, over all accounts. */
        @WithDefault("12")
        int workerThreads();

        /**
         * How long a job may go without a sign of life before another takes it. More than a call can last with its wait
         * for the quota (30 s and 5 s), since it is renewed before each write.
         */
        @WithDefault("45")
        int leaseSeconds();

        /** How often the table is asked for work when nobody said there is some. */
        @WithDefault("PT0.5S")
        Duration poll();

        /** How long a stop waits for running jobs. */
        @WithDefault("PT25S")
        Duration drain();

        /** How long updates of an order that has a sales order gather before they are written in one go. */
        @WithDefault("PT2S")
        Duration hush();

        /** How long a call may wait for a free place in the account's quota before the job steps back. */
        @WithDefault("PT5S")
        Duration quotaPatience();

        /** How long stores and their settings are remembered. */
        @WithDefault("PT2S")
        Duration storeMemory();

        /** Days after which a closed order that is at rest is reduced to its hash and ids. */
        @WithDefault("90")
        int snapshotDays();

        /** How often that is looked after. */
        @WithDefault("PT1H")
        Duration retention();

        /** How often the SKUs that orders wait for are asked for again. */
        @WithDefault("PT3M")
        Duration skuRecheck();

        /** How often Katana is asked which variants changed: for so long a moved SKU is sold as what it was before. */
        @WithDefault("PT15M")
        Duration followVariants();
    }
}
