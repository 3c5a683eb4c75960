package dev.ordersync.sandbox.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lets the simulated systems outlive a restart: every call that may have changed something is written down, with its
 * time, and done again at the next start, silently. Works since a simulator's state follows from its calls and their
 * times alone.
 *
 * <p>When the file cannot be written: the call fails, so that nothing is half remembered. A last line cut off by a
 * killed process is dropped.
 */
final class Memory {
    private static final List<String> KEPT_HEADERS = List.of("authorization", "x-auth-token", "content-type", "accept");

    private final BufferedWriter writer;

    /** Of a sandbox that forgets. */
    static final Memory NONE = new Memory(null);

    private Memory(BufferedWriter writer) {
        this.writer = writer;
    }

    /** Does again what the file holds, then goes on writing to it. */
    static Memory open(Path file, Function<JsonNode, Reply> again) {
        try {
            List<String> whole = new ArrayList<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    try {
                        again.apply(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
                    } catch (Json.Malformed cutOff) {
                        break;
                    }
                    whole.add(line);
                }
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, whole, StandardCharsets.UTF_8);
            return new Memory(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param door {@code api}, {@code control} or {@code refused-control} */
    void note(String side, String door, Request request) {
        if (writer == null || request.method().equals("GET") || request.method().equals("HEAD")) {
            return;
        }
        ObjectNode line = Json.object()
                .put("side", side)
                .put("door", door)
                .put("at", request.at())
                .put("method", request.method())
                .put("path", request.path())
                .put("rawQuery", request.rawQuery())
                .put("body", request.text());
        line.set("query", Json.MAPPER.valueToTree(request.query()));
        ObjectNode headers = line.putObject("headers");
        KEPT_HEADERS.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
        try {
            writer.write(line.toString());
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Request request(JsonNode line) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        line.path("query").fields().forEachRemaining(entry -> {
            List<String> values = new ArrayList<>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            query.put(entry.getKey(), values);
        });
        Map<String, String> headers = new LinkedHashMap<>();
        line.path("headers")
                .fields()
                .forEachRemaining(
                        entry -> headers.put(entry.getKey(), entry.getValue().asText()));
        return new Request(
                line.path("method").asText(),
                line.path("path").asText(),
                query,
                line.path("rawQuery").asText(),
                headers,
                line.path("body").asText().getBytes(StandardCharsets.UTF_8),
                line.path("at").asLong(),
                Duration.ZERO);
    }

    void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
