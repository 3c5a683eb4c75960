package dev.ordersync.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A JSON API over HTTP: the product's own, as an operator's program uses it, or the sandbox's back door. */
public final class JsonApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String authorization;

    /** A reply with its body read as JSON; a missing node when there is none. */
    public record Reply(int status, JsonNode body) {}

    /** Without credentials. */
    public JsonApi(String base) {
        this.base = base;
        this.authorization = null;
    }

    public JsonApi(String base, String user, String password) {
        this.base = base;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Waits, as long as it takes, until the path answers 200. */
    void awaitAnswer(String path) throws InterruptedException {
        while (true) {
            try {
                if (get(path).status() == 200) return;
            } catch (UncheckedIOException notYet) {
                // it is still starting
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    public Reply post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    private Reply send(String method, String path, JsonNode body) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, publisher);
        if (authorization != null) request.header("Authorization", authorization);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Reply(response.statusCode(), text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + method + " " + path, e);
        }
    }
}
