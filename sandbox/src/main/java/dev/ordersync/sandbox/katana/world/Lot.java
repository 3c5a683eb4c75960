package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** So much of one batch (null: unbatched stock) or one serial number: an entry of {@code traceability}. */
record Lot(Integer batch, Integer serial, Integer bin, BigDecimal quantity) {

    static Lot of(Integer batch, BigDecimal quantity) {
        return new Lot(batch, null, null, quantity);
    }

    /** From a fulfillment row's request: {@code traceability} wins over the two older forms when it is there. */
    static List<Lot> requested(JsonNode row) {
        List<Lot> lots = new ArrayList<>();
        if (row.has("traceability")) {
            row.get("traceability").forEach(item -> lots.add(read(item)));
            return lots;
        }
        row.path("batch_transactions")
                .forEach(item -> lots.add(of(Json.whole(item.get("batch_id")), Json.decimal(item.get("quantity")))));
        row.path("serial_numbers").forEach(id -> lots.add(new Lot(null, id.intValue(), null, BigDecimal.ONE)));
        return lots;
    }

    static List<Lot> kept(JsonNode traceability) {
        List<Lot> lots = new ArrayList<>();
        traceability.forEach(item -> lots.add(read(item)));
        return lots;
    }

    private static Lot read(JsonNode item) {
        return new Lot(
                Json.whole(item.get("batch_id")),
                Json.whole(item.get("serial_number_id")),
                Json.whole(item.get("bin_location_id")),
                Json.decimal(item.get("quantity")));
    }

    static ArrayNode traceability(List<Lot> lots) {
        ArrayNode array = Json.array();
        lots.forEach(lot -> {
            ObjectNode item = array.addObject();
            item.put("batch_id", lot.batch()).put("bin_location_id", lot.bin());
            item.put("serial_number_id", lot.serial()).put("quantity", Json.plain(lot.quantity()));
        });
        return array;
    }

    /** The two older forms of the same, as answers still carry them. */
    static void drawOlderForms(List<Lot> lots, ObjectNode row) {
        ArrayNode batches = row.putArray("batch_transactions");
        ArrayNode serials = row.putArray("serial_numbers");
        for (Lot lot : lots) {
            if (lot.serial() != null) {
                serials.add(lot.serial());
            } else {
                ObjectNode item = batches.addObject().put("batch_id", lot.batch());
                item.set("quantity", Json.number(lot.quantity()));
            }
        }
    }

    static BigDecimal sum(List<Lot> lots) {
        return lots.stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
