package dev.ordersync.fulfillment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Two systems that people change, snapshots of them that arrive late, twice or out of order, and the rule between: it
 * comes to rest, never writes over what is not to be written over, and never repeats what a person took back.
 */
class InterleavingProperties {

    @Property(tries = 5000)
    void it_comes_to_rest_in_step_or_in_a_conflict_with_one_write_per_change(
            @ForAll("moves") List<Move> moves, @ForAll Random random) {
        Simulation world = new Simulation(random);
        for (Move move : moves) {
            world.move(move);
            for (int i = random.nextInt(4); i > 0; i--) world.step();
        }
        world.deliverEverything();

        int writes = world.writes.size();
        world.observeAfresh();
        world.deliverEverything();
        assertThat(world.writes).as("quiet at rest").hasSize(writes);
        assertThat(writes).as("at most one write per change: %s", world).isLessThanOrEqualTo(world.changes);
        Decision last = world.decide();
        assertThat(last)
                .as("%s", world)
                .isNotInstanceOfAny(Decision.CompleteOrder.class, Decision.DeliverSalesOrder.class);
        if (last instanceof Decision.Agree)
            assertThat(world.inStep()).as("%s", world).isTrue();
    }

    @Property(tries = 3000)
    void what_is_not_to_be_overwritten_is_not(@ForAll("moves") List<Move> moves, @ForAll Random random) {
        Simulation world = new Simulation(random);
        for (Move move : moves) {
            world.move(move);
            world.settle(); // what is known when a write is decided is what is the case
        }
        assertThat(world.overwritten)
                .isSubsetOf(BigCommerceState.OPEN, BigCommerceState.SHIPPED, BigCommerceState.PARTLY_REFUNDED);
    }

    @Property(tries = 3000)
    void a_reversal_is_never_answered_with_a_write(@ForAll("moves") List<Move> before, @ForAll Random random) {
        Simulation world = new Simulation(random);
        before.forEach(move -> {
            world.move(move);
            world.settle();
        });
        boolean bothDone = world.bigcommerce == BigCommerceState.DONE && world.katana == KatanaState.DELIVERED;
        if (world.agreed != Agreed.BOTH_DONE || !bothDone) return;
        int writes = world.writes.size();

        world.move(random.nextBoolean() ? Move.REOPEN : Move.UNDO);
        world.settle();

        assertThat(world.writes).hasSize(writes);
        assertThat(world.decide()).isInstanceOf(Decision.Conflict.class);
    }

    /** What people do. */
    enum Move {
        DELIVER,
        DELIVER_PARTLY,
        UNDO,
        COMPLETE,
        REOPEN,
        SHIP,
        CANCEL,
        REFUND_PARTLY,
        DISPUTE
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.of(Move.values()).list().ofMinSize(1).ofMaxSize(12);
    }

    /** A snapshot under way: read at a moment, numbered then, arriving whenever. */
    private record Seen(long number, BigCommerceState bigcommerce, KatanaState katana) {}

    private static final class Simulation {
        private final Random random;
        private final List<Seen> underWay = new ArrayList<>();
        private final List<String> history = new ArrayList<>();
        final List<String> writes = new ArrayList<>();
        final List<BigCommerceState> overwritten = new ArrayList<>();
        BigCommerceState bigcommerce = BigCommerceState.OPEN;
        KatanaState katana = KatanaState.OPEN;
        int changes;
        private long clock;

        // what the service knows
        Agreed agreed = Agreed.NOT_YET;
        private BigCommerceState knownBigcommerce = BigCommerceState.OPEN;
        private KatanaState knownKatana = KatanaState.OPEN;
        private long bigcommerceNumber;
        private long katanaNumber;
        private boolean bigcommerceCertain;
        private boolean katanaCertain;
        private boolean wasCompleted;
        private boolean wasDelivered;

        Simulation(Random random) {
            this.random = random;
        }

        void move(Move move) {
            BigCommerceState b = bigcommerce;
            KatanaState k = katana;
            switch (move) {
                case DELIVER -> katana = KatanaState.DELIVERED;
                case DELIVER_PARTLY -> katana = katana == KatanaState.OPEN ? KatanaState.PARTLY : katana;
                case UNDO -> katana = KatanaState.OPEN;
                case COMPLETE -> bigcommerce = BigCommerceState.DONE;
                case REOPEN -> bigcommerce = BigCommerceState.OPEN;
                case SHIP -> bigcommerce = BigCommerceState.SHIPPED;
                case CANCEL -> bigcommerce = BigCommerceState.ENDED;
                case REFUND_PARTLY -> bigcommerce = BigCommerceState.PARTLY_REFUNDED;
                case DISPUTE -> bigcommerce = BigCommerceState.HALTED;
            }
            if (b == bigcommerce && k == katana) return;
            changes++;
            history.add(move.name());
            observe(b != bigcommerce, k != katana);
        }

