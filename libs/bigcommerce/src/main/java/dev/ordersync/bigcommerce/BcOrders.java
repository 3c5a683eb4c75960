package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Json;
import dev.ordersync.api.Page;
import dev.ordersync.api.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Orders V2. Reads give the answer as it came, every digit kept: it is what the raw log records. An order is written by
 * {@link #setStatus} alone, since any other field makes BigCommerce calculate the order anew.
 */
public final class BcOrders {
    /** The most the API gives per page. */
    public static final int LARGEST_PAGE = 250;

    private static final String INCLUDE = "consignments.line_items,fees";
    private static final int MOST_PAGES = 400;

    private final Wire wire;
    private final Wire patient;

    BcOrders(Wire wire, Wire patient) {
        this.wire = wire;
        this.patient = patient;
    }

    /**
     * One order with consignments, up to 50 lines per consignment, and fees; bare where the platform does not take the
     * request for them. {@code Missing} when there is none.
     */
    public Answer<JsonNode> order(long orderId) {
        Supplier<Query> url = () -> wire.at("/v2/orders").id(orderId);
        Answer<JsonNode> whole = wire.object(included(url.get()));
        return isNotTaken(whole) ? wire.object(url.get()) : whole;
    }

    /** All lines of an order, also those that {@link #order} leaves out. Empty when it has none. */
    public Answer<ArrayNode> products(long orderId) {
        return all(() -> wire.at("/v2/orders").id(orderId).path("/products"));
    }

    /** Where an order goes, when {@link #order} does not say it. Empty for one that is not shipped. */
    public Answer<ArrayNode> shippingAddresses(long orderId) {
        return all(() -> wire.at("/v2/orders").id(orderId).path("/shipping_addresses"));
    }

    /** The further fees of an order, when {@link #order} does not hold them. */
    public Answer<ArrayNode> fees(long orderId) {
        return wire.list(wire.at("/v2/orders").id(orderId).path("/fees"), "fees");
    }

    /** All taxes of an order, by line. Empty when it is untaxed. */
    public Answer<ArrayNode> taxes(long orderId) {
        return all(() -> wire.at("/v2/orders").id(orderId).path("/taxes").with("details", true));
    }

    /** All shipments of an order as they came; typed ones are in {@link BcShipments}. */
    public Answer<ArrayNode> shipments(long orderId) {
        return all(() -> wire.at("/v2/orders").id(orderId).path("/shipments"));
    }

    /**
     * Orders in a status from an id on, lowest id first: pages by key, so that orders which change while we read are
     * neither skipped nor repeated. Ask again with the last id + 1 until the page is the last one or holds nothing.
     *
     * @param minId lowest id wanted (records below it are dropped, should the filter be ignored). Up to 1 it is not sent:
     *     whether the bound is inclusive is not documented
     * @param limit 1 to 250; with lines included 50 is a good size
     */
    public Answer<Page<JsonNode>> inStatus(int statusId, long minId, int limit) {
        return listed(() -> {
                    Query url = patient.at("/v2/orders").with("status_id", statusId);
                    if (minId > 1) url.with("min_id", minId);
                    return url.with("sort", "id:asc").with("limit", limit);
                })
                .map(orders -> page(
                        orders,
                        limit,
                        order -> order.path("id").asLong() >= minId
                                && order.path("status_id").asInt(statusId) == statusId));
    }

    /**
     * Orders changed since then, oldest change first. Our own status writes count as changes too. Whether the bound is
     * inclusive is not documented: overlap by two minutes.
     *
     * @param page from 1
     * @param limit 1 to 250
     */
    public Answer<Page<JsonNode>> modifiedSince(Instant since, int page, int limit) {
        return listed(() -> patient.at("/v2/orders")
                        .with("min_date_modified", since.truncatedTo(ChronoUnit.SECONDS))
                        .with("sort", "date_modified:asc")
                        .with("page", page)
                        .with("limit", limit))
                .map(orders -> page(orders, limit, order -> true));
    }

    /** How many orders are in each status, archived ones not counted, in one call. */
    public Answer<Map<Integer, Long>> countByStatus() {
        return wire.object(wire.at("/v2/orders/count")).map(body -> {
            Map<Integer, Long> counts = new HashMap<>();
            body.path("statuses")
                    .forEach(status -> counts.put(
                            status.path("id").asInt(), status.path("count").asLong()));
            return counts;
        });
    }

    /**
     * Sets the status and nothing else. The same status again changes nothing. Gives the order as it then is; mails the
     * shopper where the merchant wants a mail for that status.
     */
    public Answer<JsonNode> setStatus(long orderId, int statusId) {
        if (statusId < 0 || statusId > 14) throw new IllegalArgumentException("not a status: " + statusId);
        return wire.put(
                wire.at("/v2/orders").id(orderId), Json.TREE.createObjectNode().put("status_id", statusId));
    }

    private Answer<ArrayNode> listed(Supplier<Query> url) {
        Answer<ArrayNode> whole = patient.list(included(url.get()));
        return isNotTaken(whole) ? patient.list(url.get()) : whole;
    }

    /** A 400 means a field or filter that is not known: what was to be included is then read by itself. */
    private static boolean isNotTaken(Answer<?> answer) {
        return !answer.isOk() && answer.failure() instanceof Failure.Refused refused && refused.status() == 400;
    }

    private static Query included(Query url) {
        return url.with("include", INCLUDE).with("consignment_structure", "object");
    }

    private static Page<JsonNode> page(ArrayNode orders, int limit, Predicate<JsonNode> wanted) {
        var items = new ArrayList<JsonNode>();
        orders.forEach(order -> {
            if (order.path("id").asLong() > 0 && wanted.test(order)) items.add(order);
        });
        return new Page<>(items, orders.size() < limit);
    }

    /** All pages of a list below one order. A record that comes again on a later page is taken once. */
    private Answer<ArrayNode> all(Supplier<Query> url) {
        ArrayNode all = Json.TREE.createArrayNode();
        Set<JsonNode> earlier = new HashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Answer<ArrayNode> answer = wire.list(url.get().with("page", page).with("limit", LARGEST_PAGE));
            if (!answer.isOk()) return answer;
            int before = all.size();
            answer.value().forEach(record -> {
                if (!earlier.contains(record)) all.add(record);
            });
            // a page of known records only means that the page number is ignored
            if (answer.value().size() < LARGEST_PAGE || all.size() == before) return Answer.ok(all);
            answer.value().forEach(earlier::add);
        }
        return Answer.failed(new Failure.Unreachable("list does not end"));
    }
}
