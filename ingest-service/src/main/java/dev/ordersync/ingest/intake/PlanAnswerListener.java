package dev.ordersync.ingest.intake;

import dev.ordersync.events.PlanAnswered;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.rehearse.KeepRehearsed;
import dev.ordersync.ingest.replay.KeepPlanAnswer;
import dev.ordersync.intake.Records;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what mapping found out for replays and rehearsals. */
@ApplicationScoped
public class PlanAnswerListener {
    private final Records records;
    private final Database database;

    PlanAnswerListener(Records records, Database database) {
        this.records = records;
        this.database = database;
    }

    @Incoming("plan-answers")
    @Blocking
    void take(ConsumerRecord<String, byte[]> received) {
        records.take(
                received,
                PlanAnswered.class,
                answer -> database.run(tx -> {
                    if (PlanRequested.REHEARSE.equals(answer.mode())) KeepRehearsed.keep(tx, answer);
                    else KeepPlanAnswer.keep(tx, answer);
                }));
    }
}
