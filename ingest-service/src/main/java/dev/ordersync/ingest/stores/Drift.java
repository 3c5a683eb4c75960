package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Secret;
import dev.ordersync.events.Codec;
import dev.ordersync.stores.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * One difference between what the stores file says and what is stored: somebody changed the store since, and the next
 * start would change it back.
 *
 * @param file what the file says; null for a credential, which is never shown
 * @param stored what is stored; null for a credential
 */
public record Drift(String field, String file, String stored) {

    /** What the file does not name is no drift. */
    static List<Drift> between(StoreRequest file, Store stored) {
        List<Drift> drift = new ArrayList<>();
        if (file.name() != null && !file.name().equals(stored.name()))
            drift.add(new Drift("name", file.name(), stored.name()));
        credential(drift, "bigcommerce.accessToken", file.bigcommerceToken(), stored.bigcommerceToken());
        credential(drift, "bigcommerce.clientSecret", file.clientSecret(), stored.clientSecret());
        credential(drift, "katana.apiKey", file.katanaKey(), stored.katanaKey());
        if (file.settings() != null) settings(drift, tree(file.settings()), tree(stored.settings()));
        return drift;
    }

    private static JsonNode tree(Object settings) {
        return Codec.JSON.valueToTree(settings);
    }

    private static void credential(List<Drift> drift, String field, Secret file, Secret stored) {
        if (file != null && !file.equals(stored)) drift.add(new Drift(field, null, null));
    }

    private static void settings(List<Drift> drift, JsonNode file, JsonNode stored) {
        file.fieldNames().forEachRemaining(name -> {
            String wanted = text(file.get(name));
            String found = text(stored.path(name));
            if (!wanted.equals(found)) drift.add(new Drift("settings." + name, wanted, found));
        });
    }

    /** Numbers by their value: 19 and 19.00 are the same. */
    private static String text(JsonNode value) {
        if (value.isNumber()) return value.decimalValue().stripTrailingZeros().toPlainString();
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }
}