        /** A webhook: the present state of a side is read; the snapshot may arrive twice. */
        private void observe(boolean ofBigcommerce, boolean ofKatana) {
            for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
                if (ofBigcommerce) underWay.add(new Seen(++clock, bigcommerce, null));
                if (ofKatana) underWay.add(new Seen(++clock, null, katana));
            }
        }

        void observeAfresh() {
            observe(true, true);
        }

        /** Something arrives, or the worker runs. */
        void step() {
            if (!underWay.isEmpty() && random.nextBoolean()) arrive(underWay.remove(random.nextInt(underWay.size())));
            else work();
        }

        void settle() {
            while (!underWay.isEmpty()) {
                arrive(underWay.remove(0));
                if (underWay.isEmpty()) work();
            }
        }

        void deliverEverything() {
            for (int i = 0; i < 40; i++) {
                while (!underWay.isEmpty()) {
                    arrive(underWay.remove(random.nextInt(underWay.size())));
                    if (random.nextBoolean()) work();
                }
                work();
            }
        }

        private void arrive(Seen seen) {
            if (seen.bigcommerce() != null && seen.number() > bigcommerceNumber) {
                bigcommerceCertain &= seen.bigcommerce() == knownBigcommerce;
                bigcommerceNumber = seen.number();
                knownBigcommerce = seen.bigcommerce();
                wasCompleted |= knownBigcommerce == BigCommerceState.DONE;
            }
            if (seen.katana() != null && seen.number() > katanaNumber) {
                katanaCertain &= seen.katana() == knownKatana;
                katanaNumber = seen.number();
                knownKatana = seen.katana();
                wasDelivered |= knownKatana == KatanaState.DELIVERED;
            }
        }

        Decision decide() {
            return ReconcileStatus.decide(
                    new Situation(knownBigcommerce, false, wasCompleted, knownKatana, wasDelivered, agreed, true));
        }

        private void work() {
            Decision decision = decide();
            boolean goesBack = decision instanceof Decision.Conflict
                    || agreed == Agreed.BOTH_DONE
                            && decision instanceof Decision.Agree agree
                            && agree.pair() == Agreed.BOTH_OPEN;
            if (goesBack) {
                look();
                decision = decide();
            }
            if (decision instanceof Decision.Agree agree) agree(agree.pair());
            if (decision instanceof Decision.CompleteOrder) {
                if (bigcommerce != BigCommerceState.DONE) overwritten.add(bigcommerce);
                bigcommerce = BigCommerceState.DONE;
                wrote("complete");
                knownBigcommerce = BigCommerceState.DONE;
                bigcommerceNumber = ++clock;
                bigcommerceCertain = true;
                agree(Agreed.BOTH_DONE);
                observe(true, false);
            }
            if (decision instanceof Decision.DeliverSalesOrder) {
                if (katana == KatanaState.DELIVERED) { // refused: looks again
                    look();
                    return;
                }
                katana = KatanaState.DELIVERED;
                wrote("deliver");
                knownKatana = KatanaState.DELIVERED;
                katanaNumber = ++clock;
                katanaCertain = true;
                agree(Agreed.BOTH_DONE);
                observe(false, true);
            }
        }

        private void look() {
            if (!bigcommerceCertain) arrive(new Seen(++clock, bigcommerce, null));
            if (!katanaCertain) arrive(new Seen(++clock, null, katana));
            bigcommerceCertain = true;
            katanaCertain = true;
        }

        private void agree(Agreed pair) {
            agreed = pair;
            wasCompleted = false;
            wasDelivered = false;
        }

        private void wrote(String what) {
            writes.add(what);
            history.add("*" + what);
        }

        boolean inStep() {
            return agreed == Agreed.BOTH_DONE
                    ? knownKatana == KatanaState.DELIVERED
                    : knownKatana != KatanaState.DELIVERED && knownBigcommerce != BigCommerceState.DONE;
        }

        @Override
        public String toString() {
            return history + " " + bigcommerce + "/" + katana + " known " + knownBigcommerce + "/" + knownKatana + " "
                    + agreed;
        }
    }
}
