package dev.ordersync.ingest.orders;

import dev.ordersync.ingest.db.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds orders for a person, a page at a time; a far page costs no more than the first. */
public final class BrowseOrders {
    public static final int PAGE = 50;

    private final Database database;
    private final OrderIndex index;

    public BrowseOrders(Database database, OrderIndex index) {
        this.database = database;
        this.index = index;
    }

    /**
     * Where a page begins.
     *
     * @param before orders below this number; null
     * @param after orders above this number, the nearest; null
     */
    public record Place(Long before, Long after) {
        public static final Place FIRST = new Place(null, null);

        boolean isBackwards() {
            return after != null;
        }

        Long beyond() {
            return isBackwards() ? after : before;
        }
    }

    /** @param words a number of either side, an e-mail address, a SKU, or words of why an order is not in step */
    public OrderListing browse(String store, View view, String words, Place place) {
        String sought = words == null ? "" : words.strip();
        String emailKey = sought.contains("@") ? index.emailKey(store, sought) : null;
        OrderSearch search =
                OrderSearch.of(store, view, sought, emailKey, place.beyond(), place.isBackwards(), PAGE + 1);
        List<OrderListing.Row> rows = database.call(tx -> rows(tx, search));
        boolean more = rows.size() > PAGE;
        if (more) rows.remove(PAGE);
        if (place.isBackwards()) Collections.reverse(rows);
        if (rows.isEmpty()) return new OrderListing(rows, null, null);
        boolean isFirst = place.isBackwards() ? !more : place.before() == null;
        boolean isLast = !place.isBackwards() && !more;
        return new OrderListing(
                rows,
                isLast ? null : rows.get(rows.size() - 1).orderId(),
                isFirst ? null : rows.get(0).orderId());
    }

    private static List<OrderListing.Row> rows(Connection tx, OrderSearch search) throws SQLException {
        List<OrderListing.Row> found = new ArrayList<>();
        try (var ask = tx.prepareStatement(search.sql())) {
            int at = 1;
            for (Object argument : search.arguments()) {
                if (argument instanceof String[] states) ask.setArray(at++, tx.createArrayOf("text", states));
                else ask.setObject(at++, argument);
            }
            try (var rows = ask.executeQuery()) {
                while (rows.next()) found.add(row(rows));
            }
        }
        return found;
    }

    private static OrderListing.Row row(ResultSet row) throws SQLException {
        return new OrderListing.Row(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, Long.class),
                row.getString(6),
                row.getString(7),
                row.getObject(8, Integer.class),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                Database.instant(row.getObject(12, OffsetDateTime.class)));
    }
}
