package dev.ordersync.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.api.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordTest {
    private static final Instant NOON = Instant.parse("2026-07-28T12:00:00Z");

    @Test
    void aHashKnowsItsPasswordAndNoOther() {
        Password hashed = Password.Hashed.parse(
                Password.Hashed.of(Secret.of("correct horse"), new byte[16]).text());

        assertThat(hashed.matches(Secret.of("correct horse"))).isTrue();
        assertThat(hashed.matches(Secret.of("correct hors"))).isFalse();
    }

    @Test
    void aWeakOrDamagedHashIsRefusedAtTheStart() {
        String good = Password.Hashed.of(Secret.of("x"), new byte[16]).text();

        assertThatThrownBy(() -> Password.Hashed.parse(good.replace("$210000$", "$1000$")))
                .hasMessageContaining("210000 rounds");
        assertThatThrownBy(() -> Password.Hashed.parse("secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Password.Hashed.parse(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failuresCountPerAddressAndUserAndAreForgottenAfterTheWindow() {
        Attempts attempts = new Attempts();
        for (int i = 0; i < Attempts.PER_USER; i++) attempts.failed("10.0.0.1", "anna", "guess " + i, NOON);

        assertThat(attempts.mayTry("10.0.0.1", "anna", NOON)).isFalse();
        assertThat(attempts.mayTry("10.0.0.1", "bert", NOON)).isTrue();
        assertThat(attempts.mayTry("10.0.0.2", "anna", NOON)).isTrue();
        assertThat(attempts.mayTry("10.0.0.1", "anna", NOON.plus(Attempts.WINDOW)))
                .isTrue();
    }

    @Test
    void aProgramThatRepeatsAnOldPasswordDoesNotLockItsUserOut() {
        Attempts attempts = new Attempts();
        for (int i = 0; i < 2 * Attempts.PER_ADDRESS; i++) attempts.failed("10.0.0.1", "anna", "the old one", NOON);

        assertThat(attempts.mayTry("10.0.0.1", "anna", NOON)).isTrue();
        assertThat(attempts.isKnownWrong("10.0.0.1", "anna", "the old one", NOON))
                .as("not hashed again")
                .isTrue();
        assertThat(attempts.isKnownWrong("10.0.0.1", "anna", "the new one", NOON))
                .isFalse();
        assertThat(attempts.isKnownWrong("10.0.0.1", "anna", "the old one", NOON.plus(Attempts.WINDOW)))
                .isFalse();
    }

    @Test
    void anAddressThatTriesManyNamesIsStopped() {
        Attempts attempts = new Attempts();
        for (int i = 0; i < Attempts.PER_ADDRESS; i++) attempts.failed("10.0.0.1", "user" + i, "guess " + i, NOON);

        assertThat(attempts.mayTry("10.0.0.1", "somebody", NOON)).isFalse();
    }
}
