package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.Codec;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks orders up for a person. */
@ApplicationScoped
public class FindOrders {
    static final int PAGE = 50;
    private static final int LONGEST_TIMELINE = 200;
    private static final int SHORT_TIMELINE = 10;

    private final Timelines timelines;

    FindOrders(Timelines timelines) {
        this.timelines = timelines;
    }

    /**
     * @param state null or blank for all
     * @param q an order's number on either side or the beginning of it, or words of why an order is not synced; null or
     *     blank for all
     * @param page from 1
     */
    public OrderAnswer.Page find(String store, String state, String q, int page, long knownTotal) {
        Map<String, Object> values = new HashMap<>(Map.of("store", store));
        StringBuilder where = new StringBuilder("store = :store");
        if (isGiven(state)) {
            where.append(" and state = :state");
            values.put("state", state);
        }
        if (isGiven(q))
            where.append(" and (").append(matching(q.trim(), values)).append(")");
        long total = isGiven(q) ? OrderRow.count(where.toString(), values) : knownTotal;
        // the numbers alone first: they stand in the index, so a far page costs no rows in between
        List<Long> ids = OrderRow.find(
                        "select orderId from OrderRow where " + where, Sort.descending("orderId"), values)
                .project(Long.class)
                .page(page - 1, PAGE)
                .list();
        List<OrderRow> rows = OrderRow.list("store = ?1 and orderId in ?2", Sort.descending("orderId"), store, ids);
        Map<Long, List<OrderAnswer.Event>> lines = timelines.newest(store, ids, SHORT_TIMELINE);
        long pages = Math.max(1, (total + PAGE - 1) / PAGE);
        return new OrderAnswer.Page(
                rows.stream()
                        .map(row -> answer(row, lines.getOrDefault(row.orderId, List.of())))
                        .toList(),
                page,
                pages,
                total);
    }

    public Optional<OrderAnswer> find(String store, long orderId) {
        return OrderRow.<OrderRow>find("store = ?1 and orderId = ?2", store, orderId)
                .firstResultOptional()
                .map(row -> answer(
                        row,
                        timelines
                                .newest(store, List.of(orderId), LONGEST_TIMELINE)
                                .getOrDefault(orderId, List.of())));
    }

    private static String matching(String q, Map<String, Object> values) {
        List<String> ways = new ArrayList<>();
        if (q.matches("[0-9]{1,18}")) {
            ways.add("orderId = :id");
            values.put("id", Long.parseLong(q));
        }
        ways.add("orderNo like :begin");
        ways.add("cause like :begin");
        values.put("begin", literal(q) + "%");
        // few orders are not synced, so looking through their sentences is cheap
        ways.add("(state in ('held', 'conflict', 'waiting') and lower(why) like :words)");
        values.put("words", "%" + literal(q.toLowerCase(java.util.Locale.ROOT)) + "%");
        return String.join(" or ", ways);
    }

    private static String literal(String q) {
        return q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    private static OrderAnswer answer(OrderRow row, List<OrderAnswer.Event> timeline) {
        return new OrderAnswer(
                row.orderId,
                row.state,
                row.why,
                new OrderAnswer.Katana(row.salesOrderId, row.orderNo, row.katanaStatus),
                new OrderAnswer.BigCommerce(row.statusId, row.total, row.currency),
                receipt(row.receipt),
                timeline);
    }

    /** The receipt as mapping wrote it; one without amounts while there is none. */
    private static JsonNode receipt(String json) {
        try {
            if (json != null) return Codec.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("receipt in the order view is not JSON", e);
        }
        ObjectNode empty = Codec.JSON.createObjectNode();
        empty.putNull("bigcommerceTotal").putNull("katanaTotal").putNull("difference");
        empty.putArray("steps");
        return empty;
    }
}
