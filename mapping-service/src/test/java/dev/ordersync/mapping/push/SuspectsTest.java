package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private static final Suspects ALL = new Suspects(true, true, true);

    @Test
    void whatNamesNoFieldIsUnclearWhateverItsWordsAre() {
        assertThat(refused(422, "Unprocessable")).isEqualTo(ALL);
        assertThat(refused(422, "Location has selling disabled")).isEqualTo(ALL);
        assertThat(refused(422, "invalid", "must be object")).isEqualTo(ALL);
        assertThat(Suspects.of(new Failure.Missing("/v1/sales_orders"))).isEqualTo(ALL);
    }

    @Test
    void fieldsThatAreNamedAreTheOnlySuspects() {
        assertThat(refused(422, "variant not found", "/order_no must be shorter"))
                .isEqualTo(Suspects.NONE);
        assertThat(refused(422, "invalid", "/x bad", "/sales_order_rows/0/variant_id is not known"))
                .isEqualTo(new Suspects(false, true, false));
        assertThat(refused(422, "invalid", ".sales_order_rows[0].tax_rate_id bad", "/customer_id bad"))
                .isEqualTo(new Suspects(true, false, true));
    }

    @Test
    void otherRefusalsAreAboutNothingThatWeRemember() {
        assertThat(refused(400, "customer not found")).isEqualTo(Suspects.NONE);
        assertThat(refused(412, "variant")).isEqualTo(Suspects.NONE);
        assertThat(Suspects.of(new Failure.Unreachable("customer"))).isEqualTo(Suspects.NONE);
    }

    private static Suspects refused(int status, String message, String... fields) {
        return Suspects.of(new Failure.Refused(status, message, List.of(fields)));
    }
}
