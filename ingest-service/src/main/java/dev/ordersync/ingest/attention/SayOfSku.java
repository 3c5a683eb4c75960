package dev.ordersync.ingest.attention;

import dev.ordersync.events.OrderCommand;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.stores.SkuRule;
import dev.ordersync.stores.SkuRules;
import java.util.List;

/** Keeps a person's word on a SKU of a store, and takes up the orders that wait for it. */
public final class SayOfSku {
    private static final List<String> CAUSES =
            List.of("unknown-sku:", "unknown-alias:", "ambiguous-sku:", "archived-sku:");

    private final Database database;
    private final CommandGroup group;

    public SayOfSku(Database database, CommandGroup group) {
        this.database = database;
        this.group = group;
    }

    /**
     * @param treatAs the Katana SKU that it is to be treated as; null: a product may be created for it
     * @return how many orders are tried again
     */
    public int say(String store, String sku, String treatAs, String by) {
        database.run(tx -> SkuRules.say(tx, store, sku, treatAs, by));
        String reason = treatAs == null ? "create a product for " + sku : "treat " + sku + " as " + treatAs;
        int told = 0;
        for (String cause : CAUSES) told += group.command(store, "held", cause + sku, OrderCommand.RETRY, by, reason);
        return told;
    }

    /** Takes it back: sales orders that are written stay as they are. */
    public boolean forget(String store, String sku) {
        return database.call(tx -> SkuRules.forget(tx, store, sku));
    }

    public List<SkuRule> all(String store) {
        return database.call(tx -> SkuRules.all(tx, store));
    }
}
