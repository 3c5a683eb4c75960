package dev.ordersync.mapping.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.PlanRequested;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.PlanRequests;
import dev.ordersync.mapping.kept.Snapshots;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Keeps what a replay or a rehearsal asks. Only what is to be applied touches the order: its snapshot is kept if it is
 * newer, as any other, and its sales order is wanted behind everything else.
 */
@ApplicationScoped
class KeepPlanRequest {
    private final Transactions transactions;
    private final PlanRequests requests;
    private final Snapshots snapshots;
    private final OrderRecords orders;
    private final Wishes wishes;

    KeepPlanRequest(
            Transactions transactions, PlanRequests requests, Snapshots snapshots, OrderRecords orders, Wishes wishes) {
        this.transactions = transactions;
        this.requests = requests;
        this.snapshots = snapshots;
        this.orders = orders;
        this.wishes = wishes;
    }

    void keep(PlanRequested request) {
        Objects.requireNonNull(request.run());
        transactions.run(tx -> {
            switch (Objects.requireNonNull(request.mode())) {
                case PlanRequested.PREVIEW, PlanRequested.REHEARSE -> {
                    Objects.requireNonNull(request.snapshot());
                    requests.keep(tx, request);
                }
                case PlanRequested.APPLY -> apply(tx, request);
                case PlanRequested.WITHDRAW -> requests.forget(tx, request.ref(), request.run(), PlanRequested.APPLY);
                default -> throw new IllegalArgumentException("mode " + request.mode());
            }
        });
    }

    /** The order was not witnessed: a sales order that these tables forgot is looked for before one is made. */
    private void apply(Connection tx, PlanRequested request) throws SQLException {
        orders.remember(tx, request.store());
        if (request.snapshot() != null) snapshots.keep(tx, request.snapshot());
        orders.open(tx, request.ref(), null, false);
        requests.keep(tx, request);
        wishes.news(tx, request.ref(), Priority.REPLAY, Duration.ZERO);
    }
}
