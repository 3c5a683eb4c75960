package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.time.Duration;

/** Users of the account; the only objects whose names are in camel case. */
final class People implements Resource {

    private final Account account;

    People(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now()).page(account.users, user -> {
            ObjectNode drawn = Drawing.plain(user);
            drawn.remove("deleted_at");
            return drawn;
        });
    }
}
