package dev.ordersync.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Prints a line for every order whose state has changed: both numbers, both totals, the difference. */
final class OrderTicker implements AutoCloseable {
    private static final String LINE = "%-12s %9s  %-10s %-10s %14s %14s %-4s %8s  %s";

    /** How an order is explained that nothing has happened to yet; the next line of it tells more. */
    private static final String NOT_YET = "its turn has not come yet.";

    private final JsonApi api;
    private final Consumer<String> say;
    private final Map<String, String> shown = new HashMap<>();
    private boolean away;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "order-ticker");
        thread.setDaemon(true);
        return thread;
    });

    OrderTicker(JsonApi api, Consumer<String> say) {
        this.api = api;
        this.say = say;
    }

    void start() {
        say.accept(String.format(
                LINE, "store", "order", "state", "Katana SO", "BigCommerce", "Katana", "", "differ.", "why"));
        clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            for (JsonNode store : api.get("/api/stores").body()) {
                String hash = store.path("storeHash").asText();
                JsonNode orders =
                        api.get("/api/stores/" + hash + "/orders?page=1").body().path("orders");
                for (int i = orders.size() - 1; i >= 0; i--) show(hash, orders.get(i));
            }
        } catch (UncheckedIOException e) {
            if (!away) say.accept("ingest-service does not answer; its orders are shown again when it does");
            away = true;
            return;
        }
        away = false;
    }

    private void show(String store, JsonNode order) {
        if (order.path("why").asText().endsWith(NOT_YET)) return;
        String line = String.format(
                LINE,
                store,
                order.path("orderId").asText(),
                order.path("state").asText(),
                order.path("katana").path("orderNo").asText("-"),
                order.path("receipt")
                        .path("bigcommerceTotal")
                        .asText(order.path("bigcommerce").path("total").asText("-")),
                order.path("receipt").path("katanaTotal").asText("-"),
                order.path("bigcommerce").path("currency").asText(""),
                order.path("receipt").path("difference").asText("-"),
                why(order));
        String before = shown.put(store + ":" + order.path("orderId").asText(), line);
        if (!line.equals(before)) say.accept(line);
    }

    /** What explains a difference, if there is one; else how the order came to its state. */
    private static String why(JsonNode order) {
        StringBuilder explained = new StringBuilder();
        for (JsonNode step : order.path("receipt").path("steps"))
            if (step.path("explains").asBoolean())
                explained
                        .append(explained.length() == 0 ? "" : " ")
                        .append(step.path("text").asText());
        return explained.length() > 0 ? explained.toString() : order.path("why").asText("");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
