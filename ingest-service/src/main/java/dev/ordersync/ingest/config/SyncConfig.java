package dev.ordersync.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything that can be set from outside; {@code SYNC_PUBLIC_URL} sets {@code sync.public-url}, and so on. */
@ConfigMapping(prefix = "sync")
public interface SyncConfig {

    BigCommerce bigcommerce();

    Katana katana();

    Admin admin();

    Ingest ingest();

    /** Where BigCommerce and Katana reach our doors, without a path. Without it we live on sweeps alone. */
    Optional<String> publicUrl();

    /** Base64 of the 32 bytes under which credentials are sealed. */
    Optional<String> masterKey();

    /** Further keys under which sealed credentials may still be read, comma-separated: while the key is changed. */
    Optional<String> masterKeyPrevious();

    /** How often each store and account is swept for changes whose webhook never came. */
    @WithDefault("PT5M")
    Duration sweepInterval();

    /** How wrong this replica's clock is, for tests: nothing that matters may depend on it. */
    @WithDefault("PT0S")
    Duration clockOffset();

    /** A YAML file of stores that are put at every start. */
    Optional<Path> storesFile();

    /** A YAML file of further people who may sign in, with role and password hash. */
    Optional<Path> usersFile();

    /** Where a person finds an order in either system. */
    Links links();

    /** Store hashes that this replica works on; {@code all} or nothing for all. See {@code StoreDirectory.only}. */
    Optional<String> stores();

    interface BigCommerce {
        /** Requests go to {@code {url}/stores/{hash}/v2|v3/...}. */
        @WithDefault("https://api.bigcommerce.com")
        URI url();
    }

    interface Katana {
        /** Base URL with its version. */
        @WithDefault("https://api.katanamrp.com/v1")
        URI url();
    }

    /** Who may use {@code /api}. */
    interface Admin {
        @WithDefault("admin")
        String user();

        /** Without it the service does not start. */
        Optional<String> password();
    }

    /** Addresses of the two systems' own pages. */
    interface Links {
        /** {@code {store}} and {@code {order}} are filled in. */
        @WithDefault("https://store-{store}.mybigcommerce.com/manage/orders/{order}")
        String bigcommerceOrder();

        /** {@code {salesOrder}} is filled in. */
        @WithDefault("https://factory.katanamrp.com/salesorder/{salesOrder}")
        String katanaSalesOrder();
    }

    interface Ingest {
        /** How long a person may be away from the console before they must sign in again. */
        @WithDefault("PT2H")
        Duration sessionIdle();

        /** Jobs done at once. */
        @WithDefault("12")
        int workerThreads();

        /** How long a job may go without a sign of life before another worker takes it. */
        @WithDefault("PT60S")
        Duration lease();

        /** How often workers look for due jobs when nothing wakes them. */
        @WithDefault("PT0.5S")
        Duration poll();

        /** How long a stop waits for running jobs. */
        @WithDefault("PT25S")
        Duration drain();

        /** How long a call may wait for its turn within the quota before its job is put back. */
        @WithDefault("PT5S")
        Duration patience();

        /**
         * How far the time that a webhook of BigCommerce was signed at may be from ours. Whether a repeated call is signed
         * anew is not documented: where it is not, {@code PT49H} takes all that BigCommerce repeats for two days.
         */
        @WithDefault("PT5M")
        Duration signatureTolerance();

        /** How long repeated webhooks of one known order may gather before the order is read. */
        @WithDefault("PT0.3S")
        Duration hush();

        /** How long webhooks of Katana may gather, so that many sales orders are read in one call. */
        @WithDefault("PT1S")
        Duration katanaHush();

        /** How often the hooks on both sides are checked. */
        @WithDefault("PT5M")
        Duration hookInterval();

        /** How often, at most, an account's fulfillments are swept beside its sales orders: it costs a call. */
        @WithDefault("PT60S")
        Duration fulfillmentSweepInterval();

        /** Orders per page in sweeps and imports, 2 to 250. */
        @WithDefault("100")
        int pageSize();

        /**
         * Orders that a replica takes each second, at most, from imports and sweeps, since live ones stand behind them;
         * and of a store's live ones, what goes beyond ten a second.
         */
        @WithDefault("40")
        int backlogPerSecond();

        /** How long an answer about a store may be remembered. */
        @WithDefault("PT2S")
        Duration storeMemory();

        /** Days that receipts and timelines are kept. */
        @WithDefault("30")
        int receiptDays();

        /** Days that the raw topics keep their records: the replay window. */
        @WithDefault("90")
        int rawDays();

        /** Partitions of new topics. */
        @WithDefault("12")
        int partitions();

        /** Unpublished events from which on nothing more is observed until the broker has taken some. */
        @WithDefault("10000")
        int mostUnpublished();
    }
}
