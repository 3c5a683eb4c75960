package dev.ordersync.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, true",
        "127.0.0.1:8080, true",
        "[::1]:8080, true",
        "sync.example.com, false",
        "localhost.example.com, false",
    })
    void aPortForwardIsKnownByTheAddressThatTheBrowserHas(String authority, boolean isThisMachine) {
        assertThat(SessionCookie.isThisMachine(HostAndPort.parseAuthority(authority, 443)))
                .isEqualTo(isThisMachine);
    }

    @Test
    void whoDoesNotSayWhereHeComesFromIsTakenForAStranger() {
        assertThat(SessionCookie.isThisMachine(null)).isFalse();
    }
}
