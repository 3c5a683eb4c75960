package dev.ordersync.ingest.console.replays;

import dev.ordersync.ingest.replay.ReplayRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which recorded orders a person wants to look at again, as the form asked.
 *
 * @param fault what is wrong with it, in a sentence; null when nothing is
 */
record AskedWindow(Instant from, Instant to, List<Long> orderIds, String fault) {
    private static final int MOST_ORDERS = 10_000;

    /**
     * @param window {@code hour}, {@code day}, {@code week}, {@code month}, {@code all}, {@code dates} or {@code orders}
     * @param from first day of {@code dates}, in UTC
     * @param to last day of {@code dates}, in UTC
     * @param orders numbers of {@code orders}, with anything between them
     */
    static AskedWindow of(String window, String from, String to, String orders, Instant now) {
        return switch (window == null ? "" : window) {
            case "hour" -> since(now, Duration.ofHours(1));
            case "day" -> since(now, Duration.ofDays(1));
            case "week" -> since(now, Duration.ofDays(7));
            case "month" -> since(now, Duration.ofDays(30));
            case "all" -> since(now, Duration.ofDays(3650));
            case "dates" -> dates(from, to);
            case "orders" -> orders(orders);
            default -> wrong("Please choose which orders to look at again.");
        };
    }

    ReplayRequest request(String store) {
        return new ReplayRequest(store, from, to, orderIds, true);
    }

    private static AskedWindow since(Instant now, Duration span) {
        return new AskedWindow(now.minus(span), now, null, null);
    }

    private static AskedWindow dates(String from, String to) {
        try {
            Instant first = LocalDate.parse(from == null ? "" : from)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            Instant last = LocalDate.parse(to == null ? "" : to)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            if (first.isBefore(last)) return new AskedWindow(first, last, null, null);
            return wrong("The first day must not lie after the last one.");
        } catch (DateTimeException e) {
            return wrong("Please give the first and the last day.");
        }
    }

    private static AskedWindow orders(String text) {
        List<Long> ids = new ArrayList<>();
        for (String word : (text == null ? "" : text).split("[^0-9]+"))
            if (word.matches("[1-9][0-9]{0,17}")) ids.add(Long.valueOf(word));
        if (ids.isEmpty()) return wrong("Please give the numbers of the orders in BigCommerce.");
        if (ids.size() > MOST_ORDERS) return wrong("At most " + MOST_ORDERS + " orders can be named at once.");
        return new AskedWindow(null, null, ids, null);
    }

    private static AskedWindow wrong(String fault) {
        return new AskedWindow(null, null, null, fault);
    }
}
