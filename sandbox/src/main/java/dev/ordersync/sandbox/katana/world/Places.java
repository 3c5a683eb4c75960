package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.time.Duration;

/** Locations (reference chapter 16): read-only. */
final class Places implements Resource {

    private final Account account;

    Places(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .texts("name", "legal_name")
                .wholes("address_id")
                .flags("is_primary", "sales_allowed", "manufacturing_allowed")
                .flag("purchases_allowed", "purchase_allowed")
                .page(account.locations, Drawing::plain);
    }

    @Override
    public JsonNode read(int id, Query query) {
        return Drawing.plain(account.locations.need(id));
    }
}
