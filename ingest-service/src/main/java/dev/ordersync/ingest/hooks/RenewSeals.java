package dev.ordersync.ingest.hooks;

import dev.ordersync.ingest.db.Database;
import dev.ordersync.stores.StoreRegister;
import org.jboss.logging.Logger;

/**
 * Seals anew whatever is still sealed under a previous master key, beside all other work. When it has found nothing
 * more, the previous key can go.
 *
 * <p>When the database fails: the next turn goes on where this one ended.
 */
public final class RenewSeals {
    private static final Logger LOG = Logger.getLogger(RenewSeals.class);

    private final StoreRegister register;
    private final Database database;
    private final KatanaTokens tokens;

    public RenewSeals(StoreRegister register, Database database, KatanaTokens tokens) {
        this.register = register;
        this.database = database;
        this.tokens = tokens;
    }

    /** @return how many rows were sealed anew */
    public int turn() {
        int renewed = register.reseal() + database.call(tokens::reseal);
        if (renewed > 0) LOG.infof("outcome=sealed-anew rows=%d", renewed);
        return renewed;
    }
}
