package dev.ordersync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @Test
    void anAddressWithAHostIsTaken() {
        URI url = URI.create("http://localhost:8090/katana/v1");

        assertThat(BaseUrl.of("SYNC_KATANA_URL", url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://fake_katana:9000/v1", "katana/v1", "ftp://katana/v1"})
    void whatCannotBeCalledIsRefusedByName(String url) {
        assertThatThrownBy(() -> BaseUrl.of("SYNC_KATANA_URL", URI.create(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SYNC_KATANA_URL is no address");
    }
}
