package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.kernel.Reply;
import dev.ordersync.sandbox.kernel.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Serves the page, its two files and the state it shows; everything it does goes through {@code /sandbox/...}. */
public final class PageDoor {
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8");

    private final WorldView view;

    public PageDoor(WorldView view) {
        this.view = view;
    }

    public Optional<Reply> answer(Request request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        if (request.path().equals("/page/state")) {
            var limit = request.param("limit").map(Integer::parseInt).orElse(25);
            return Optional.of(Reply.json(200, view.state(request.param("store").orElse(""), limit)));
        }
        var name = request.path().equals("/") ? "index.html" : request.path().substring(1);
        return Optional.ofNullable(TYPES.get(name)).map(type -> Reply.text(200, type, read(name)));
    }

    private static String read(String name) {
        try (var in = PageDoor.class.getResourceAsStream("/page/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
