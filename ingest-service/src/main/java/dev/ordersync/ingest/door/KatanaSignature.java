package dev.ordersync.ingest.door;

import dev.ordersync.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Katana's signature: hex HMAC-SHA256 of the raw body, keyed with the text of the webhook's token (Katana's guide
 * "Verifying a webhook signature"); some senders put {@code sha256=} before it. It carries no time, so a replay passes:
 * harmless, since a webhook only makes us look.
 */
public final class KatanaSignature {

    public static boolean isGood(Secret token, String header, byte[] body) {
        if (header == null) return false;
        String given = header.trim().toLowerCase(Locale.ROOT);
        if (given.startsWith("sha256=")) given = given.substring("sha256=".length());
        return MessageDigest.isEqual(
                sign(token, body).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(Secret token, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    private KatanaSignature() {}
}
