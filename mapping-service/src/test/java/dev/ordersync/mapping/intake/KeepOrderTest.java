package dev.ordersync.mapping.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.Eligibility;
import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Link;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepOrderTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 99})
    void what_is_remembered_as_not_begun_is_what_the_rules_call_so(int status) {
        Facts left = new Facts(status, true, Link.NONE, false, false, true, true, false, true);

        assertThat(KeepOrder.isNotBegun(status)).isEqualTo(((Verdict.Exclude) Eligibility.judge(left)).notYet());
    }
}
