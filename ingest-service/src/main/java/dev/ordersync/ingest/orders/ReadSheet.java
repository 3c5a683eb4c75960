package dev.ordersync.ingest.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what is known of one order, for a person. */
public final class ReadSheet {
    private static final int LONGEST = 400;

    private final Database database;
    private final FindOrders find;

    public ReadSheet(Database database, FindOrders find) {
        this.database = database;
        this.find = find;
    }

    public Optional<OrderSheet> read(String store, long orderId) {
        return find.find(store, orderId).map(order -> database.call(tx -> sheet(tx, store, order)));
    }

    private static OrderSheet sheet(Connection tx, String store, OrderAnswer order) throws SQLException {
        String cause = null;
        Instant since = null;
        List<OrderSheet.Line> lines = List.of();
        try (var ask = tx.prepareStatement("""
                select v.cause, v.state_since, l.bigcommerce, l.katana from ingest.order_view v
                left join ingest.order_lines l using (store, order_id) where v.store = ? and v.order_id = ?""")) {
            ask.setString(1, store);
            ask.setLong(2, order.orderId());
            try (var row = ask.executeQuery()) {
                if (row.next()) {
                    cause = row.getString(1);
                    since = Database.instant(row.getObject(2, OffsetDateTime.class));
                    lines = lines(row.getString(3), row.getString(4));
                }
            }
        }
        return new OrderSheet(order, cause, since, lines, receipt(order.receipt()), story(tx, store, order));
    }

    private static OrderActivity.Receipt receipt(JsonNode receipt) {
        if (!receipt.hasNonNull("difference")) return null;
        try {
            return Codec.JSON.treeToValue(receipt, OrderActivity.Receipt.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("receipt in the order view is not one", e);
        }
    }

    private static List<OrderSheet.Line> lines(String bigcommerce, String katana) {
        Map<Long, OrderSheet.Row> rows = new LinkedHashMap<>();
        List<OrderSheet.Row> without = new ArrayList<>();
        for (JsonNode row : array(katana)) {
            var kept = new OrderSheet.Row(
                    row.path("rowId").asLong(),
                    row.path("variantId").asLong(),
                    row.path("sku").asText(""),
                    row.path("quantity").asText(""));
            if (row.path("lineId").asLong() == 0) without.add(kept);
            else rows.put(row.path("lineId").asLong(), kept);
        }
        List<OrderSheet.Line> lines = new ArrayList<>();
        for (JsonNode line : array(bigcommerce))
            lines.add(new OrderSheet.Line(
                    line.path("sku").asText(""),
                    line.path("name").asText(""),
                    line.path("quantity").asText(""),
                    line.path("total").asText(""),
                    rows.remove(line.path("id").asLong())));
        without.addAll(rows.values());
        without.forEach(row -> lines.add(new OrderSheet.Line("", "", "", "", row)));
        return lines;
    }

    private static JsonNode array(String json) {
        return json == null ? Json.TREE.createArrayNode() : Json.read(json).orElseGet(Json.TREE::createArrayNode);
    }

    /** What was noted, and the notices that came in. */
    private static List<OrderSheet.Event> story(Connection tx, String store, OrderAnswer order) throws SQLException {
        List<OrderSheet.Event> story = new ArrayList<>();
        try (var ask = tx.prepareStatement("""
                select * from (
                  select at, service, kind, text from ingest.order_activity where store = ? and order_id = ?
                  union all
                  select received_at, 'ingest', 'notice', 'BigCommerce told us: ' || scope || '.'
                  from ingest.receipt where source = 'bigcommerce' and owner = ? and entity = ?
                  union all
                  select received_at, 'ingest', 'notice', 'Katana told us: ' || scope || '.'
                  from ingest.receipt where source = 'katana' and entity = ?
                    and owner = (select katana_account from control.store where hash = ?)) story
                order by at desc limit ?""")) {
            Long salesOrder = order.katana().salesOrderId();
            ask.setString(1, store);
            ask.setLong(2, order.orderId());
            ask.setString(3, store);
            ask.setString(4, Long.toString(order.orderId()));
            ask.setString(5, salesOrder == null ? "" : Long.toString(salesOrder));
            ask.setString(6, store);
            ask.setInt(7, LONGEST);
            try (var rows = ask.executeQuery()) {
                while (rows.next())
                    story.add(
                            0,
                            event(
                                    Database.instant(rows.getObject(1, OffsetDateTime.class)),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4)));
            }
        }
        return story;
    }

    private static OrderSheet.Event event(Instant at, String service, String kind, String text) {
        return new OrderSheet.Event(at, service, kind, text, topicOf(kind) != null);
    }

    /** Where the payload of such an event lies; null when there is none. */
    static String topicOf(String kind) {
        return switch (kind) {
            case "observed" -> Topics.ORDERS_RAW;
            case "katana-read" -> Topics.FULFILLMENTS_RAW;
            default -> null;
        };
    }
}
