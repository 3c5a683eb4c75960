package dev.ordersync.sandbox.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Path templates to functions: {@code add("GET", "/orders/{id}", handler)}. {@code {name}} matches one segment; of
 * several matching templates the one added first wins.
 *
 * @param <C> the context handed to handlers, for example the store the request belongs to
 */
public final class Routes<C> {
    /** Answers one request; {@code path} holds the values of the template's names. */
    @FunctionalInterface
    public interface Handler<C> {
        Reply answer(C context, Request request, Map<String, String> path);
    }

    private record Route<C>(String method, String[] parts, Handler<C> handler) {}

    private final List<Route<C>> routes = new ArrayList<>();

    public Routes<C> add(String method, String template, Handler<C> handler) {
        routes.add(new Route<>(method, template.split("/"), handler));
        return this;
    }

    /** Empty when no template matches path and method; then {@link #methods} tells 404 from 405. */
    public Optional<Reply> answer(C context, String path, Request request) {
        var parts = path.split("/");
        for (var route : routes) {
            if (route.method().equals(request.method())) {
                var values = match(route.parts(), parts);
                if (values.isPresent()) {
                    return Optional.of(route.handler().answer(context, request, values.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The methods some template offers for this path. */
    public TreeSet<String> methods(String path) {
        var parts = path.split("/");
        var found = new TreeSet<String>();
        routes.stream()
                .filter(route -> match(route.parts(), parts).isPresent())
                .forEach(route -> found.add(route.method()));
        return found;
    }

    private static Optional<Map<String, String>> match(String[] template, String[] parts) {
        if (template.length != parts.length) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            if (template[i].startsWith("{") && !parts[i].isEmpty()) {
                values.put(template[i].substring(1, template[i].length() - 1), parts[i]);
            } else if (!template[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    @Override
    public String toString() {
        return routes.stream()
                .map(route -> route.method() + " " + String.join("/", Arrays.asList(route.parts())))
                .toList()
                .toString();
    }
}
