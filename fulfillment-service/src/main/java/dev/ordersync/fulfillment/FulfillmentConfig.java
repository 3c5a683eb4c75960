package dev.ordersync.fulfillment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an operator can set; each key is also an environment variable ({@code sync.katana.url}: SYNC_KATANA_URL). */
@ConfigMapping(prefix = "sync")
public interface FulfillmentConfig {

    Api bigcommerce();

    Api katana();

    /** Base64 of the 32 bytes under which the stores' credentials are sealed. The same for all services. */
    String masterKey();

    /** Further keys under which sealed credentials may still be read, comma-separated: while the key is changed. */
    Optional<String> masterKeyPrevious();

    /** Store hashes this replica works on, comma-separated; absent, empty or {@code all}: all. */
    Optional<String> stores();

    /** How wrong this replica's clock is, for tests: nothing that matters may depend on it. */
    @WithDefault("PT0S")
    Duration clockOffset();

    Fulfillment fulfillment();

    /** An outside system. */
    interface Api {
        /** Base URL; Katana's with the version, BigCommerce's without the store. */
        URI url();
    }

    /** How this service works. */
    interface Fulfillment {
        /** How many orders are worked on at once, over all accounts. */
        @WithDefault("12")
        int workerThreads();

        /** How long a job may go without a sign of life before another takes it; longer than any call with its wait. */
        @WithDefault("45")
        int leaseSeconds();

        /** How often the table is asked for work when nobody said there is some. */
        @WithDefault("PT0.5S")
        Duration poll();

        /** How long a stop waits for running jobs. */
        @WithDefault("PT25S")
        Duration drain();

        /** How long a call may wait for a free place in the account's quota before the job steps back. */
        @WithDefault("PT5S")
        Duration quotaPatience();

        /** How long stores and their settings are remembered. */
        @WithDefault("PT2S")
        Duration storeMemory();

        /** News older than this are not acted upon before both sides were read: who is to be written, and who asks. */
        @WithDefault("PT10M")
        Duration trustNews();

        /** How long a delivery waits for mapping to write quantities that BigCommerce already shows. */
        @WithDefault("PT2M")
        Duration patienceForRows();

        /** How long a delivery waits for mapping to finish with what BigCommerce shows, once mapping tells how far it is. */
        @WithDefault("PT15M")
        Duration patienceForMapping();

        /** First pause before an order that lacks batch stock is looked at again; it grows to the longest. */
        @WithDefault("PT30S")
        Duration firstStockRecheck();

        /** Longest pause before an order that lacks batch stock is looked at again. */
        @WithDefault("PT5M")
        Duration longestStockRecheck();

        /** When a delivery of unknown outcome is looked for, counted from its sending. */
        @WithDefault("PT5S,PT20S,PT65S")
        List<Duration> settleLooks();

        /** How often the table is searched for orders whose two sides were left apart. */
        @WithDefault("PT5M")
        Duration unsettledSweep();
    }
}
