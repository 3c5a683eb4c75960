package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list: {@code {"data":[...]}} or, on a few paths, a bare array.
 *
 * @param pages how many there are by {@code X-Pagination}, whose numbers are texts on the wire; null when it is absent
 * @param records how many on all pages, from the same place
 */
record RawPage(List<JsonNode> items, Integer pages, Integer records) {

    static Optional<RawPage> of(Reply reply) {
        JsonNode body = reply.body().isBlank()
                ? Json.TREE.createArrayNode()
                : Json.read(reply.body()).orElse(Json.TREE.missingNode());
        JsonNode list = body.isArray() ? body : body.path("data");
        if (!list.isArray()) return Optional.empty();
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return Optional.of(new RawPage(items, number(reply, "total_pages"), number(reply, "total_records")));
    }

    private static Integer number(Reply reply, String name) {
        JsonNode header = reply.header("x-pagination").flatMap(Json::read).orElse(Json.TREE.missingNode());
        String number = header.path(name).asText("").trim();
        return number.matches("\\d{1,8}") ? Integer.valueOf(number) : null;
    }

    /** Whether nothing comes after this page; a page that is not full is the last where no header says otherwise. */
    boolean isLast(int page, int limit) {
        if (items.isEmpty()) return true;
        return pages == null ? items.size() < limit : page >= pages;
    }
}
