package dev.ordersync.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.api.Json;
import dev.ordersync.ingest.problems.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayRequestTest {

    @Test
    void aWindowOfAllStoresIsADryRunUnlessSaidOtherwise() {
        ReplayRequest request = read("{'from': '2026-11-01T00:00:00Z', 'to': '2026-11-24T01:00:00+01:00'}");

        assertThat(request)
                .isEqualTo(new ReplayRequest(
                        null,
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-24T00:00:00Z"),
                        null,
                        true));
        assertThat(read("{'orderIds': [5], 'dryRun': false}").dryRun()).isFalse();
    }

    @Test
    void orderIdsNeedNoWindowAndCountOnce() {
        assertThat(read("{'storeHash': 'abc', 'orderIds': [7, 8, 7]}"))
                .isEqualTo(new ReplayRequest("abc", null, null, java.util.List.of(7L, 8L), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                 | from
                    []                                                                 | object
                    {'from': '2026-11-01T00:00:00Z'}                                   | to
                    {'from': 'yesterday', 'to': '2026-11-24T00:00:00Z'}                | from
                    {'from': 5, 'to': '2026-11-24T00:00:00Z'}                          | from
                    {'from': '2026-11-24T00:00:00Z', 'to': '2026-11-24T00:00:00Z'}     | before
                    {'from': '2026-11-25T00:00:00Z', 'to': '2026-11-24T00:00:00Z'}     | before
                    {'orderIds': []}                                                   | orderIds
                    {'orderIds': ['x']}                                                | orderIds
                    {'orderIds': [0]}                                                  | orderIds
                    {'orderIds': [1.5]}                                                | orderIds
                    {'orderIds': 5}                                                    | orderIds
                    {'orderIds': [5], 'dryRun': 'no'}                                  | dryRun
                    {'orderIds': [5], 'storeHash': '../x'}                             | storeHash
                    {'orderIds': [5], 'storehash': 'abc'}                              | storehash
                    """)
    void faultsAreNamed(String body, String word) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().detail()).contains(word);
        });
    }

    private static ReplayRequest read(String body) {
        return ReplayRequest.read(Json.read(body.replace('\'', '"')).orElseThrow());
    }
}
