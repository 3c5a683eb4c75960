package dev.ordersync.sandbox.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NothingRisesAgainTest {

    private final Twin twin = new Twin();
    private final int variant = twin.variant("MUG", false);

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void salesOrderMadeAgainAfterAPersonDeletedItIsFound() {
        int order = twin.place();
        int made = Twin.id(twin.salesOrder(order, variant));
        twin.sandbox.katana().hand(Twin.ACCOUNT, hand -> {
            hand.delete(made);
            return null;
        });
        assertThat(NothingRisesAgain.in(twin.evidence())).isEmpty();

        twin.salesOrder(order, variant);

        assertThat(NothingRisesAgain.in(twin.evidence()))
                .extracting(Violation::subject)
                .containsExactly(Twin.name(order));
    }

    @Test
    void whatWeDeletedOurselvesMayComeBack() {
        int order = twin.place();
        twin.katana("DELETE", "/sales_orders/" + Twin.id(twin.salesOrder(order, variant)), null);

        twin.salesOrder(order, variant);

        assertThat(NothingRisesAgain.in(twin.evidence())).isEmpty();
    }

    @Test
    void salesOrderMadeLongAfterTheCancellationIsFound() {
        int order = twin.place();
        twin.shop.cancel(order);
        twin.sandbox.kernel().clock().advance(Duration.ofMinutes(1));

        twin.salesOrder(order, variant);

        assertThat(NothingRisesAgain.in(twin.evidence())).hasSize(1);
    }

    @Test
    void cancelledOrderOpenedThroughTheApiIsFoundAndByAPersonNot() {
        int ours = twin.place();
        int theirs = twin.place();
        twin.shop.cancel(ours);
        twin.shop.cancel(theirs);

        twin.status(ours, 11);
        twin.shop.status(theirs, 11);

        assertThat(NothingRisesAgain.in(twin.evidence()))
                .extracting(Violation::subject)
                .containsExactly(Twin.name(ours));
    }
}
