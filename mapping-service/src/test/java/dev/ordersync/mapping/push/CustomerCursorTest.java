package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The import of all customers goes on where it stopped, and misses nobody. */
class CustomerCursorTest {

    @Test
    void it_goes_on_behind_those_of_the_page_that_were_handled() {
        CustomerCursor kept = CustomerCursor.read(
                CustomerCursor.read("").told(120).and(4).and(9).text());

        assertThat(kept.page()).isEqualTo(1);
        assertThat(kept.handled(9)).isTrue();
        assertThat(kept.handled(5)).isFalse();
        assertThat(kept.nextPage().handled(9)).isFalse();
        assertThat(kept.nextPage().page()).isEqualTo(2);
    }

    @Test
    void a_customer_deleted_meanwhile_has_all_pages_walked_once_more() {
        CustomerCursor undisturbed = CustomerCursor.read("").told(120).told(121);
        CustomerCursor shrunk =
                CustomerCursor.read(undisturbed.told(120).nextPage().text());

        assertThat(undisturbed.again()).isEmpty();
        assertThat(shrunk.again()).hasValueSatisfying(again -> {
            assertThat(again.page()).isEqualTo(1);
            assertThat(again.second()).isTrue();
            assertThat(again.again()).isEmpty();
        });
    }
}
