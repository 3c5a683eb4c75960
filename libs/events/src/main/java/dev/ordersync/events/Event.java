package dev.ordersync.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ordersync.domain.OrderRef;

/** A fact about one order, as a topic carries it. Fields are only ever added; readers ignore what they do not know. */
public sealed interface Event
        permits OrderObserved,
                FulfillmentObserved,
                OrderLinked,
                OrderCommand,
                OrderActivity,
                PlanRequested,
                PlanAnswered {

    String store();

    long orderId();

    @JsonIgnore
    default OrderRef ref() {
        return new OrderRef(store(), orderId());
    }
}
