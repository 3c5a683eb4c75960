package dev.ordersync.ingest.console.layout;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** Addresses of style, script and pictures with their version, so that browsers may keep them; {@code inject:assets}. */
@Named("assets")
@Singleton
public class Assets {
    private final String style = versioned("/console/console.css");
    private final String script = versioned("/console/console.js");
    private final String icon = versioned("/console/icon.svg");
    private final String icons = versioned("/console/icons.svg");

    public String style() {
        return style;
    }

    public String script() {
        return script;
    }

    /** The product's own. */
    public String icon() {
        return icon;
    }

    /** Those that stand beside words; each has a name behind the {@code #}. */
    public String icons() {
        return icons;
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
