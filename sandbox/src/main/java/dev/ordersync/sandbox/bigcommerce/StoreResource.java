package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.kernel.Json;
import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Routes;
import java.util.List;
import java.util.stream.IntStream;

/** Store information, clock, statuses, currencies and tax classes (reference 7.1 and 19). */
final class StoreResource {
    private record TaxClass(int id, String name) {}

    private static final List<TaxClass> CLASSES =
            List.of(new TaxClass(1, "Reduced Rate"), new TaxClass(2, "Shipping"), new TaxClass(3, "Gift Wrapping"));

    void routes(Routes<Store> routes) {
        routes.add(
                        "GET",
                        "/v2/time",
                        (store, request, path) -> Reply.json(200, Json.object().put("time", request.at() / 1000)))
                .add("GET", "/v2/store", (store, request, path) -> Reply.json(200, store(store)))
                .add(
                        "GET",
                        "/v2/order_statuses",
                        (store, request, path) -> Reply.json(
                                200,
                                Json.array(
                                        IntStream.range(0, Statuses.count())
                                                .boxed()
                                                .toList(),
                                        Statuses::json)))
                .add("GET", "/v2/order_statuses/{id}", (store, request, path) -> {
                    var id = OrderResource.number(path.get("id"));
                    return id >= 0 && id < Statuses.count() ? Reply.json(200, Statuses.json(id)) : Failures.notFound();
                })
                .add(
                        "GET",
                        "/v2/currencies",
                        (store, request, path) ->
                                new Query(request).only().v2(store.currencies, one -> currency(store, one)))
                .add(
                        "GET",
                        "/v2/tax_classes",
                        (store, request, path) -> new Query(request)
                                .only()
                                .v2(
                                        CLASSES,
                                        one -> Json.object()
                                                .put("id", "" + one.id())
                                                .put("name", one.name())
                                                .put("created_at", "2020-01-01T00:00:00+00:00")
                                                .put("updated_at", "2020-01-01T00:00:00+00:00")))
                .add(
                        "GET",
                        "/v3/tax/settings",
                        (store, request, path) -> Query.v3(Json.object()
                                .put("tax_entered_with_prices", store.inclusive)
                                .put("rounding_strategy", "RATE_ROUNDING")
                                .put("should_subtract_store_tax", true)
                                .put("fallback_strategy", "BASIC")
                                .put("document_submission_strategy", "ON_ORDER_CREATION")))
                .add(
                        "GET",
                        "/v3/channels",
                        (store, request, path) -> new Query(request)
                                .v3(
                                        List.of(1),
                                        id -> Json.object()
                                                .put("id", 1)
                                                .put("name", store.name)
                                                .put("type", "storefront")
                                                .put("platform", "bigcommerce")
                                                .put("status", "active")
                                                .put("is_enabled", true)));
    }

    private static ObjectNode store(Store store) {
        var json = Json.object()
                .put("id", store.hash())
                .put("account_uuid", "00000000-0000-4000-8000-" + String.format("%012d", store.number))
                .put("domain", store.hash() + ".example")
                .put("secure_url", "https://" + store.hash() + ".example")
                .put("control_panel_base_url", "https://store-" + store.hash() + ".example")
                .put("status", "live")
                .put("name", store.name)
                .put("country_code", store.setup.countryIso2())
                .put("admin_email", "owner@" + store.hash() + ".example")
                .put("order_email", "orders@" + store.hash() + ".example")
                .put("language", "en")
                .put("currency", store.currency.code())
                .put("decimal_separator", ".")
                .put("thousands_separator", ",")
                .put("decimal_places", store.currency.decimals())
                .put("currency_symbol_location", "left")
                .put("weight_units", "KGS")
                .put("dimension_units", "Centimeters")
                .put("plan_name", store.setup.plan())
                .put("plan_level", store.setup.plan())
                .put("plan_is_trial", false)
                .put("is_price_entered_with_tax", store.inclusive)
                .put("store_id", store.number)
                .put("default_channel_id", 1)
                .put("default_site_id", 1000);
        json.putObject("timezone")
                .put("name", "Europe/Berlin")
                .put("raw_offset", 3600)
                .put("dst_offset", 7200)
                .put("dst_correction", true)
                .putObject("date_format")
                .put("display", "jS M Y")
                .put("export", "jS M Y")
                .put("extended_display", "jS M Y @ g:i A");
        json.putObject("features").put("multi_storefront_enabled", false);
        return json;
    }

    private static ObjectNode currency(Store store, Currency currency) {
        var own = currency.code().equals(store.currency.code());
        var json = Json.object()
                .put("id", currency.id())
                .put("is_default", own)
                .put("last_updated", "Wed, 01 Jan 2020 00:00:00 +0000")
                .put("currency_code", currency.code())
                .put("currency_exchange_rate", "1.0000000000")
                .put("name", java.util.Currency.getInstance(currency.code()).getDisplayName(java.util.Locale.ENGLISH))
                .put("token", currency.code())
                .put("token_location", "left")
                .put("decimal_token", ".")
                .put("thousands_token", ",")
                .put("decimal_places", currency.decimals())
                .put("enabled", true)
                .put("is_transactional", true);
        json.putArray("default_for_country_codes");
        return json;
    }
}
