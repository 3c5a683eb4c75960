package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.time.Duration;

/** Stored addresses of customers (reference chapter 14): one to bill, many to ship to; no read by id. */
final class CustomerAddresses implements Resource {

    private final Account account;

    CustomerAddresses(Account account) {
        this.account = account;
    }

    static ObjectNode address(int customerId, JsonNode body) {
        ObjectNode address = Json.object();
        address.put("id", 0).put("customer_id", customerId);
        address.put("entity_type", body.path("entity_type").asText());
        OrderAddresses.LINES.forEach(line -> address.put(line, Json.text(body.get(line))));
        return address;
    }

    @Override
    public Page list(Query query, Duration lag) {
        return Listing.of(query, lag, account.now())
                .among("customer_ids", "customer_id")
                .texts("entity_type")
                .texts(OrderAddresses.LINES.toArray(String[]::new))
                .page(account.customerAddresses, Drawing::plain);
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_CUSTOMER_ADDRESS.demand(json);
        int customer = account.referred(account.customers, "customer", Json.whole(body.get("customer_id")))
                .path("id")
                .intValue();
        boolean second = body.get("entity_type").asText().equals("billing")
                && account.customerAddresses.of(customer).stream()
                        .anyMatch(a -> a.path("entity_type").asText().equals("billing"));
        if (second) {
            throw Refusal.rule("Customer already has a billing address");
        }
        ObjectNode address = account.customerAddresses.add(address(customer, body));
        account.customers.touch(account.customers.need(customer));
        return Drawing.plain(address);
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode address = account.customerAddresses.need(id);
        ObjectNode body = Bodies.CUSTOMER_ADDRESS_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        Resource.copy(body, address);
        account.customerAddresses.touch(address);
        return Drawing.plain(address);
    }

    @Override
    public boolean remove(int id) {
        account.customerAddresses.bury(account.customerAddresses.need(id));
        return true;
    }
}
