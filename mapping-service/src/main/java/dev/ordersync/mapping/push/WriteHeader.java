package dev.ordersync.mapping.push;

import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderPatch;
import dev.ordersync.mapping.domain.AdditionalInfo;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Change.HeaderField;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** All changed header fields in one PATCH, with the notes as they should stay: ours renewed, a person's kept. */
@ApplicationScoped
class WriteHeader {

    /** @param passes the sales order is to name the customer */
    Step<Holding> write(
            Turn turn, Holding now, SalesOrder present, List<Change> changes, boolean passes, Resolved ids) {
        List<Change.SetHeader> fields = changes.stream()
                .filter(Change.SetHeader.class::isInstance)
                .map(Change.SetHeader.class::cast)
                .toList();
        boolean customer = passes && (present.customerId() == null || present.customerId() != ids.customerId());
        if (fields.isEmpty() && !customer) return Step.go(now);
        SalesOrderPatch patch = SalesOrderPatch.keeping(notes(now, present, fields));
        fields.forEach(field -> set(patch, field));
        if (customer) patch.customerId(ids.customerId());
        if (!turn.stillOurs()) return Step.stop(Ending.overtaken());
        return Step.of(turn.katana().salesOrders().patch(present.id(), patch), "the sales order's header")
                .map(done -> now);
    }

    private static String notes(Holding now, SalesOrder present, List<Change.SetHeader> fields) {
        return fields.stream()
                .filter(field -> field.header() == HeaderField.ADDITIONAL_INFO)
                .findFirst()
                .map(field -> AdditionalInfo.merge(
                        present.additionalInfo(), now.applied().additionalInfo(), (String) field.value()))
                .orElse(present.additionalInfo());
    }

    private static void set(SalesOrderPatch patch, Change.SetHeader field) {
        switch (field.header()) {
            case ORDER_NO -> patch.orderNo((String) field.value());
            case ORDER_CREATED_DATE -> patch.orderCreatedDate((Instant) field.value());
            case DELIVERY_DATE -> patch.deliveryDate((Instant) field.value());
            case CURRENCY -> patch.currency((String) field.value());
            case CUSTOMER_REF -> patch.customerRef((String) field.value());
            case ADDITIONAL_INFO -> {
                // begun with it
            }
        }
    }
}
