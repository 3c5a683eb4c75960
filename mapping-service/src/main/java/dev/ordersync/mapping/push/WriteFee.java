package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.ShippingFee;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Difference;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collections;
import java.util.Optional;

/** The one shipping fee of a sales order. */
@ApplicationScoped
class WriteFee {
    private static final String WHAT = "the shipping fee";

    private final CreateOnce once;
    private final OrderRecords orders;
    private final ResolveTaxRates taxRates;

    WriteFee(CreateOnce once, OrderRecords orders, ResolveTaxRates taxRates) {
        this.once = once;
        this.orders = orders;
        this.taxRates = taxRates;
    }

    Step<Holding> set(Turn turn, Holding now, SalesOrder present, Change.SetFee change, Resolved ids) {
        Fee fee = change.fee();
        Intents.Key key = new Intents.Key(turn.account(), "fee", String.valueOf(present.id()));
        // one that an open create made is taken as it is, not written again
        long id = change.feeId() != 0 ? change.feeId() : once.isOpen(key) ? 0 : held(present);
        AppliedFee before = now.applied().fee();
        boolean wasTaxed = before != null && before.fee().taxPercent() != null;
        Long rate = wasTaxed ? ids.taxRateOrZero(fee.taxPercent()) : ids.taxRate(fee.taxPercent());
        if (id != 0) {
            var patched = turn.katana().parts().patchFee(id, fee.amount(), fee.description(), rate);
            if (!isGone(patched)) return Step.of(patched, WHAT).map(done -> now.withFee(new AppliedFee(id, fee)));
            // a person deleted it, and now it is charged anew
        }
        Add add = new Add(turn, now, present.id(), fee, rate);
        return once.create(turn, key, WHAT, add).then(made -> {
            AppliedFee held = add.held(made);
            return Difference.same(held.fee(), fee)
                    ? Step.go(now.withFee(held))
                    : Step.stop(Ending.lookAgain("the order changed after its shipping fee was sent"));
        });
    }

    Step<Holding> remove(Turn turn, Holding now, SalesOrder present, Change.RemoveFee change) {
        long id = change.feeId() != 0 ? change.feeId() : held(present);
        if (id == 0) return Step.go(now.withFee(null));
        Answer<Void> deleted = turn.katana().parts().deleteFee(id);
        return deleted.isOk() || isGone(deleted)
                ? Step.go(now.withFee(null))
                : Step.stop(Ending.of(deleted.failure(), "to remove the shipping fee"));
    }

    private static boolean isGone(Answer<?> answer) {
        return !answer.isOk() && answer.failure() instanceof Failure.Missing;
    }

    private static long held(SalesOrder present) {
        return present.shippingFee() == null ? 0 : present.shippingFee().id();
    }

    private final class Add implements CreateOnce.Create<ShippingFee> {
        private final Turn turn;
        private final Holding now;
        private final long salesOrderId;
        private final Fee fee;
        private final Long rate;
        /** What an earlier attempt made, as it is in Katana: the order may have changed since. */
        private AppliedFee found;

        Add(Turn turn, Holding now, long salesOrderId, Fee fee, Long rate) {
            this.turn = turn;
            this.now = now;
            this.salesOrderId = salesOrderId;
            this.fee = fee;
            this.rate = rate;
        }

        @Override
        public Step<Optional<ShippingFee>> find() {
            Step<Optional<ShippingFee>> fees = Step.of(turn.katana().parts().fees(salesOrderId), WHAT)
                    .map(all -> all.stream().findFirst());
            if (fees.stopped() || fees.value().isEmpty()) return fees;
            ShippingFee made = fees.value().get();
            return taxRates.percents(turn, Collections.singletonList(made.taxRateId()))
                    .map(percents -> {
                        found = AdoptSalesOrder.fee(made, percents);
                        return fees.value();
                    });
        }

        @Override
        public Answer<ShippingFee> post() {
            return turn.katana().parts().createFee(salesOrderId, fee.amount(), fee.description(), rate);
        }

        @Override
        public void keep(Connection tx, ShippingFee made) throws Exception {
            turn.queue().assertHeld(tx, turn.job());
            Holding holding = now.withFee(held(made));
            orders.appliedInPart(
                    tx, turn.ref(), holding.json(), holding.applied().orderNo());
        }

        AppliedFee held(ShippingFee made) {
            return found != null ? found : new AppliedFee(made.id(), fee);
        }
    }
}
