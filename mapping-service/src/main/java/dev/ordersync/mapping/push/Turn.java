package dev.ordersync.mapping.push;

import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.katana.Katana;
import dev.ordersync.mapping.kept.Snapshots;
import dev.ordersync.stores.Store;
import dev.ordersync.workqueue.Hands;
import dev.ordersync.workqueue.Job;
import dev.ordersync.workqueue.WorkQueue;
import java.time.Duration;
import java.util.List;

/**
 * One turn at one order: whose it is, and the proof that nobody else writes it meanwhile.
 *
 * @param replays the replays that want what differs to be written, even if only the rules changed
 * @param basis of what is planned, see {@code Snapshots#basis}; null before the snapshot is read
 * @param lease longer than any call may last
 * @param gate through which its calls go
 */
record Turn(
        Job job,
        OrderRef ref,
        Store store,
        Katana katana,
        Hands.Hand hand,
        WorkQueue queue,
        List<String> replays,
        String basis,
        Duration lease,
        TurnGate gate)
        implements Errand {

    /** The same turn, with this snapshot at hand. */
    Turn reading(OrderObserved snapshot) {
        return new Turn(job, ref, store, katana, hand, queue, replays, Snapshots.basis(snapshot), lease, gate);
    }

    /** A person asked for it: rules that changed since the last write count as news. */
    boolean isReplayed() {
        return !replays.isEmpty();
    }

    /** How many calls of this turn may have had an effect so far. */
    int sent() {
        return gate.sent();
    }

    @Override
    public long orderId() {
        return ref.orderId();
    }

    @Override
    public boolean stillOurs() {
        return hand.renew(lease) && queue.renew(job, lease);
    }
}
