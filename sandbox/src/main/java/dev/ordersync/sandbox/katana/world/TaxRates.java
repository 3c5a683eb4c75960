package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.time.Duration;

/** Tax rates (reference chapter 15): list and create only; the same percent may be there several times. */
final class TaxRates implements Resource {

    private final Account account;

    TaxRates(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .decimals("rate")
                .texts("name")
                .flags("is_default_sales", "is_default_purchases")
                .page(account.taxRates, TaxRates::drawn);
    }

    private static ObjectNode drawn(JsonNode rate) {
        ObjectNode drawn = Drawing.plain(rate);
        drawn.remove("deleted_at");
        return drawn;
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_TAX_RATE.demand(json);
        return drawn(add(body));
    }

    ObjectNode add(ObjectNode body) {
        String percent = Json.plain(Json.decimal(body.get("rate"))) + "%";
        String name = body.path("name").asText("");
        ObjectNode rate = Json.object();
        rate.put("id", 0).put("name", name);
        rate.set("rate", Json.number(Json.decimal(body.get("rate"))));
        rate.put("is_default_sales", false).put("is_default_purchases", false);
        rate.put("display_name", name.isEmpty() ? percent : name);
        return account.taxRates.add(rate);
    }
}
