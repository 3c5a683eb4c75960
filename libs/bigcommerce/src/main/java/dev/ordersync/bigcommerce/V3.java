package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;

/** The envelope of V3 lists: {@code {"data":[...],"meta":{"pagination":{...}}}}. */
final class V3 {

    /** Whether there is no page after this one: by the page count where it is given, else by a page not full. */
    static boolean isLast(JsonNode body, int page, int limit) {
        JsonNode pages = body.path("meta").path("pagination").path("total_pages");
        int size = body.path("data").size();
        if (size == 0) return true;
        return pages.isMissingNode() || pages.isNull() ? size < limit : page >= pages.asInt();
    }

    private V3() {}
}
