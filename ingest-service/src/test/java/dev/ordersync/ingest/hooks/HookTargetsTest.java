package dev.ordersync.ingest.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookTargetsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://sync.example.com, being repaired",
        "http://sync.example.com/, not to be had: SYNC_PUBLIC_URL must begin with https://",
        "http://localhost:8080, being repaired",
        "http://ingest-service:8080, being repaired",
    })
    void whoHasAnAddressThatBothSidesRefuseIsTold(String publicUrl, String prospect) {
        assertThat(new HookTargets(Optional.of(publicUrl)).prospect()).isEqualTo(prospect);
    }
}
