package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {

    @Test
    void aRefusalIsParkedUnderItsFieldAndTellsTheMessage() {
        Ending ending = Ending.of(
                new Failure.Refused(
                        422, "The request body is invalid.", List.of("/order_no must be shorter", "/x bad")),
                "the sales order");

        assertThat(ending)
                .isEqualTo(new Ending.Parked(
                        "held",
                        "refused:/order_no",
                        "Katana refuses the sales order: The request body is invalid. (/order_no must be shorter, /x bad)",
                        null,
                        Suspects.NONE));
    }

    @Test
    void onlyWhatCannotHaveHappenedIsTriedAgainByItself() {
        assertThat(Ending.of(new Failure.Unreachable("reset"), "x")).isInstanceOf(Ending.Again.class);
        assertThat(Ending.of(new Failure.Uncertain("reset"), "x")).isInstanceOf(Ending.Unsettled.class);
    }

    @Test
    void aFullQuotaIsAPauseOfItsLengthAndNoAttempt() {
        assertThat(Ending.of(new Failure.Throttled(Duration.ofSeconds(17)), "x"))
                .isInstanceOfSatisfying(
                        Ending.Pause.class, pause -> assertThat(pause.pause()).isEqualTo(Duration.ofSeconds(17)));
    }

    @Test
    void refusedCredentialsBlockTheAccount() {
        assertThat(Ending.of(new Failure.Denied(401, "Unauthorized"), "x")).isInstanceOf(Ending.Blocked.class);
    }
}
