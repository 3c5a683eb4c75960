package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as we know it. */
sealed interface Password {

    boolean matches(Secret given);

    /** What sessions remember of it, under a key: another password ends them. */
    Secret fingerprint();

    /** Given in the environment, beside other secrets. */
    record Plain(Secret secret) implements Password {
        @Override
        public boolean matches(Secret given) {
            return secret.equals(given);
        }

        @Override
        public Secret fingerprint() {
            return secret;
        }
    }

    /** {@code pbkdf2-sha512$rounds$salt$hash}, salt and hash in base64: a stolen file gives no password. */
    record Hashed(int rounds, byte[] salt, Secret hash) implements Password {
        static final int ROUNDS = 210_000;
        private static final Pattern FORM =
                Pattern.compile("pbkdf2-sha512\\$(\\d{1,8})\\$([A-Za-z0-9+/=]{20,})\\$([A-Za-z0-9+/=]{40,})");

        static Hashed parse(String text) {
            Matcher form = FORM.matcher(text == null ? "" : text.strip());
            if (!form.matches() || Integer.parseInt(form.group(1)) < ROUNDS)
                throw new IllegalArgumentException(
                        "not a password hash: make one with HashPassword, at least " + ROUNDS + " rounds");
            return new Hashed(
                    Integer.parseInt(form.group(1)),
                    Base64.getDecoder().decode(form.group(2)),
                    Secret.of(form.group(3)));
        }

        static Hashed of(Secret password, byte[] salt) {
            return new Hashed(ROUNDS, salt, derive(password, salt, ROUNDS));
        }

        String text() {
            return "pbkdf2-sha512$" + rounds + "$" + Base64.getEncoder().encodeToString(salt) + "$" + hash.reveal();
        }

        @Override
        public boolean matches(Secret given) {
            return hash.equals(derive(given, salt, rounds));
        }

        @Override
        public Secret fingerprint() {
            return hash;
        }

        private static Secret derive(Secret password, byte[] salt, int rounds) {
            try {
                var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, rounds, 512);
                byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(spec)
                        .getEncoded();
                return Secret.of(Base64.getEncoder().encodeToString(key));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
