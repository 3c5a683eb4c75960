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
    private final Strangers strangers = new Strangers();

    DoorBell(MeterRegistry meters, Worker worker) {
        this.meters = meters;
        this.worker = worker;
    }

    /**
     * 200 with nothing in it: the platforms ask for a small answer.
     *
     * @param owner the store or the account
     */
    Response accepted(String side, String owner) {
        count(side, owner, 200);
        worker.wake();
        return Response.ok().build();
    }

    /**
     * Who shows a good secret is never turned away for knocking often: BigCommerce would shut itself out, and after two
     * days switch the hook off. Only strangers are limited.
     */
    Response refused(String side, String owner, int status, String detail) {
        if (status != 400 && !strangers.mayBeAnswered(side + "/" + owner, System.nanoTime())) {
            count(side, "stranger", 429);
            return Response.fromResponse(Problem.of(429, "Too many wrong knocks; please wait a minute.")
                            .response())
                    .header("Retry-After", "60")
                    .build();
        }
        count(side, status == 400 ? owner : "stranger", status);
        return Problem.of(status, detail).response();
    }

    /** An unknown owner's name is no label: anyone could make up any number of them. */
    private void count(String side, String owner, int status) {
        meters.counter("sync.webhooks", "side", side, "owner", owner, "status", Integer.toString(status))
                .increment();
    }
}
