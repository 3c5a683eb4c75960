package dev.ordersync.sandbox.bigcommerce;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** V2 writes RFC 2822 in UTC with whole seconds and {@code ""} for no date; filters read that or ISO-8601. */
final class Dates {
    private static final DateTimeFormatter V2 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH);

    private Dates() {}

    static String v2(long millis) {
        return millis == 0 ? "" : V2.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    static String v3(long millis) {
        return Instant.ofEpochSecond(millis / 1000).toString();
    }

    /** Epoch milliseconds. A plus sign that arrived as a blank is forgiven. */
    static Optional<Long> read(String text) {
        for (var candidate : new String[] {text, text.replaceFirst(" (\\d\\d:?\\d\\d)$", "+$1")}) {
            var found = rfc(candidate).or(() -> iso(candidate));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> rfc(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private static Optional<Long> iso(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(Instant.parse(text + "T00:00:00Z").toEpochMilli());
            }
            var zoned = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)$") ? text : text + "Z";
            return Optional.of(OffsetDateTime.parse(zoned).toInstant().toEpochMilli());
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
