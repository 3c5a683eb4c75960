package dev.ordersync.sandbox.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as a Markdown table. */
final class BenchmarkTable {
    private final List<String> rows = new ArrayList<>();

    /** @param bar what it should be; may be empty */
    void row(String what, String measured, String bar) {
        rows.add("| " + what + " | " + measured + " | " + bar + " |");
        System.out.println("benchmark: " + what + ": " + measured);
    }

    static String seconds(long nanos) {
        return "%.1f s".formatted(nanos / 1e9);
    }

    static String percentiles(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return "p50 " + words(sorted.get(sorted.size() / 2)) + ", p99 "
                + words(sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
    }

    private static String words(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 10 ? "%.1f ms".formatted(millis) : "%.0f ms".formatted(millis);
    }

    @Override
    public String toString() {
        return "| what | measured | bar |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
    }
}
