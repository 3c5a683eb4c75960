package dev.ordersync.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A URL being built: path segments and query values are encoded, a repeated name gives a repeated key. */
public final class Query {
    private final StringBuilder url;
    private boolean hasQuery;

    private Query(String base) {
        this.url = new StringBuilder(base);
    }

    /** Starts at the base, with or without its last slash. */
    public static Query at(URI base) {
        String text = base.toString();
        while (text.endsWith("/")) text = text.substring(0, text.length() - 1);
        return new Query(text);
    }

    /** Adds a fixed path as it stands, such as {@code /v2/orders}. */
    public Query path(String path) {
        url.append(path);
        return this;
    }

    /** Adds one path segment; an empty one would name the whole collection and is a bug. */
    public Query segment(String segment) {
        if (segment == null || segment.isBlank()) throw new IllegalArgumentException("empty path segment");
        url.append('/').append(encode(segment));
        return this;
    }

    /** Adds an id as path segment; zero or less would name the whole collection and is a bug. */
    public Query id(long id) {
        if (id <= 0) throw new IllegalArgumentException("not an id: " + id);
        url.append('/').append(id);
        return this;
    }

    /** Adds a query value; null adds nothing. */
    public Query with(String name, Object value) {
        if (value == null) return this;
        url.append(hasQuery ? '&' : '?').append(encode(name)).append('=').append(encode(String.valueOf(value)));
        hasQuery = true;
        return this;
    }

    /** Adds the same key once per value. */
    public Query withEach(String name, Iterable<?> values) {
        values.forEach(value -> with(name, value));
        return this;
    }

    public URI uri() {
        return URI.create(url.toString());
    }

    private static String encode(String text) {
        // ':' and ',' are plain in a query, and both APIs write them so ("sort=id:asc", "id:in")
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%2C", ",");
    }
}
