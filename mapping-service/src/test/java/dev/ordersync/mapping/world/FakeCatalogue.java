package dev.ordersync.mapping.world;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** As much of BigCommerce's catalogue as a test tells it: variants by id, of any store. */
public final class FakeCatalogue {
    private final HttpServer server;
    private final Map<String, String> variants = new ConcurrentHashMap<>();

    FakeCatalogue() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                String id = exchange.getRequestURI().getQuery().replaceAll("(^|.*&)id=(\\d+).*", "$2");
                String variant = path.endsWith("/v3/catalog/variants") ? variants.get(id) : null;
                byte[] body = "{\"data\":[%s],\"meta\":{}}"
                        .formatted(variant == null ? "" : variant)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void variant(long id, String option, String label) {
        variants.put(String.valueOf(id), """
                {"id":%d,"option_values":[{"option_display_name":"%s","label":"%s"}]}""".formatted(id, option, label));
    }

    void stop() {
        server.stop(0);
    }
}
