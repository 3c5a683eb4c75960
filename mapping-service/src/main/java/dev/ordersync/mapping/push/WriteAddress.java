package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.katana.Address;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderAddress;
import dev.ordersync.mapping.domain.Applied.AppliedAddress;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Change.AddressKind;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/** Sets bill-to or ship-to of a sales order; creates it where Katana has none. */
@ApplicationScoped
class WriteAddress {
    private final CreateOnce once;
    private final OrderRecords orders;

    WriteAddress(CreateOnce once, OrderRecords orders) {
        this.once = once;
        this.orders = orders;
    }

    Step<Holding> set(Turn turn, Goal goal, Holding now, SalesOrder present, Change.SetAddress change) {
        boolean billing = change.kind() == AddressKind.BILLING;
        Address address = Wire.address(billing ? Address.BILLING : Address.SHIPPING, change.address());
        Step<Long> known = known(turn, present, billing, address, change);
        if (known.stopped()) return known.stop();
        long id = known.value();
        if (id != 0) {
            var patched = turn.katana().parts().patchAddress(id, address);
            boolean gone = !patched.isOk() && patched.failure() instanceof Failure.Missing;
            if (!gone) return Step.of(patched, change.field()).map(done -> with(now, billing, id, change));
            // a person deleted it
        }
        var create = new Add(turn, now, present.id(), address, change);
        return once.create(turn, key(turn, present, change), change.field(), create)
                .map(made -> with(now, billing, made.id(), change));
    }

    /** 0 when Katana has none of this kind. A reply need not name them, so it is asked before a second one is made. */
    private Step<Long> known(
            Turn turn, SalesOrder present, boolean billing, Address address, Change.SetAddress change) {
        if (change.addressId() != 0) return Step.go(change.addressId());
        Long named = billing ? present.billingAddressId() : present.shippingAddressId();
        if (named != null) return Step.go(named);
        if (once.isOpen(key(turn, present, change))) return Step.go(0L);
        return Step.of(turn.katana().parts().addresses(List.of(present.id())), "the addresses")
                .map(found -> found.stream()
                        .filter(held -> address.entityType().equals(held.entityType()))
                        .findFirst()
                        .map(SalesOrderAddress::id)
                        .orElse(0L));
    }

    private static Intents.Key key(Turn turn, SalesOrder present, Change.SetAddress change) {
        return new Intents.Key(turn.account(), "address", present.id() + ":" + change.field());
    }

    private final class Add implements CreateOnce.Create<SalesOrderAddress> {
        private final Turn turn;
        private final Holding now;
        private final long salesOrderId;
        private final Address address;
        private final Change.SetAddress change;

        Add(Turn turn, Holding now, long salesOrderId, Address address, Change.SetAddress change) {
            this.turn = turn;
            this.now = now;
            this.salesOrderId = salesOrderId;
            this.address = address;
            this.change = change;
        }

        @Override
        public Step<Optional<SalesOrderAddress>> find() {
            return Step.of(turn.katana().parts().addresses(List.of(salesOrderId)), "the addresses")
                    .map(found -> found.stream()
                            .filter(held -> address.equals(held.content()))
                            .findFirst());
        }

        @Override
        public Answer<SalesOrderAddress> post() {
            return turn.katana().parts().createAddress(salesOrderId, address);
        }

        @Override
        public void keep(Connection tx, SalesOrderAddress made) throws Exception {
            turn.queue().assertHeld(tx, turn.job());
            Holding holding = with(now, change.kind() == AddressKind.BILLING, made.id(), change);
            orders.appliedInPart(
                    tx, turn.ref(), holding.json(), holding.applied().orderNo());
        }
    }

    private static Holding with(Holding now, boolean billing, long id, Change.SetAddress change) {
        AppliedAddress applied = new AppliedAddress(id, change.address());
        return billing ? now.withBillTo(applied) : now.withShipTo(applied);
    }
}
