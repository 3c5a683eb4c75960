package dev.ordersync.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.api.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealingTest {
    static final String OLD = key(1);
    static final String NEW = key(2);
    private static final Secret TOKEN = Secret.of("marker-token-9f3");

    static String key(int seed) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) bytes[i] = (byte) (i * 7 + seed);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void whatIsSealedOpensForItsOwnerAlone() {
        Sealing sealing = Sealing.under(OLD);
        byte[] sealed = sealing.seal(TOKEN, "store:a/katana-key");
        assertThat(sealing.open(sealed, "store:a/katana-key")).isEqualTo(TOKEN);
        assertThatThrownBy(() -> sealing.open(sealed, "store:b/katana-key")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealing.open(sealed, "store:a/bigcommerce-token"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSealHidesTheSecretAndDiffersEachTime() {
        Sealing sealing = Sealing.under(OLD);
        byte[] one = sealing.seal(TOKEN, "x");
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("marker");
        assertThat(sealing.seal(TOKEN, "x")).isNotEqualTo(one);
    }

    @Test
    void aChangedByteIsRefused() {
        Sealing sealing = Sealing.under(OLD);
        byte[] sealed = sealing.seal(TOKEN, "x");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealing.open(changed, "x")).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> sealing.open(new byte[3], "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOldKeyStillOpensAndTheNewOneSeals() {
        byte[] sealedBefore = Sealing.under(OLD).seal(TOKEN, "x");
        Sealing rotating = Sealing.under(NEW, OLD);
        assertThat(rotating.open(sealedBefore, "x")).isEqualTo(TOKEN);
        assertThat(Sealing.under(NEW).open(rotating.seal(TOKEN, "x"), "x")).isEqualTo(TOKEN);
        assertThatThrownBy(() -> Sealing.under(NEW).open(sealedBefore, "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesTellSecretsApartWithoutTellingThem() {
        Sealing sealing = Sealing.under(OLD);
        assertThat(sealing.name(TOKEN)).matches("[0-9a-f]{16}").isEqualTo(sealing.name(Secret.of("marker-token-9f3")));
        assertThat(sealing.name(Secret.of("other"))).isNotEqualTo(sealing.name(TOKEN));
        assertThat(Sealing.under(NEW).name(TOKEN)).isNotEqualTo(sealing.name(TOKEN));
    }

    @Test
    void aWrongMasterKeyIsRefusedInWordsThatDoNotRepeatIt() {
        for (String wrong :
                new String[] {null, "", "short", "!!", Base64.getEncoder().encodeToString(new byte[16])})
            assertThatThrownBy(() -> Sealing.under(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the master key is not base64 of 32 bytes");
    }
}
