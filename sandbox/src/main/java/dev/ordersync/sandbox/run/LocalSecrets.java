package dev.ordersync.sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Master key and admin password for a start by hand: taken from the environment, else made once and kept. */
final class LocalSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Map<String, String> load(Path data, Map<String, String> given) {
        Path file = data.resolve("secrets.properties");
        Properties kept = read(file);
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("SYNC_MASTER_KEY", value("SYNC_MASTER_KEY", given, kept, Base64.getEncoder(), 32));
        secrets.put(
                "SYNC_ADMIN_PASSWORD",
                value("SYNC_ADMIN_PASSWORD", given, kept, Base64.getUrlEncoder().withoutPadding(), 15));
        secrets.put("SYNC_ADMIN_USER", given.getOrDefault("SYNC_ADMIN_USER", "admin"));
        write(file, kept);
        return secrets;
    }

    private static String value(
            String name, Map<String, String> given, Properties kept, Base64.Encoder encoder, int bytes) {
        String value = given.get(name);
        if (value != null && !value.isBlank()) return value;
        if (kept.getProperty(name) == null) {
            byte[] random = new byte[bytes];
            RANDOM.nextBytes(random);
            kept.setProperty(name, encoder.encodeToString(random));
        }
        return kept.getProperty(name);
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        if (!Files.exists(file)) return properties;
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Properties properties) {
        if (properties.isEmpty()) return;
        try {
            if (!Files.exists(file))
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "made by ./run; only for this folder's data");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalSecrets() {}
}
