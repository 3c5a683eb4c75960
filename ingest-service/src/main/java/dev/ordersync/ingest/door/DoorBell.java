package dev.ordersync.ingest.door;

import dev.ordersync.ingest.problems.Problem;
import dev.ordersync.workqueue.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** How the doors answer: counted, and waking the workers when there is something to do. */
@ApplicationScoped
public class DoorBell {
    private final MeterRegistry meters;
    private final Worker worker;

    DoorBell(MeterRegistry meters, Worker worker) {
        this.meters = meters;
        this.worker = worker;
    }

    /** 200 with nothing in it: the platforms ask for a small answer. */
    Response accepted(String side) {
        meters.counter("sync.webhooks", "side", side, "status", "200").increment();
        worker.wake();
        return Response.ok().build();
    }

    Response refused(String side, int status, String detail) {
        meters.counter("sync.webhooks", "side", side, "status", Integer.toString(status))
                .increment();
        return Problem.of(status, detail).response();
    }
}
