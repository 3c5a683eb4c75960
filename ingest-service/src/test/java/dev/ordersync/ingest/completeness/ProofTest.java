package dev.ordersync.ingest.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final Instant NOON = Instant.parse("2026-07-28T12:00:00Z");

    @Test
    void whatIsInKatanaOrExplainedLeavesNothingUnknown() {
        Proof proof = new Proof("abc", NOON, 12, 9, 3, 40, 40L);

        assertThat(proof.unknown()).isZero();
        assertThat(proof.isComplete()).isTrue();
        assertThat(proof.sentence()).startsWith("Every eligible order");
    }

    @Test
    void anOrderThatNobodyCanAccountForIsUnknown() {
        Proof proof = new Proof("abc", NOON, 12, 9, 2, 40, 40L);

        assertThat(proof.unknown()).isEqualTo(1);
        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.sentence()).startsWith("1 order is in BigCommerce");
    }

    @Test
    void aSalesOrderThatKatanaDoesNotCountIsMissing() {
        Proof proof = new Proof("abc", NOON, 12, 9, 3, 40, 38L);

        assertThat(proof.missing()).isEqualTo(2);
        assertThat(proof.sentence()).startsWith("2 sales orders are known here");
    }

    @Test
    void whereKatanaDoesNotCountNothingIsClaimedOfIt() {
        assertThat(new Proof("abc", NOON, 12, 9, 3, 40, null).isComplete()).isTrue();
    }
}
