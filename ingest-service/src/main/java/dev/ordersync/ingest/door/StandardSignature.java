package dev.ordersync.ingest.door;

import dev.ordersync.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * BigCommerce's own signature: HMAC-SHA256 over {@code id.timestamp.body}, keyed with the text of the client secret, in
 * base64 (Standard Webhooks; BigCommerce's page "HTTPS webhook overview"). The header may list several, for rotation.
 */
public final class StandardSignature {
    private final Duration tolerance;

    /** @param tolerance how far the timestamp may be from our clock, either way */
    public StandardSignature(Duration tolerance) {
        this.tolerance = tolerance;
    }

    /** @return whether one of the listed signatures is right and the timestamp is fresh */
    public boolean isGood(Secret key, String id, String timestamp, String signatures, byte[] body, Instant now) {
        long sent;
        try {
            sent = Long.parseLong(timestamp.trim());
        } catch (NumberFormatException notANumber) {
            return false;
        }
        if (Math.abs(now.getEpochSecond() - sent) > tolerance.toSeconds()) return false;
        byte[] expected = sign(key, id, timestamp.trim(), body);
        boolean good = false;
        for (String listed : signatures.trim().split("\\s+")) {
            if (!listed.startsWith("v1,")) continue;
            // no early end: the time taken says nothing about which one was right
            good |= MessageDigest.isEqual(
                    expected, listed.substring("v1,".length()).getBytes(StandardCharsets.US_ASCII));
        }
        return good;
    }

    static byte[] sign(Secret key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }
}
