package dev.ordersync.sandbox.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentReplayTest {

    private final Twin twin = new Twin();
    private final int variant = twin.variant("MUG", false);

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void readingIsSilent() {
        twin.salesOrder(twin.place(), variant);
        Evidence before = twin.evidence();

        twin.katana("GET", "/sales_orders", null);
        twin.katana("POST", "/sales_orders/search", "{}");

        assertThat(SilentReplay.between(before, twin.evidence())).isEmpty();
    }

    @Test
    void writingTheSameAgainIsFoundInTheJournalAndInTheDates() {
        int so = Twin.id(twin.salesOrder(twin.place(), variant));
        Evidence before = twin.evidence();
        twin.sandbox.kernel().clock().advance(java.time.Duration.ofSeconds(1));

        twin.katana("PATCH", "/sales_orders/" + so, "{'additional_info':''}");

        assertThat(SilentReplay.between(before, twin.evidence()))
                .extracting(Violation::finding)
                .anyMatch(f -> f.startsWith("PATCH /sales_orders/" + so))
                .anyMatch(f -> f.startsWith("changed: "));
    }

    @Test
    void changeWithoutACallIsFoundInTheState() {
        int order = twin.place();
        Evidence before = twin.evidence();

        twin.shop.complete(order);

        assertThat(SilentReplay.between(before, twin.evidence()))
                .extracting(Violation::subject)
                .containsExactly("BigCommerce");
    }
}
