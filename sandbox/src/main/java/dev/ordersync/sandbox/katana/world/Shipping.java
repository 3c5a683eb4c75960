package dev.ordersync.sandbox.katana.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.katana.wire.Json;
import java.math.BigDecimal;

/** Moves stock out when something is packed or delivered, and back when that is undone. */
final class Shipping {

    private final Account account;

    Shipping(Account account) {
        this.account = account;
    }

    void takeOut(ObjectNode part) {
        move(part, BigDecimal.ONE.negate());
    }

    void takeBack(ObjectNode part) {
        move(part, BigDecimal.ONE);
    }

    /** Batches lose what was taken from them; whatever is not from a batch comes from unbatched stock. */
    private void move(ObjectNode part, BigDecimal sign) {
        int variant = part.path("_variant").intValue();
        int location = part.path("_location").intValue();
        if (account.isService(variant)) {
            return;
        }
        BigDecimal rest = Json.decimal(part.get("quantity"));
        for (Lot lot : Lot.kept(part.path("traceability"))) {
            if (lot.batch() != null) {
                account.stock.move(
                        new Stock.Heap(variant, location, lot.batch()),
                        lot.quantity().multiply(sign));
                rest = rest.subtract(lot.quantity());
            }
            if (lot.serial() != null) {
                account.serials.need(lot.serial()).put("_inStock", sign.signum() > 0);
            }
        }
        account.stock.move(new Stock.Heap(variant, location, null), rest.multiply(sign));
    }

    static Iterable<ObjectNode> parts(JsonNode fulfillment) {
        return () -> {
            var rows = fulfillment.path("sales_order_fulfillment_rows").elements();
            return new java.util.Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public ObjectNode next() {
                    return (ObjectNode) rows.next();
                }
            };
        };
    }
}
