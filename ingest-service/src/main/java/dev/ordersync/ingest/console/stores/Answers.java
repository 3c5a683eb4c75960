package dev.ordersync.ingest.console.stores;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.Codec;
import dev.ordersync.ingest.stores.StoreRequest;
import dev.ordersync.stores.StoreSettings;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.List;

/** What a person answered in the form of a step, as the request that the API would take; read as strictly. */
final class Answers {
    private static final List<String> FLAGS = List.of(
            "importAwaitingPayment",
            "importCustomItems",
            "importShippingFee",
            "syncFulfillment",
            "syncShipments",
            "allowUnbatched",
            "createProducts");
    private static final List<String> NUMBERS = List.of("locationId", "deliveryDays", "defaultTaxPercent");
    private static final List<String> WORDS =
            List.of("onCancel", "nonPhysicalLines", "orderNumberPrefix", "importProducts", "importCustomers");

    private final MultivaluedMap<String, String> form;

    Answers(MultivaluedMap<String, String> form) {
        this.form = form;
    }

    /** Name and credentials; what was left blank stays as it is. */
    StoreRequest credentials() {
        ObjectNode body = Codec.JSON.createObjectNode();
        put(body, "name");
        put(body.putObject("bigcommerce"), "accessToken");
        put((ObjectNode) body.get("bigcommerce"), "clientSecret");
        put(body.putObject("katana"), "apiKey");
        return StoreRequest.read(body);
    }

    /** The settings with those changed that the form holds. */
    StoreRequest settings(StoreSettings before) {
        ObjectNode settings = Codec.JSON.valueToTree(before);
        for (String name : FLAGS)
            if (form.containsKey(name)) settings.put(name, text(name).equals("true"));
        for (String name : WORDS) if (form.containsKey(name)) settings.put(name, text(name));
        for (String name : NUMBERS) if (form.containsKey(name)) number(settings, name);
        ObjectNode body = Codec.JSON.createObjectNode();
        body.set("settings", settings);
        return StoreRequest.read(body);
    }

    String text(String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private void number(ObjectNode settings, String name) {
        String text = text(name).replace(',', '.');
        if (text.isEmpty()) settings.putNull(name);
        else if (!text.matches("\\d{1,12}(\\.\\d{1,6})?")) settings.put(name, text);
        else if (text.contains(".")) settings.put(name, new BigDecimal(text));
        else settings.put(name, Long.parseLong(text));
    }

    private void put(ObjectNode section, String name) {
        if (!text(name).isEmpty()) section.put(name, text(name));
    }
}
