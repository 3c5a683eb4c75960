package dev.ordersync.mapping.push;

import dev.ordersync.katana.Katana;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Job;

/** What is being done for a store at its Katana account, and the proof that nobody else does it meanwhile. */
interface Errand {

    Job job();

    Store store();

    Katana katana();

    /** The order it is for; 0 when it is for none, as in the import of the catalogue. */
    long orderId();

    default String account() {
        return store().katanaAccount();
    }

    /**
     * Asked before each write: a process that slept through its lease must not write any more. True means that the
     * lease outlasts the call.
     */
    boolean stillOurs();
}
