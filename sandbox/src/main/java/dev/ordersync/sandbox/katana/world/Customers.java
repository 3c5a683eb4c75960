package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Bodies;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.time.Duration;
import java.util.List;

/** Customers (reference chapter 14): no read by id, no uniqueness of anything. */
final class Customers implements Resource {

    private static final List<String> TEXTS =
            List.of("first_name", "last_name", "company", "email", "phone", "comment", "reference_id", "category");

    private final Account account;

    Customers(Account account) {
        this.account = account;
    }

    @Override
    public Page list(Query query, Duration lag) {
        Listing listing = Listing.of(query, lag, account.now())
                .texts("name", "first_name", "last_name", "company", "phone")
                .texts("reference_id", "category", "currency");
        if (account.options().emailFilterIgnoresCase) {
            listing.where(c -> query.one("email")
                    .map(wanted -> wanted.equalsIgnoreCase(Json.text(c.get("email"))))
                    .orElse(true));
        } else {
            listing.texts("email");
        }
        return listing.page(account.customers, this::drawn);
    }

    private ObjectNode drawn(JsonNode customer) {
        int id = customer.path("id").intValue();
        ObjectNode drawn = Drawing.plain(customer);
        drawn.put("default_billing_id", first(id, "billing"));
        drawn.put(
                "default_shipping_id",
                Json.absent(customer.get("default_shipping_id"))
                        ? first(id, "shipping")
                        : Json.whole(customer.get("default_shipping_id")));
        ArrayNode addresses = drawn.putArray("addresses");
        account.customerAddresses.of(id).forEach(a -> addresses.add(addressDrawn(a, drawn)));
        return drawn;
    }

    private Integer first(int customer, String type) {
        return account.customerAddresses.of(customer).stream()
                .filter(a -> a.path("entity_type").asText().equals(type))
                .map(a -> a.path("id").intValue())
                .findFirst()
                .orElse(null);
    }

    private static ObjectNode addressDrawn(ObjectNode address, ObjectNode customer) {
        int id = address.path("id").intValue();
        ObjectNode drawn = Drawing.plain(address);
        return drawn.put(
                "default",
                customer.path("default_billing_id").asInt() == id
                        || customer.path("default_shipping_id").asInt() == id);
    }

    @Override
    public JsonNode create(JsonNode json) {
        ObjectNode body = Bodies.NEW_CUSTOMER.demand(json);
        String currency = body.path("currency").asText(account.baseCurrency());
        Currencies.demand(currency);
        ObjectNode customer = Json.object();
        customer.put("id", 0).put("name", body.get("name").asText());
        TEXTS.forEach(field -> customer.put(field, Json.text(body.get(field))));
        customer.put("currency", currency);
        customer.set("discount_rate", body.get("discount_rate"));
        customer.putNull("default_shipping_id");
        account.customers.add(customer);
        for (JsonNode address : body.path("addresses")) {
            ObjectNode kept = account.customerAddresses.add(
                    CustomerAddresses.address(customer.path("id").intValue(), address));
            if (address.path("default").asBoolean()
                    && address.path("entity_type").asText().equals("shipping")) {
                customer.put("default_shipping_id", kept.path("id").intValue());
            }
        }
        return drawn(customer);
    }

    @Override
    public JsonNode change(int id, JsonNode json) {
        ObjectNode customer = account.customers.need(id);
        ObjectNode body = Bodies.CUSTOMER_CHANGE.demand(json);
        if (body.isEmpty()) {
            throw Refusal.rule("At least 1 field is required");
        }
        if (body.path("currency").isTextual()) {
            Currencies.demand(body.get("currency").asText());
        }
        Integer shipping = Json.whole(body.get("default_shipping_id"));
        if (shipping != null) {
            account.referred(account.customerAddresses, "customer address", shipping);
        }
        Resource.copy(body, customer);
        account.customers.touch(customer);
        return drawn(customer);
    }

    @Override
    public boolean remove(int id) {
        account.customers.bury(account.customers.need(id));
        account.customerAddresses.of(id).forEach(account.customerAddresses::bury);
        return true;
    }
}
