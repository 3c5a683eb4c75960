package dev.ordersync.sandbox.katana.world;

import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.time.Duration;

/** Sales returns, made by people only here; the list ignores sales_order_id, as seen live. */
final class Returns implements Resource {

    private final Account account;

    Returns(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now()).page(account.returns, Drawing::plain);
    }
}
