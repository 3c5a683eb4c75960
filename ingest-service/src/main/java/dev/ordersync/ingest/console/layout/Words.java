package dev.ordersync.ingest.console.layout;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How templates say things: {@code at.utc}, {@code seconds.span}, {@code state.tone}, {@code n.grouped}. */
@TemplateExtension
public final class Words {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** For the attribute of {@code <time>}. */
    public static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For eyes, until the script has put it into their zone. */
    public static String utc(Instant at) {
        return UTC.format(at);
    }

    /** A span of seconds as a person would say it: {@code about 5 minutes}. */
    public static String span(long seconds) {
        if (seconds < 60) return "less than a minute";
        Duration span = Duration.ofSeconds(seconds);
        if (seconds < 5400) return "about " + counted(Math.round(seconds / 60.0), "minute");
        if (span.toHours() < 36) return "about " + counted(Math.round(seconds / 3600.0), "hour");
        return "about " + counted(Math.round(seconds / 86400.0), "day");
    }

    /** {@code 12,345}. */
    public static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Which of the five colours a state's badge has; the badge says the word as well. */
    public static String tone(String state) {
        return switch (state) {
            case "synced", "live", "done", "unchanged" -> "good";
            case "waiting", "importing", "ready", "connecting", "running", "applying" -> "busy";
            case "held", "conflict", "incomplete", "changed" -> "warn";
            case "needs reconnecting", "failed" -> "bad";
            default -> "off";
        };
    }

    private static String counted(long n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }

    private Words() {}
}
