package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.time.Instant;
import java.util.Comparator;

/** What follows from any change of an order or of something that belongs to it: status, dates, events. */
final class OrderChange {

    private final Account account;

    OrderChange(Account account) {
        this.account = account;
    }

    /** The header itself changed. */
    void ofHeader(ObjectNode order) {
        account.orders.touch(order);
        tell(order, "updated");
    }

    /** A row, fee or address changed; whether the order's own date moves is an option. */
    void ofChild(ObjectNode order) {
        String before = order.path("status").asText();
        String after = settle(order);
        if (account.options().childrenTouchOrder || !before.equals(after)) {
            ofHeader(order);
        }
    }

    /** A fulfillment came, changed or went. A delivery fires both delivered and updated. */
    void ofFulfillments(ObjectNode order) {
        String before = order.path("status").asText();
        String after = settle(order);
        boolean turned = !before.equals(after);
        if (turned && after.equals("DELIVERED")) {
            tell(order, "delivered");
        } else if (turned && after.equals("PACKED")) {
            tell(order, "packed");
        }
        boolean whole = turned && (after.equals("DELIVERED") || after.equals("PACKED"));
        if (whole || account.options().childrenTouchOrder) {
            ofHeader(order);
        }
    }

    /** Sets status and picked date anew from the fulfillments; answers the status. */
    private String settle(ObjectNode order) {
        String status = Fulfilled.status(account, order);
        order.put("status", status);
        Instant picked = account.fulfillments.of(order.path("id").intValue()).stream()
                .map(f -> Listing.at(f, "picked_date"))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (picked != null || !status.equals("NOT_SHIPPED") && !status.equals("PENDING")) {
            order.put("picked_date", Json.instant(picked));
        }
        return status;
    }

    void tell(ObjectNode order, String action) {
        account.tell(
                "sales_order",
                action,
                order.path("id").intValue(),
                order.path("status").asText());
    }
}
