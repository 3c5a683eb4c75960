package dev.ordersync.mapping.intake;

import dev.ordersync.events.PlanRequested;
import dev.ordersync.intake.Records;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code sync.plan-requests}. */
@ApplicationScoped
class PlanRequestListener {
    private final Records records;
    private final KeepPlanRequest keep;

    PlanRequestListener(Records records, KeepPlanRequest keep) {
        this.records = records;
        this.keep = keep;
    }

    @Incoming("plan-requests")
    @Blocking
    public void take(ConsumerRecord<String, byte[]> record) {
        records.take(record, PlanRequested.class, keep::keep);
    }
}
