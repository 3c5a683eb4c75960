package dev.ordersync.bigcommerce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side in tests: answers what it was told to, in turn, and keeps what it was asked. */
final class FakeStore implements AutoCloseable {
    static final String HASH = "abc123";

    record Asked(String method, String url, Map<String, List<String>> headers, String body) {}

    private record Said(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Queue<Said> answers = new ArrayDeque<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    FakeStore says(int status, String body, String... headers) {
        Map<String, String> named = new java.util.LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) named.put(headers[i], headers[i + 1]);
        answers.add(new Said(status, body, named));
        return this;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    BigCommerce client() {
        return client(Gate.OPEN);
    }

    BigCommerce client(Gate gate) {
        return new BigCommerce(
                new Transport(null, Clock.systemUTC()), url(), HASH, Secret.of("t0ken"), gate, Duration.ofSeconds(5));
    }

    Asked onlyQuestion() {
        if (asked.size() != 1) throw new AssertionError("asked " + asked.size() + " times: " + asked);
        return asked.get(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        Said said = answers.poll();
        if (said == null) said = new Said(500, "nothing more to say", Map.of());
        said.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
