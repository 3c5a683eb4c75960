package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Page;
import dev.ordersync.sandbox.katana.wire.Query;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One account with all its calls: what the router asks. */
public final class World {

    private final Account account;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Fulfillments fulfillments;
    private final Drawing drawing;
    private final Hand hand;

    public World(Account account) {
        this.account = account;
        this.drawing = new Drawing(account);
        this.fulfillments = new Fulfillments(account);
        SalesOrderRows rows = new SalesOrderRows(account);
        resources.put("sales_orders", new SalesOrders(account, rows, fulfillments));
        resources.put("sales_order_rows", rows);
        resources.put("sales_order_addresses", new OrderAddresses(account));
        resources.put("sales_order_shipping_fee", new ShippingFees(account));
        resources.put("sales_order_fulfillments", fulfillments);
        resources.put("sales_returns", new Returns(account));
        resources.put("customers", new Customers(account));
        resources.put("customer_addresses", new CustomerAddresses(account));
        resources.put("products", new Items(account, "product"));
        resources.put("materials", new Items(account, "material"));
        resources.put("services", new Items(account, "service"));
        resources.put("variants", new Variants(account));
        resources.put("tax_rates", new TaxRates(account));
        resources.put("locations", new Places(account));
        resources.put("users", new People(account));
        resources.put("batches", only(new Batches(account), true));
        resources.put("batch_stocks", only(new Batches(account), false));
        resources.put("inventory", new Inventory(account));
        resources.put("webhooks", new Subscriptions(account));
        hand = new Hand(account, fulfillments, this);
    }

    /** The two halves of batches live under two paths: creation under one, stock and change under the other. */
    private static Resource only(Batches batches, boolean creation) {
        if (creation) {
            return new Resource() {
                @Override
                public JsonNode create(JsonNode body) {
                    return batches.create(body);
                }
            };
        }
        return new Resource() {
            @Override
            public Page list(Query query, Duration lag) {
                return batches.list(query, lag);
            }

            @Override
            public JsonNode change(int id, JsonNode body) {
                return batches.change(id, body);
            }
        };
    }

    public Account account() {
        return account;
    }

    /** Null when there is no such resource. */
    public Resource resource(String name) {
        return resources.get(name);
    }

    public JsonNode factory() {
        return account.factory.deepCopy();
    }

    public JsonNode keyOwner() {
        return account.users.living().findFirst().map(Drawing::plain).orElseGet(Json::object);
    }

    public Page searchOrders(JsonNode body, Duration lag) {
        return new Search(
                        Search.ORDER_FIELDS,
                        Set.of("_availability", "production_status", "invoicing_status", "custom_fields"))
                .among(seen(account.orders, lag), drawing::order, body);
    }

    public Page searchRows(JsonNode body, Duration lag) {
        Page page = new Search(
                        Search.ROW_FIELDS,
                        Set.of("_availability", "tax_rate", "location_id", "currency", "delivery_date"))
                .among(seen(account.rows, lag), this::rowWithOrder, body);
        return page.with(row -> ((ObjectNode) row).without(List.of("currency", "delivery_date")));
    }

    /** As the API would answer it, also when it is deleted. */
    public ObjectNode drawnOrder(int id) {
        return drawing.order(account.orders.any(id).orElseThrow());
    }

    private List<ObjectNode> seen(Table table, Duration lag) {
        return Listing.of(Query.NONE, lag, account.now()).found(table);
    }

    private ObjectNode rowWithOrder(JsonNode row) {
        ObjectNode order =
                account.orders.any(row.path("sales_order_id").intValue()).orElseThrow();
        ObjectNode drawn = drawing.row(row);
        drawn.set("currency", order.get("currency"));
        drawn.set("delivery_date", order.get("delivery_date"));
        return drawn;
    }

    /** Delivered goods that may be returned: a bare array. */
    public ArrayNode returnable(int orderId) {
        ObjectNode order = account.orders.need(orderId);
        ArrayNode items = Json.array();
        for (ObjectNode fulfillment : account.fulfillments.of(orderId)) {
            if (fulfillment.path("status").asText().equals("DELIVERED")) {
                Shipping.parts(fulfillment).forEach(part -> items.add(returnable(part, order)));
            }
        }
        return items;
    }

    private ObjectNode returnable(ObjectNode part, ObjectNode order) {
        ObjectNode row =
                account.rows.any(part.path("sales_order_row_id").intValue()).orElseThrow();
        BigDecimal quantity = Json.decimal(row.get("quantity"));
        BigDecimal unit = quantity.signum() == 0
                ? BigDecimal.ZERO
                : new Money(account).net(row).divide(quantity, 10, RoundingMode.HALF_UP);
        ObjectNode item = Json.object();
        item.put("variant_id", row.path("variant_id").intValue());
        item.put("fulfillment_row_id", part.path("id").intValue());
        item.put("available_for_return_quantity", Json.plain(Json.decimal(part.get("quantity"))));
        item.put("net_price_per_unit", Json.tenDecimals(unit));
        item.put("location_id", Drawing.location(row, order));
        return item.put("quantity_sold", Json.plain(quantity));
    }

    /** What people do in the user interface. */
    public Hand hand() {
        return hand;
    }

    /** An enabled webhook that wants an event. */
    public record Subscription(int id, String url, String token) {}

    public List<Subscription> subscriptions(String event) {
        return account.webhooks
                .living()
                .filter(w -> w.path("enabled").asBoolean() && names(w.path("subscribed_events"), event))
                .map(w -> new Subscription(
                        w.path("id").intValue(),
                        w.path("url").asText(),
                        w.path("token").asText()))
                .toList();
    }

    private static boolean names(JsonNode events, String event) {
        for (JsonNode name : events) {
            if (name.asText().equals(event)) {
                return true;
            }
        }
        return false;
    }

    public boolean stillSubscribed(int webhookId) {
        return account.webhooks
                .living(webhookId)
                .map(w -> w.path("enabled").asBoolean())
                .orElse(false);
    }

    public Snapshot snapshot() {
        return Snapshot.of(account, hand.acts());
    }
}
