package dev.ordersync.stores;

import dev.ordersync.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals credentials with AES-256-GCM under the master key; what it belongs to is part of the seal. A sealed text is the
 * key's id (one byte), a random nonce (12) and the ciphertext with its tag.
 *
 * <p>To change the master key, give the new one first and the old one beside it: new seals use the new key, old ones
 * still open, and {@link StoreRegister#reseal} renews them; then the old key can go.
 */
public final class Sealing {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Key(byte id, SecretKeySpec cipher, SecretKeySpec naming) {}

    private final List<Key> keys;

    private Sealing(List<Key> keys) {
        this.keys = keys;
    }

    /** @param masterKey base64 of 32 bytes ({@code SYNC_MASTER_KEY}) */
    public static Sealing under(String masterKey) {
        return under(masterKey, "");
    }

    /**
     * @param current seals and opens
     * @param others only open: the old one while it is being replaced, or the new one before it is used
     *     ({@code SYNC_MASTER_KEY_PREVIOUS}); comma-separated, or empty
     */
    public static Sealing under(String current, String others) {
        List<Key> keys = new ArrayList<>();
        keys.add(key(current));
        for (String other : others.split(",")) if (!other.isBlank()) keys.add(key(other));
        return new Sealing(List.copyOf(keys));
    }

    /** Whether this was sealed under another than the current key, and should be sealed anew. */
    public boolean isOld(byte[] sealed, String owner) {
        return opened(keys.get(0), sealed, owner).isEmpty(); // ids are one byte: only the tag tells for certain
    }

    private static Key key(String masterKey) {
        byte[] master;
        try {
            master = Base64.getDecoder().decode(masterKey.strip());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException("the master key is not base64 of 32 bytes");
        }
        if (master.length != 32) throw new IllegalArgumentException("the master key is not base64 of 32 bytes");
        // one key per purpose, so that names tell nothing of seals
        byte[] id = hmac(new SecretKeySpec(master, "HmacSHA256"), "key id");
        byte[] cipher = hmac(new SecretKeySpec(master, "HmacSHA256"), "seal");
        byte[] naming = hmac(new SecretKeySpec(master, "HmacSHA256"), "name");
        return new Key(id[0], new SecretKeySpec(cipher, "AES"), new SecretKeySpec(naming, "HmacSHA256"));
    }

    /** @param owner for instance {@code store:abc/bigcommerce-token}: a sealed text cannot be moved to another owner */
    public byte[] seal(Secret secret, String owner) {
        Key key = keys.get(0);
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner);
            byte[] text = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] sealed = new byte[1 + NONCE + text.length];
            sealed[0] = key.id();
            System.arraycopy(nonce, 0, sealed, 1, NONCE);
            System.arraycopy(text, 0, sealed, 1 + NONCE, text.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails when the text was sealed under another key or for another owner, or was changed. */
    public Secret open(byte[] sealed, String owner) {
        for (Key key : keys) {
            Optional<Secret> secret = opened(key, sealed, owner);
            if (secret.isPresent()) return secret.get();
        }
        throw new IllegalStateException("cannot be opened with this master key: " + owner);
    }

    /** A byte may be the same for two keys: then the tag decides. */
    private static Optional<Secret> opened(Key key, byte[] sealed, String owner) {
        if (sealed.length <= 1 + NONCE || key.id() != sealed[0]) return Optional.empty();
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                    .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
            return Optional.of(Secret.of(new String(text, StandardCharsets.UTF_8)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Short keyed hash that names a secret without telling it: 16 hexadecimal digits, other under another master key.
     */
    public String name(Secret secret) {
        byte[] hash = hmac(keys.get(0).naming(), secret.reveal());
        return HexFormat.of().formatHex(hash).substring(0, 16);
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.cipher(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
