package dev.ordersync.ingest.console.layout;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** Addresses of style and script with their version, so that browsers may keep them; {@code inject:assets}. */
@Named("assets")
@Singleton
public class Assets {
    private final String style = versioned("/console/console.css");
    private final String script = versioned("/console/console.js");

    public String style() {
        return style;
    }

    public String script() {
        return script;
    }

    private static String versioned(String path) {
        try (InputStream file = Assets.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (file == null) throw new IllegalStateException(path + " is not packaged");
            CRC32 sum = new CRC32();
            sum.update(file.readAllBytes());
            return path + "?v=" + Long.toHexString(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
