package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import java.util.List;

/** The fifteen order statuses. */
final class Statuses {
    private record Status(String name, int order) {}

    private static final List<Status> ALL = List.of(
            new Status("Incomplete", 0),
            new Status("Pending", 1),
            new Status("Shipped", 8),
            new Status("Partially Shipped", 6),
            new Status("Refunded", 11),
            new Status("Cancelled", 9),
            new Status("Declined", 10),
            new Status("Awaiting Payment", 2),
            new Status("Awaiting Pickup", 5),
            new Status("Awaiting Shipment", 4),
            new Status("Completed", 7),
            new Status("Awaiting Fulfillment", 3),
            new Status("Manual Verification Required", 13),
            new Status("Disputed", 12),
            new Status("Partially Refunded", 14));

    private Statuses() {}

    static int count() {
        return ALL.size();
    }

    static String name(int id) {
        return ALL.get(id).name();
    }

    static ObjectNode json(int id) {
        var status = ALL.get(id);
        return Json.object()
                .put("id", id)
                .put("name", status.name())
                .put("system_label", status.name())
                .put("custom_label", status.name())
                .put("system_description", "Orders that are " + status.name().toLowerCase(java.util.Locale.ROOT) + ".")
                .put("order", status.order());
    }
}
