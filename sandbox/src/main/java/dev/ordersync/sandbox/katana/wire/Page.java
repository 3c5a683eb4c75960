package dev.ordersync.sandbox.katana.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One page of a list, and its X-Pagination header: a JSON object whose values are all strings. */
public record Page(List<? extends JsonNode> data, int total, int number, int limit) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MOST = 250;

    /** Cuts the page that the query asks for; a limit above 250 is silently 250, nonsense is the default. */
    public static <T extends JsonNode> Page cut(List<T> all, Query query) {
        int limit = query.whole("limit")
                .filter(l -> l > 0)
                .map(l -> Math.min(l, MOST))
                .orElse(DEFAULT_LIMIT);
        return cut(all, query.whole("page").filter(p -> p > 0).orElse(1), limit);
    }

    public static <T extends JsonNode> Page cut(List<T> all, int number, int limit) {
        int from = (int) Math.min((long) (number - 1) * limit, all.size());
        return new Page(List.copyOf(all.subList(from, Math.min(from + limit, all.size()))), all.size(), number, limit);
    }

    public Page with(java.util.function.UnaryOperator<JsonNode> drawing) {
        return new Page(data.stream().map(d -> drawing.apply(d)).toList(), total, number, limit);
    }

    public ObjectNode body() {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("data");
        data.forEach(list::add);
        return body;
    }

    public String header() {
        int pages = limit == 0 ? 0 : (total + limit - 1) / limit;
        ObjectNode header = Json.object();
        header.put("total_records", Integer.toString(total));
        header.put("total_pages", Integer.toString(pages));
        header.put("offset", Long.toString((long) (number - 1) * limit));
        header.put("page", Integer.toString(number));
        header.put("first_page", Boolean.toString(number == 1));
        header.put("last_page", Boolean.toString(number >= pages));
        return header.toString();
    }
}
