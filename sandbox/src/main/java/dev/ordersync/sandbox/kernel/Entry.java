package dev.ordersync.sandbox.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One exchange of the journal.
 *
 * @param number rises with the beginning of the exchange
 * @param at beginning, epoch milliseconds of the sandbox clock
 * @param direction {@link #IN} a call to a simulator, {@link #OUT} a webhook delivery attempt, {@link #EFFECT} the late
 *     effect of an earlier call (fault {@code late-create})
 * @param side {@code bigcommerce} or {@code katana}
 * @param scope store hash or Katana account
 * @param path of the API below the mount; of a webhook the whole destination
 * @param token the credential shown ({@code X-Auth-Token} or bearer); of a webhook the event's name
 * @param status 0 when no HTTP answer came (reset, refused, timeout)
 * @param request the request body, cut after {@link #KEPT} characters
 * @param reply the reply body, cut after {@link #REPLY_KEPT} characters
 * @param waitMillis what a 429 asked to wait, else 0
 * @param fault the name of the fault that was played, or {@code ""}
 */
public record Entry(
        long number,
        long at,
        String direction,
        String side,
        String scope,
        String method,
        String path,
        String query,
        String token,
        int status,
        String request,
        String reply,
        long durationMillis,
        long waitMillis,
        String fault) {
    public static final String IN = "in";
    public static final String OUT = "out";
    public static final String EFFECT = "effect";
    public static final int KEPT = 100_000;
    public static final int REPLY_KEPT = 4_000;

    public long endedAt() {
        return at + durationMillis;
    }

    /** A call that may change something at the simulator. */
    public boolean writes() {
        return direction.equals(IN) && !method.equals("GET") && !method.equals("HEAD");
    }

    long size() {
        return 200L + path.length() + query.length() + request.length() + reply.length();
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }

    public ObjectNode json() {
        return Json.object()
                .put("number", number)
                .put("at", at)
                .put("direction", direction)
                .put("side", side)
                .put("store", scope)
                .put("method", method)
                .put("path", path)
                .put("query", query)
                .put("token", token)
                .put("status", status)
                .put("request", request)
                .put("reply", reply)
                .put("durationMillis", durationMillis)
                .put("waitMillis", waitMillis)
                .put("fault", fault);
    }
}
