package dev.ordersync.sandbox.katana.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One finding about a request body, in the words of a JSON schema validator.
 *
 * @param path where, such as "/sales_order_rows/0/quantity"; empty for the body itself
 * @param code the rule that was broken, such as "required" or "type"
 * @param info the rule's parameters
 */
public record Detail(String path, String code, String message, ObjectNode info) {

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("path", path).put("code", code).put("message", message);
        json.set("info", info);
        return json;
    }
}
