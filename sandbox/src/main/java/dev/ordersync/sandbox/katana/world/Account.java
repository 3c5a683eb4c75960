package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import dev.ordersync.sandbox.katana.wire.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One Katana tenant: all its objects, its stock, its settings. Not thread-safe; one thread owns it.
 *
 * <p>Ids of each account and of each kind have their own range, so that an id that strays to another account or kind is
 * not found there.
 */
public final class Account {

    /** Hears what happened, for webhooks. */
    public interface Ear {
        void heard(String resource, String action, int id, String status);
    }

    private static final int ACCOUNT_RANGES = 42;

    private final String name;
    private final Options options;
    private final Supplier<Instant> clock;
    private final int firstId;
    private int kinds;
    private Ear ear = (resource, action, id, status) -> {};

    final Table locations;
    final Table users;
    final Table customers;
    final Table customerAddresses;
    final Table products;
    final Table materials;
    final Table services;
    final Table variants;
    final Table taxRates;
    final Table batches;
    final Table serials;
    final Table orders;
    final Table rows;
    final Table fees;
    final Table orderAddresses;
    final Table fulfillments;
    final Table returns;
    final Table webhooks;
    final Stock stock = new Stock();
    final ObjectNode factory = Json.object();
    final Map<String, BigDecimal> currencyRates = new LinkedHashMap<>();
    int orderNumber;
    /** True while a person acts and not the API. */
    boolean byHand;

    private int fulfillmentRowId;

    public Account(String name, int number, Options options, Supplier<Instant> clock) {
        this.name = name;
        this.options = options;
        this.clock = clock;
        this.firstId = number % ACCOUNT_RANGES * 50_000_000;
        locations = table("location", null);
        users = table("user", null);
        customers = table("customer", null);
        customerAddresses = table("customer address", "customer_id");
        products = table("product", null);
        materials = table("material", null);
        services = table("service", null);
        variants = table("variant", "_parent");
        taxRates = table("tax rate", null);
        batches = table("batch", "variant_id");
        serials = table("serial number", "variant_id");
        orders = table("sales order", null);
        rows = table("sales order row", "sales_order_id");
        fees = table("sales order shipping fee", "sales_order_id");
        orderAddresses = table("sales order address", "sales_order_id");
        fulfillments = table("sales order fulfillment", "sales_order_id");
        returns = table("sales return", "sales_order_id");
        webhooks = table("webhook", null);
        fulfillmentRowId = firstId + 47_500_000;
        stock.onMove(this::inventoryMoved);
    }

    /** What a new tenant finds: its settings, one location, one user. */
    public static World open(String name, int number, String currency, Options options, Supplier<Instant> clock) {
        Account account = new Account(name, number, options, clock);
        account.factory.put("legal_name", name).put("display_name", name).put("base_currency_code", currency);
        account.factory.put("default_so_delivery_time", "14").putNull("default_po_lead_time");
        account.factory.putNull("inventory_closing_date").putObject("legal_address");
        World world = new World(account);
        world.hand().addLocation("Main location", true);
        world.hand().addUser("Ada", "Keeper", "keeper@" + name.toLowerCase(Locale.ROOT) + ".example");
        return world;
    }

    private Table table(String what, String parent) {
        return new Table(what, parent, firstId + 2_500_000 * kinds++, clock);
    }

    public String name() {
        return name;
    }

    public Options options() {
        return options;
    }

    public Stock stock() {
        return stock;
    }

    public Instant now() {
        return clock.get();
    }

    public void onEvent(Ear listener) {
        ear = listener;
    }

    void tell(String resource, String action, int id, String status) {
        ear.heard(resource, action, id, status);
    }

    int nextFulfillmentRowId() {
        return ++fulfillmentRowId;
    }

    String baseCurrency() {
        return factory.path("base_currency_code").asText();
    }

    /** Order currency to base currency: base = amount / rate; 1 when none was set. */
    BigDecimal rate(String currency) {
        return currencyRates.getOrDefault(currency, BigDecimal.ONE);
    }

    /** An object that a request names; the status of its absence is an option. */
    ObjectNode referred(Table table, String what, Integer id) {
        Optional<ObjectNode> found = id == null ? Optional.empty() : table.living(id);
        return found.orElseThrow(() -> options.missingReferenceStatus == 404
                ? Refusal.missing(what, id)
                : Refusal.rule(what + " " + id + " not found"));
    }

    /** Refuses a date inside the closed inventory period. */
    void refuseClosed(Instant at) {
        Optional<Instant> closed = Json.instant(Json.text(factory.get("inventory_closing_date")));
        if (closed.isPresent() && !at.isAfter(closed.get())) {
            throw Refusal.rule("The inventory period is closed until " + Json.instant(closed.get()));
        }
    }

    /** Product, material or service of a variant, also an archived or deleted one. */
    Optional<ObjectNode> parentOf(ObjectNode variant) {
        int id = variant.path("_parent").intValue();
        return switch (variant.path("type").asText()) {
            case "product" -> products.any(id);
            case "material" -> materials.any(id);
            default -> services.any(id);
        };
    }

    boolean batchTracked(int variantId) {
        return flagOf(variantId, "batch_tracked");
    }

    boolean serialTracked(int variantId) {
        return flagOf(variantId, "serial_tracked");
    }

    boolean isService(int variantId) {
        return variants.any(variantId)
                .map(v -> v.path("type").asText().equals("service"))
                .orElse(false);
    }

    private boolean flagOf(int variantId, String flag) {
        return variants.any(variantId)
                .flatMap(this::parentOf)
                .map(p -> p.path(flag).asBoolean())
                .orElse(false);
    }

    private void inventoryMoved(int variantId, BigDecimal before, BigDecimal after) {
        String type = variants.any(variantId).map(v -> v.path("type").asText()).orElse("product");
        tell("current_inventory", type + "_updated", variantId, "");
        if (before.signum() > 0 && after.signum() <= 0) {
            tell("current_inventory", type + "_out_of_stock", variantId, "");
        }
    }
}
