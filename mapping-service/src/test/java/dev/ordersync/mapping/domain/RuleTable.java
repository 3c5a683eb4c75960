package dev.ordersync.mapping.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the tables of docs/rules, so that a rule's document is its test. */
final class RuleTable {

    /** One row by column name; its text names the row in a test report. */
    record Row(Map<String, String> cells) {
        String get(String column) {
            String cell = cells.get(column);
            if (cell == null) throw new IllegalArgumentException("no column " + column + " in " + cells);
            return cell;
        }

        @Override
        public String toString() {
            return String.join(" | ", cells.values());
        }
    }

    /** The first table below the heading; the document's first one for its title. */
    static Stream<Row> rows(String document, String heading) {
        List<Row> rows = new ArrayList<>();
        List<String> columns = null;
        boolean below = false;
        for (String line : lines(document)) {
            if (line.startsWith("#")) {
                if (!rows.isEmpty()) break;
                below = line.replaceFirst("#+", "").trim().equals(heading);
            } else if (below && line.startsWith("|")) {
                List<String> cells = cells(line);
                if (columns == null) columns = cells;
                else if (!cells.get(0).startsWith("---")) rows.add(row(columns, cells));
            } else if (!rows.isEmpty()) break;
        }
        if (rows.isEmpty()) throw new IllegalArgumentException("no table below '" + heading + "' in " + document);
        return rows.stream();
    }

    private static Row row(List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) throw new IllegalArgumentException("row does not fit its table: " + cells);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) row.put(columns.get(i), cells.get(i));
        return new Row(row);
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Stream.of(inner.split("\\|", -1)).map(String::trim).toList();
    }

    private static List<String> lines(String document) {
        try {
            return Files.readAllLines(Path.of("..", "docs", "rules", document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuleTable() {}
}
