package dev.ordersync.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Instants as the two APIs write them: ISO-8601 with offset, or RFC 2822 ({@code Tue, 05 Mar 2019 21:40:11 +0000}). What
 * names no offset is read as UTC, and a mere date as the beginning of its day.
 */
public final class Times {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    /** Reads either form; empty for empty text and for anything else. */
    public static Optional<Instant> read(String text) {
        if (text == null || text.isBlank()) return Optional.empty();
        String trimmed = text.trim();
        try {
            return Optional.of(
                    Character.isDigit(trimmed.charAt(0))
                            ? iso(trimmed)
                            // the name of the weekday says nothing new and may be wrong in a made-up date
                            : ZonedDateTime.parse(
                                            trimmed.substring(trimmed.indexOf(',') + 1)
                                                    .trim(),
                                            DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant iso(String text) {
        TemporalAccessor read =
                ISO.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (read instanceof OffsetDateTime at) return at.toInstant();
        return read instanceof LocalDateTime at
                ? at.toInstant(ZoneOffset.UTC)
                : ((LocalDate) read).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The wait that a {@code Retry-After} value asks for: seconds, or an HTTP date. Never negative. */
    public static Optional<Duration> retryAfter(String value, Instant now) {
        if (value == null || value.isBlank()) return Optional.empty();
        try {
            double seconds = Double.parseDouble(value.trim());
            if (seconds >= 0 && seconds < 1e9) return Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1000)));
            return Optional.empty();
        } catch (NumberFormatException notSeconds) {
            return read(value).map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        }
    }

    private Times() {}
}
