package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A store to open.
 *
 * @param account the first API account
 * @param inclusive prices are entered with tax
 * @param quota requests per 30 seconds: 150 on Standard and Plus, 450 on Pro
 * @param taxes rates by tax class; class 0 is the default one, shipping and handling use {@link #SHIPPING_CLASS}
 * @param firstOrderId ids rise from here
 */
public record StoreSetup(
        String hash,
        String name,
        ApiAccount account,
        String currency,
        String countryIso2,
        boolean inclusive,
        String plan,
        int quota,
        Map<Integer, List<TaxRate>> taxes,
        int firstOrderId,
        Quirks quirks) {
    public static final int SHIPPING_CLASS = 2;
    public static final int WRAPPING_CLASS = 3;

    /**
     * What the reference leaves open, so that both readings can be tried.
     *
     * @param shipmentMovesStatus a shipment sets 3 or 2 by itself
     * @param listsArchived archived orders stay in lists
     * @param warningBeside the 50-lines marker stands beside the list instead of in it
     * @param signsWebhooks deliveries carry the Standard Webhooks headers when the account has a client secret
     */
    public record Quirks(
            boolean shipmentMovesStatus, boolean listsArchived, boolean warningBeside, boolean signsWebhooks) {
        public static final Quirks USUAL = new Quirks(true, false, false, true);
    }

    /** A tax-inclusive EUR store at 19 %, 7 % in class 1, shipping at 19 %. */
    public static StoreSetup euro(String hash, String token) {
        var standard = List.of(TaxRate.of(1, "MwSt. 19 %", "19"));
        return new StoreSetup(
                hash,
                "Shop " + hash,
                new ApiAccount(token, "client-" + hash, null, Set.of()),
                "EUR",
                "DE",
                true,
                "Standard",
                150,
                Map.of(
                        0,
                        standard,
                        1,
                        List.of(TaxRate.of(2, "MwSt. 7 %", "7")),
                        SHIPPING_CLASS,
                        standard,
                        WRAPPING_CLASS,
                        standard),
                100,
                Quirks.USUAL);
    }

    /** A tax-exclusive USD store at 8.25 % (state 6.25 % and city 2 %), shipping untaxed. */
    public static StoreSetup dollar(String hash, String token) {
        var texas = List.of(TaxRate.of(1, "Texas", "6.25"), TaxRate.of(2, "Austin", "2"));
        return new StoreSetup(
                hash,
                "Shop " + hash,
                new ApiAccount(token, "client-" + hash, null, Set.of()),
                "USD",
                "US",
                false,
                "Standard",
                150,
                Map.of(0, texas, SHIPPING_CLASS, List.of(), WRAPPING_CLASS, texas),
                100,
                Quirks.USUAL);
    }

    public StoreSetup name(String words) {
        return new StoreSetup(
                hash, words, account, currency, countryIso2, inclusive, plan, quota, taxes, firstOrderId, quirks);
    }

    public StoreSetup quota(int requests) {
        return new StoreSetup(
                hash, name, account, currency, countryIso2, inclusive, plan, requests, taxes, firstOrderId, quirks);
    }

    public StoreSetup account(ApiAccount other) {
        return new StoreSetup(
                hash, name, other, currency, countryIso2, inclusive, plan, quota, taxes, firstOrderId, quirks);
    }

    public StoreSetup clientSecret(String secret) {
        return account(new ApiAccount(account.token(), account.clientId(), secret, account.scopes()));
    }

    public StoreSetup currency(String code) {
        return new StoreSetup(
                hash, name, account, code, countryIso2, inclusive, plan, quota, taxes, firstOrderId, quirks);
    }

    public StoreSetup taxes(Map<Integer, List<TaxRate>> rates) {
        return new StoreSetup(
                hash, name, account, currency, countryIso2, inclusive, plan, quota, rates, firstOrderId, quirks);
    }

    /** A store in a state without sales tax. */
    public StoreSetup untaxed() {
        return taxes(Map.of(0, List.of(), SHIPPING_CLASS, List.of(), WRAPPING_CLASS, List.of()));
    }

    public StoreSetup firstOrderId(int id) {
        return new StoreSetup(hash, name, account, currency, countryIso2, inclusive, plan, quota, taxes, id, quirks);
    }

    public StoreSetup quirks(Quirks others) {
        return new StoreSetup(
                hash, name, account, currency, countryIso2, inclusive, plan, quota, taxes, firstOrderId, others);
    }

    /**
     * From {@code POST /sandbox/bigcommerce/stores}: {@code {hash, token, name?, clientId?, clientSecret?, scopes?,
     * currency?, inclusive?, quota?, plan?, firstOrderId?, taxes?: {"0": [{name, percent, priority?}]}}}.
     */
    static StoreSetup read(JsonNode json) {
        var hash = json.path("hash").asText("");
        var token = json.path("token").asText("");
        if (hash.isEmpty() || token.isEmpty()) {
            throw new IllegalArgumentException("hash and token are needed");
        }
        var inclusive = json.path("inclusive").asBoolean(false);
        var base = inclusive ? euro(hash, token) : dollar(hash, token);
        var scopes = new LinkedHashSet<String>();
        json.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new StoreSetup(
                hash,
                json.path("name").asText(base.name()),
                new ApiAccount(
                        token,
                        json.path("clientId").asText(base.account().clientId()),
                        json.path("clientSecret").asText(null),
                        scopes),
                json.path("currency").asText(base.currency()),
                json.path("country").asText(base.countryIso2()),
                inclusive,
                json.path("plan").asText(base.plan()),
                json.path("quota").asInt(base.quota()),
                json.has("taxes") ? taxes(json.path("taxes")) : base.taxes(),
                json.path("firstOrderId").asInt(base.firstOrderId()),
                quirks(json.path("quirks")));
    }

    private static Quirks quirks(JsonNode json) {
        return new Quirks(
                json.path("shipmentMovesStatus").asBoolean(Quirks.USUAL.shipmentMovesStatus()),
                json.path("listsArchived").asBoolean(Quirks.USUAL.listsArchived()),
                json.path("warningBeside").asBoolean(Quirks.USUAL.warningBeside()),
                json.path("signsWebhooks").asBoolean(Quirks.USUAL.signsWebhooks()));
    }

    private static Map<Integer, List<TaxRate>> taxes(JsonNode json) {
        var classes = new LinkedHashMap<Integer, List<TaxRate>>();
        var ids = new int[1];
        json.fields().forEachRemaining(entry -> {
            var rates = new java.util.ArrayList<TaxRate>();
            entry.getValue()
                    .forEach(rate -> rates.add(new TaxRate(
                            ++ids[0],
                            rate.path("name").asText("Tax"),
                            rate.path("percent").decimalValue(),
                            rate.path("priority").asInt(0))));
            classes.put(Integer.valueOf(entry.getKey()), rates);
        });
        return classes;
    }
}
