package dev.ordersync.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {
    private static final Optional<String> TLS = Optional.of("https://sync.example.com");

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, false",
        "127.0.0.1:8080, false",
        "[::1]:8080, false",
        "sync.example.com, true",
        "localhost.example.com, true",
    })
    void whoComesThroughAPortForwardHasNoTls(String authority, boolean isSecure) {
        assertThat(SessionCookie.isSecure(TLS, HostAndPort.parseAuthority(authority, 443)))
                .isEqualTo(isSecure);
    }

    @Test
    void whereThereIsTlsTheCookieIsForItAlone() {
        assertThat(SessionCookie.isSecure(TLS, null)).isTrue();
        assertThat(SessionCookie.isSecure(Optional.of("http://sync.example.com"), null))
                .isFalse();
        assertThat(SessionCookie.isSecure(Optional.empty(), null)).isFalse();
    }
}
