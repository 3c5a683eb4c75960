package dev.ordersync.fulfillment.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.bigcommerce.BcShipment;
import dev.ordersync.bigcommerce.ShipmentTracking;
import dev.ordersync.database.Transactions;
import dev.ordersync.fulfillment.FulfillmentConfig;
import dev.ordersync.fulfillment.domain.FollowTracking;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.kept.Announce;
import dev.ordersync.fulfillment.kept.OrderRecord.Shipment;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.kept.SalesOrders;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import dev.ordersync.fulfillment.kept.ShipmentPairs.Kept;
import dev.ordersync.fulfillment.read.ReadShipments;
import dev.ordersync.katana.Fulfillment;
import dev.ordersync.katana.FulfillmentPatch;
import dev.ordersync.katana.Read;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a parcel's tracking number over from one side to the other, with its link and carrier: one call, the same once or
 * twice. What the written side says in its answer is what both agree on: should it keep the number in another form, that is
 * no change of it.
 *
 * <p>When there is no answer: both sides are read before anything is written again. When it is refused: kept, and not tried
 * again before a number changes or a person says so.
 */
@ApplicationScoped
class PushTracking {
    private static final String NOT_IN_BIGCOMMERCE =
            "The tracking number of a delivery in Katana is not at its shipment in BigCommerce until it changes, or you retry. ";

    private static final String NOT_IN_KATANA =
            "The tracking number of a shipment in BigCommerce is not at its delivery in Katana until it changes, or you retry. ";

    /** A parcel as either side shows it now. */
    record Tracking(Kept kept, Parcel parcel, Shipment shipment) {
        Numbers numbers() {
            return new Numbers(parcel.trackingNumber(), shipment.trackingNumber());
        }

        /** What they had before one of them changed. */
        Numbers before() {
            return kept.agreed() == null ? new Numbers("", "") : kept.agreed();
        }

        boolean wasRefused(FollowTracking.Step step) {
            return what(step).equals(kept.refused());
        }

        private String what(FollowTracking.Step step) {
            return step == FollowTracking.Step.TO_KATANA
                    ? "katana " + numbers().bigcommerce()
                    : "bigcommerce " + numbers().katana();
        }
    }

    private final Outside outside;
    private final LookAtSides look;
    private final Transactions transactions;
    private final OrderRecords orders;
    private final SalesOrders salesOrders;
    private final ShipmentPairs pairs;
    private final Announce announce;
    private final WorkQueue queue;
    private final Duration lease;

    PushTracking(
            Outside outside,
            LookAtSides look,
            Transactions transactions,
            OrderRecords orders,
            SalesOrders salesOrders,
            ShipmentPairs pairs,
            Announce announce,
            WorkQueue queue,
            FulfillmentConfig config) {
        this.outside = outside;
        this.look = look;
        this.transactions = transactions;
        this.orders = orders;
        this.salesOrders = salesOrders;
        this.pairs = pairs;
        this.announce = announce;
        this.queue = queue;
        this.lease = Duration.ofSeconds(config.fulfillment().leaseSeconds());
    }

    /** Empty when it is taken over, or refused. */
    Optional<Outcome> toBigcommerce(OrderCase at, Tracking tracking) {
        if (!at.stillOurs(queue, lease)) return Optional.of(new Outcome.Retry("lease lost"));
        long sent = now(at);
        Answer<BcShipment> answer = outside.writeBigcommerce(at)
                .shipments()
                .track(at.ref().orderId(), tracking.shipment().id(), ofKatana(tracking));
        if (answer.isOk()) return inBigcommerce(at, tracking, sent, answer.value());
        String what = tracking.what(FollowTracking.Step.TO_BIGCOMMERCE);
        if (answer.failure() instanceof Failure.Missing) {
            refused(at, tracking, what, NOT_IN_BIGCOMMERCE + "BigCommerce says that there is no such shipment.");
            return look.shipments(at);
        }
        if (answer.failure() instanceof Failure.Refused refusal)
            return refused(
                    at,
                    tracking,
                    what,
                    NOT_IN_BIGCOMMERCE + Failures.sentence("BigCommerce refused the tracking number", refusal));
        return Optional.of(Failures.ofWrite(answer.failure(), at.store().bigcommerceLane(), NOT_IN_BIGCOMMERCE));
    }

