package dev.ordersync.ingest.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ingest.attention.Advice.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {

    @Test
    void anUnknownSkuMayBeCreatedOrTreatedAsAnotherOne() {
        Advice advice = Advice.of("held", "unknown-sku:MUG");

        assertThat(advice.title()).isEqualTo("MUG is not in Katana");
        assertThat(advice.actions()).containsExactly(Action.CREATE_PRODUCT, Action.TREAT_AS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown-sku:A",
                "unknown-alias:A",
                "ambiguous-sku:A",
                "archived-sku:A",
                "unexplained-difference",
                "negative-amount",
                "unreadable",
                "no-location",
                "refused:currency",
                "refused",
                "several-sales-orders",
                "foreign-sales-order",
                "locked",
                "cancelled-but-packed",
                "other-account",
                "manual-hold",
                "order-missing",
                "orders-scope",
                "order-reopened",
                "delivery-undone",
                "shipment-awaits-rows",
                "shipment-refused",
                "gave-up",
                "kills-its-worker",
                "tracking-refused",
                "shipped-but-packed",
                "shipment-made-again",
                "ended-but-delivered",
                "batch-shortage:A",
                "batches-refused",
                "serials-missing:A",
                "serials-unclear:A",
                "something-new",
                ""
            })
    void everyCauseHasAdviceInWordsThatAShopOwnerUnderstands(String cause) {
        for (String state : new String[] {"held", "conflict", "waiting"}) {
            Advice advice = Advice.of(state, cause);
            assertThat(advice.title()).isNotBlank().doesNotContain("null");
            assertThat(advice.fix()).endsWith(".").doesNotContain("null");
            assertThat(advice.title()).as("no code is shown").doesNotContain("something-new", "-sku");
            if (!cause.isEmpty() && !cause.equals("something-new"))
                assertThat(advice).as("its own").isNotEqualTo(Advice.of(state, "something-new"));
        }
    }
}
