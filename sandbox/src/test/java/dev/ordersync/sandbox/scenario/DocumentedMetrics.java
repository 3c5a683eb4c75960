package dev.ordersync.sandbox.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics as docs/metrics.md lists them, and as a service exports them: name, type and labels. */
final class DocumentedMetrics {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(sync_[a-z_]+)` \\| ([a-z]+) \\|([^|]*)\\| ([a-z-]+) \\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (sync_[a-z_]+) ([a-z]+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private DocumentedMetrics() {}

    /** Name to "type labels", of what the service should export. */
    static Map<String, String> documented(String service) {
        Path file = Path.of(System.getProperty("ordersync.root", ".."), "docs/metrics.md");
        Map<String, String> metrics = new TreeMap<>();
        try {
            Matcher row = ROW.matcher(Files.readString(file));
            while (row.find()) {
                if (!Set.of("all", service).contains(row.group(4))) continue;
                Set<String> labels = Arrays.stream(row.group(3).split("[ `]+"))
                        .filter(label -> !label.isBlank())
                        .collect(Collectors.toCollection(TreeSet::new));
                metrics.put(row.group(1), row.group(2) + " " + labels);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metrics;
    }

    /** Name to "type labels", of what the service exports now. */
    static Map<String, String> exported(URI metrics) {
        String text = read(metrics);
        Map<String, String> exported = new TreeMap<>();
        Matcher type = TYPE.matcher(text);
        while (type.find()) {
            String name = type.group(1);
            if (name.endsWith("_max")) continue; // comes with every summary and histogram
            boolean bare = type.group(2).equals("counter") && !name.endsWith("_total");
            String samples =
                    bare ? name + "_total" : name; // OpenMetrics names a counter without what its samples end in
            exported.put(samples, type.group(2) + " " + labels(text, samples));
        }
        return exported;
    }

    private static Set<String> labels(String text, String name) {
        Set<String> labels = new TreeSet<>();
        Matcher sample = Pattern.compile("(?m)^" + name + "(_count|_sum|_bucket)?\\{(.*)} \\S+$")
                .matcher(text);
        while (sample.find()) {
            Matcher label = LABEL.matcher(sample.group(2));
            Set<String> found = new LinkedHashSet<>();
            while (label.find()) found.add(label.group(1));
            labels.addAll(found);
        }
        labels.removeAll(Set.of("service", "le"));
        return labels;
    }

    private static String read(URI uri) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + uri, e);
        }
    }
}
