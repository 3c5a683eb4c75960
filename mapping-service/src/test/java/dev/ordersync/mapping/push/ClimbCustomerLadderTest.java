package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.katana.Customer;
import dev.ordersync.mapping.domain.CustomerIdentity;
import org.junit.jupiter.api.Test;

class ClimbCustomerLadderTest {
    private static final CustomerIdentity NOBODY =
            new CustomerIdentity(0, null, "Ada Byron", "Ada", "Byron", null, null, null);

    @Test
    void whoWasMadeWithoutAnEmailIsFoundWhereKatanaShowsAnEmptyOne() {
        assertThat(ClimbCustomerLadder.isSame(customer(null), NOBODY)).isTrue();
        assertThat(ClimbCustomerLadder.isSame(customer(""), NOBODY)).isTrue();
        assertThat(ClimbCustomerLadder.isSame(customer("ada@example.com"), NOBODY))
                .isFalse();
    }

    private static Customer customer(String email) {
        return new Customer(1, "Ada Byron", null, null, null, email, null, null, null, null, null, null, null, null);
    }
}