    /** Empty when it is taken over, or refused. */
    Optional<Outcome> toKatana(OrderCase at, Tracking tracking) {
        if (!at.stillOurs(queue, lease)) return Optional.of(new Outcome.Retry("lease lost"));
        long sent = now(at);
        Answer<Optional<Read<Fulfillment>>> answer =
                outside.writeKatana(at).fulfillments().patch(tracking.parcel().id(), ofBigcommerce(tracking));
        if (answer.isOk()) return inKatana(at, tracking, sent, answer.value().map(Read::value));
        String what = tracking.what(FollowTracking.Step.TO_KATANA);
        if (answer.failure() instanceof Failure.Missing) {
            refused(at, tracking, what, NOT_IN_KATANA + "Katana says that there is no such delivery.");
            return look.katana(at);
        }
        if (answer.failure() instanceof Failure.Refused refusal)
            return refused(
                    at,
                    tracking,
                    what,
                    NOT_IN_KATANA + Failures.sentence("Katana refused the tracking number", refusal));
        return Optional.of(Failures.outcome(answer.failure(), at.store().katanaLane(), NOT_IN_KATANA));
    }

    private long now(OrderCase at) {
        return transactions.call(tx -> {
            queue.assertHeld(tx, at.job());
            return orders.now(tx);
        });
    }

    /** The shipping method is the merchant's own where the shipment is. */
    private static ShipmentTracking ofKatana(Tracking tracking) {
        Parcel parcel = tracking.parcel();
        Shipment shipment = tracking.shipment();
        String number = tracking.numbers().katana();
        boolean ours = shipment.fulfillmentId() == parcel.id();
        return new ShipmentTracking(
                number,
                FollowTracking.link(
                        number,
                        parcel.trackingUrl(),
                        tracking.before().katana(),
                        shipment.trackingLink(),
                        tracking.numbers().bigcommerce()),
                ours ? PushShipment.method(parcel) : null);
    }

    private static FulfillmentPatch ofBigcommerce(Tracking tracking) {
        Parcel parcel = tracking.parcel();
        Shipment shipment = tracking.shipment();
        String number = tracking.numbers().bigcommerce();
        FulfillmentPatch patch = new FulfillmentPatch().trackingNumber(number);
        String link = FollowTracking.link(
                number,
                shipment.trackingLink(),
                tracking.before().bigcommerce(),
                parcel.trackingUrl(),
                tracking.numbers().katana());
        if (link != null) patch.trackingUrl(link);
        boolean hasCarrier = shipment.carrier() != null && !shipment.carrier().isBlank() && !number.isEmpty();
        return hasCarrier ? patch.trackingCarrier(shipment.carrier()) : patch;
    }

    private Optional<Outcome> inBigcommerce(OrderCase at, Tracking tracking, long sent, BcShipment answer) {
        Shipment after = tracking.shipment().tracked(ReadShipments.shipment(answer));
        Numbers agreed = new Numbers(tracking.parcel().trackingNumber(), after.trackingNumber());
        var side = at.order().bigcommerce();
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            orders.seen(tx, at.ref(), side.with(after, Math.max(sent, side.number() + 1)));
            pairs.agree(tx, at.ref(), tracking.kept().pair(), agreed);
            announce.note(
                    tx,
                    at.ref(),
                    "tracking",
                    sentence(
                            "Katana",
                            "shipment in BigCommerce",
                            agreed.katana(),
                            tracking.numbers().bigcommerce()));
        });
        return Optional.empty();
    }

    /** Katana may answer without the fulfillment: then it counts as it was sent. */
    private Optional<Outcome> inKatana(OrderCase at, Tracking tracking, long sent, Optional<Fulfillment> answer) {
        Parcel after = answer.map(read ->
                        tracking.parcel().tracked(read.trackingNumber(), read.trackingUrl(), read.trackingCarrier()))
                .orElseGet(() -> tracking.parcel()
                        .tracked(
                                tracking.numbers().bigcommerce(),
                                tracking.parcel().trackingUrl(),
                                tracking.parcel().trackingCarrier()));
        Numbers agreed = new Numbers(after.trackingNumber(), tracking.shipment().trackingNumber());
        transactions.run(tx -> {
            orders.lock(tx, at.ref());
            salesOrders.seen(
                    tx,
                    at.ref(),
                    at.salesOrder().with(after, Math.max(sent, at.salesOrder().number() + 1)));
            pairs.agree(tx, at.ref(), tracking.kept().pair(), agreed);
            announce.note(
                    tx,
                    at.ref(),
                    "tracking",
                    sentence(
                            "BigCommerce",
                            "delivery in Katana",
                            agreed.bigcommerce(),
                            tracking.numbers().katana()));
        });
        return Optional.empty();
    }

    private Optional<Outcome> refused(OrderCase at, Tracking tracking, String what, String why) {
        transactions.run(tx -> pairs.refused(tx, at.ref(), tracking.kept().pair(), what, why));
        return Optional.empty();
    }

    private static String sentence(String from, String to, String number, String former) {
        if (number.isEmpty())
            return "Tracking number " + former + " removed in " + from + " → removed at the " + to + ".";
        return "Tracking number " + number + " in " + from + " → at the " + to + " too"
                + (former.isEmpty() ? "." : ", in place of " + former + ".");
    }
}
