package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The store itself: cheap calls that also tell whether token and scopes are good. */
public final class BcStoreInfo {
    private final Wire wire;

    BcStoreInfo(Wire wire) {
        this.wire = wire;
    }

    /** Name, currency, plan, tax setting. Needs the scope {@code store_v2_information}. */
    public Answer<BcStore> info() {
        return wire.object(wire.at("/v2/store")).map(body -> {
            Fields f = Fields.lenient(body);
            return new BcStore(
                    f.text("id"),
                    f.text("name"),
                    f.text("domain"),
                    f.text("currency"),
                    f.text("plan_name"),
                    f.text("plan_level"),
                    f.text("weight_units"),
                    f.at("timezone").text("name"),
                    f.text("status"));
        });
    }

    /** The platform's clock: the cheapest call that needs good credentials. */
    public Answer<Instant> time() {
        return wire.object(wire.at("/v2/time"))
                .map(body -> Instant.ofEpochSecond(body.path("time").asLong()));
    }

    /** The store's currencies with their decimal places. */
    public Answer<List<BcCurrency>> currencies() {
        return wire.list(wire.at("/v2/currencies")).map(body -> {
            List<BcCurrency> currencies = new ArrayList<>();
            for (JsonNode node : body) {
                Fields f = Fields.lenient(node);
                currencies.add(new BcCurrency(
                        f.id("id"),
                        f.text("currency_code"),
                        f.decimal("currency_exchange_rate"),
                        f.isAbsent("decimal_places") ? 2 : f.count("decimal_places"),
                        f.isSet("is_transactional")));
            }
            return currencies;
        });
    }
}
