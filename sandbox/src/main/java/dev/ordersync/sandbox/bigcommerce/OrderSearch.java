package dev.ordersync.sandbox.bigcommerce;

import dev.ordersync.sandbox.kernel.Request;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The filters and the order of {@code GET /v2/orders} and {@code /v2/orders/count} (reference 5.1). */
final class OrderSearch {
    static final String[] FILTERS = {
        "min_id",
        "max_id",
        "status_id",
        "min_date_created",
        "max_date_created",
        "min_date_modified",
        "max_date_modified",
        "customer_id",
        "email",
        "cart_id",
        "payment_method",
        "min_total",
        "max_total",
        "channel_id",
        "external_order_id",
        "sort",
        "include",
        "consignment_structure"
    };
    private static final Map<String, Comparator<Order>> SORTS = Map.of(
            "id", Comparator.comparing(order -> order.id),
            "customer_id", Comparator.comparing(order -> order.customerId),
            "date_created", Comparator.comparing(order -> order.createdAt / 1000),
            "date_modified", Comparator.comparing(order -> order.modifiedAt / 1000),
            "status_id", Comparator.comparing(order -> order.statusId),
            "channel_id", Comparator.comparing(order -> order.channelId),
            "external_id", Comparator.comparing(order -> order.externalOrderId));

    private OrderSearch() {}

    static List<Order> find(Store store, Request request) {
        var query = new Query(request).only(FILTERS);
        var wanted = filter(query).and(order -> !request.hides(order.createdAt));
        if (!store.setup.quirks().listsArchived()) {
            wanted = wanted.and(order -> !order.archived);
        }
        var from = query.number("min_id").orElse(0);
        var found = new ArrayList<>(store.orders.tailMap(from, true).values().stream()
                .filter(wanted)
                .toList());
        var sort = query.text("sort").orElse("id:asc");
        if (!sort.equals("id:asc") && !sort.equals("id")) {
            found.sort(comparator(sort));
        }
        return found;
    }

    private static Comparator<Order> comparator(String sort) {
        var parts = sort.split(":");
        var by = SORTS.get(parts[0]);
        if (by == null || parts.length > 2 || (parts.length == 2 && !parts[1].matches("asc|desc"))) {
            throw new Failures.Refused(Failures.invalid("sort"));
        }
        var full = by.thenComparing(order -> order.id);
        return parts.length == 2 && parts[1].equals("desc") ? full.reversed() : full;
    }

    private static Predicate<Order> filter(Query query) {
        return Filter.of(query.number("max_id"), (Order order, Integer most) -> order.id <= most)
                .and(Filter.of(query.number("status_id"), (order, id) -> order.statusId == id))
                .and(Filter.of(query.number("customer_id"), (order, id) -> order.customerId == id))
                .and(Filter.of(query.number("channel_id"), (order, id) -> order.channelId == id))
                .and(Filter.of(query.date("min_date_created"), (order, at) -> second(order.createdAt) >= at))
                .and(Filter.of(query.date("max_date_created"), (order, at) -> second(order.createdAt) <= at))
                .and(Filter.of(query.date("min_date_modified"), (order, at) -> second(order.modifiedAt) >= at))
                .and(Filter.of(query.date("max_date_modified"), (order, at) -> second(order.modifiedAt) <= at))
                .and(Filter.of(
                        query.decimal("min_total"),
                        (order, least) -> total(order).compareTo(least) >= 0))
                .and(Filter.of(
                        query.decimal("max_total"),
                        (order, most) -> total(order).compareTo(most) <= 0))
                .and(Filter.of(
                        query.text("email"),
                        (order, mail) -> order.billing.email().equalsIgnoreCase(mail)))
                .and(Filter.of(query.text("cart_id"), (order, id) -> false))
                .and(Filter.of(query.text("payment_method"), (order, name) -> order.paymentMethod.equals(name)))
                .and(Filter.of(query.text("external_order_id"), (order, id) -> order.externalOrderId.equals(id)));
    }

    private static BigDecimal total(Order order) {
        return order.totals.totalInc();
    }

    private static long second(long millis) {
        return millis / 1000 * 1000;
    }

    private interface Filter<V> {
        boolean passes(Order order, V value);

        static <V> Predicate<Order> of(Optional<V> value, Filter<V> filter) {
            return order -> value.isEmpty() || filter.passes(order, value.get());
        }
    }
}
