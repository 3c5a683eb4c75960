package dev.ordersync.ingest.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {

    @Test
    void aPageOfOursIsGoneOnToAfterSigningIn() {
        assertThat(LoginPage.ours("/orders?q=a%7Cb")).isEqualTo("/orders?q=a%7Cb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere.example", "https://elsewhere.example", "/orders?q=a|b", "/%zz"})
    void anyOtherAndWhatIsNoAddressLeadsHome(String next) {
        assertThat(LoginPage.ours(next)).isEqualTo("/");
    }
}
