package dev.ordersync.sandbox.scenario;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what services send to an OpenTelemetry collector (OTLP, protobuf over HTTP) and reads the spans out of it. */
final class Collector implements AutoCloseable {
    /** @param parent empty for the first of a trace */
    record Span(String trace, String id, String parent, String name) {}

    private record Field(int number, byte[] bytes) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            for (Field resource : fields(body, 1))
                for (Field scope : fields(resource.bytes(), 2))
                    for (Field span : fields(scope.bytes(), 2)) spans.add(span(span.bytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return spans;
    }

    /** All that came, as text: for a look whether it holds what it must not. */
    List<String> bodies() {
        return bodies;
    }

    private static Span span(byte[] span) {
        return new Span(hex(span, 1), hex(span, 2), hex(span, 4), new String(first(span, 5), StandardCharsets.UTF_8));
    }

    private static String hex(byte[] message, int number) {
        return HexFormat.of().formatHex(first(message, number));
    }

    private static byte[] first(byte[] message, int number) {
        return fields(message, number).stream().findFirst().map(Field::bytes).orElse(new byte[0]);
    }

    /** The length-delimited fields of that number; the others are stepped over. */
    private static List<Field> fields(byte[] message, int wanted) {
        List<Field> fields = new ArrayList<>();
        int[] at = {0};
        while (at[0] < message.length) {
            long tag = varint(message, at);
            int number = (int) (tag >>> 3);
            int length = switch ((int) (tag & 7)) {
                case 0 -> skipped(message, at);
                case 1 -> 8;
                case 2 -> (int) varint(message, at);
                case 5 -> 4;
                default -> throw new IllegalStateException("not protobuf");
            };
            if ((tag & 7) == 2 && number == wanted)
                fields.add(new Field(number, java.util.Arrays.copyOfRange(message, at[0], at[0] + length)));
            at[0] += length;
        }
        return fields;
    }

    private static int skipped(byte[] message, int[] at) {
        varint(message, at);
        return 0;
    }

    private static long varint(byte[] message, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message[at[0]++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
