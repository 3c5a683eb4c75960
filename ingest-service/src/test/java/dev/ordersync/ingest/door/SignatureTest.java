package dev.ordersync.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final StandardSignature SIGNATURE = new StandardSignature(Duration.ofMinutes(5));
    private static final Secret KEY = Secret.of("s3cr3t");
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String GOOD = "v1,S5mf4C/G42y1joNvtdgLx/Ydk1Dbo1XhvSvi8N+onG8=";
    private static final Instant SENT = Instant.ofEpochSecond(1_700_000_000L);

    @Test
    void theReferenceVectorIsGood() {
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", GOOD, BODY, SENT))
                .isTrue();
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        String rotated = "v1,AAAA v2,BBBB " + GOOD;
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", rotated, BODY, SENT))
                .isTrue();
    }

    @Test
    void everyPartIsSigned() {
        byte[] other = "{\"a\":2}".getBytes(StandardCharsets.UTF_8);
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", GOOD, other, SENT))
                .isFalse();
        assertThat(SIGNATURE.isGood(KEY, "msg_2", "1700000000", GOOD, BODY, SENT))
                .isFalse();
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000001", GOOD, BODY, SENT))
                .isFalse();
        assertThat(SIGNATURE.isGood(Secret.of("other"), "msg_1", "1700000000", GOOD, BODY, SENT))
                .isFalse();
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", "v2" + GOOD.substring(2), BODY, SENT))
                .isFalse();
    }

    @Test
    void anOldOrFutureTimestampIsRefused() {
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", GOOD, BODY, SENT.plusSeconds(300)))
                .isTrue();
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", GOOD, BODY, SENT.plusSeconds(301)))
                .isFalse();
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "1700000000", GOOD, BODY, SENT.minusSeconds(301)))
                .isFalse();
        assertThat(SIGNATURE.isGood(KEY, "msg_1", "soon", GOOD, BODY, SENT)).isFalse();
    }

    @Test
    void howOldATimestampMayBeCanBeSet() {
        var patient = new StandardSignature(Duration.ofHours(49));

        assertThat(patient.isGood(KEY, "msg_1", "1700000000", GOOD, BODY, SENT.plus(Duration.ofHours(49))))
                .isTrue();
        assertThat(patient.isGood(KEY, "msg_1", "1700000000", GOOD, BODY, SENT.plus(Duration.ofHours(50))))
                .isFalse();
    }

    @Test
    void katanaSignsTheRawBodyInHexWithOrWithoutAPrefix() {
        Secret token = Secret.of("73f82127d57a2cea");
        String signature = KatanaSignature.sign(token, BODY);

        assertThat(signature).matches("[0-9a-f]{64}");
        assertThat(KatanaSignature.isGood(token, signature, BODY)).isTrue();
        assertThat(KatanaSignature.isGood(token, "sha256=" + signature.toUpperCase(java.util.Locale.ROOT), BODY))
                .isTrue();
        assertThat(KatanaSignature.isGood(token, signature, "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(KatanaSignature.isGood(Secret.of("other"), signature, BODY)).isFalse();
        assertThat(KatanaSignature.isGood(token, null, BODY)).isFalse();
        assertThat(KatanaSignature.isGood(token, "", BODY)).isFalse();
    }
}
