package dev.ordersync.ingest.world;

import dev.ordersync.ingest.console.login.LoginPage;
import dev.ordersync.ingest.door.BigCommerceWebhookResource;
import dev.ordersync.ingest.door.KatanaWebhookResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every address that resources serve, as it stands in the code: a new one is among them by itself. */
public final class Routes {
    /** Open to everybody: the doors ask for the hook's secret, and who signs in has not done so yet. */
    private static final List<Class<?>> OPEN =
            List.of(BigCommerceWebhookResource.class, KatanaWebhookResource.class, LoginPage.class);

    private static final List<Class<? extends Annotation>> VERBS =
            List.of(GET.class, POST.class, PUT.class, DELETE.class, PATCH.class);
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");
    private static final Map<String, String> EXAMPLES = Map.of(
            "hash", "abc123", "orderId", "101", "id", "rp-1", "step", "katana", "word", "pause", "command", "hold");

    /** @param roles any of which is enough; empty: none is asked for */
    public record Route(String verb, String path, List<String> roles) {
        public boolean isRead() {
            return verb.equals("GET");
        }
    }

    /** Those that are not open to everybody. */
    public static List<Route> guarded() {
        return classes()
                .filter(one -> one.isAnnotationPresent(Path.class))
                .filter(one -> !OPEN.contains(one))
                .flatMap(Routes::of)
                .toList();
    }

    private static Stream<Class<?>> classes() {
        java.nio.file.Path root = java.nio.file.Path.of("target/classes");
        try (Stream<java.nio.file.Path> files = Files.walk(root.resolve("dev/ordersync/ingest"))) {
            return files
                    .map(file -> root.relativize(file).toString().replace(File.separatorChar, '.'))
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Routes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Route> of(Class<?> resource) {
        return Stream.of(resource.getDeclaredMethods())
                .flatMap(method -> VERBS.stream()
                        .filter(method::isAnnotationPresent)
                        .map(verb -> new Route(verb.getSimpleName(), path(resource, method), roles(resource, method))));
    }

    private static List<String> roles(Class<?> resource, Method method) {
        RolesAllowed asked = Optional.ofNullable(method.getAnnotation(RolesAllowed.class))
                .orElse(resource.getAnnotation(RolesAllowed.class));
        return asked == null ? List.of() : List.of(asked.value());
    }

    private static String path(Class<?> resource, Method method) {
        Path below = method.getAnnotation(Path.class);
        String template = "/" + resource.getAnnotation(Path.class).value() + "/" + (below == null ? "" : below.value());
        String path = PARAMETER.matcher(template).replaceAll(Routes::example).replaceAll("/+", "/");
        return path.equals("/") ? path : path.replaceFirst("/$", "");
    }

    private static String example(MatchResult parameter) {
        String example = EXAMPLES.get(parameter.group(1));
        if (example == null) throw new IllegalStateException("no example of " + parameter.group());
        return Matcher.quoteReplacement(example);
    }

    private Routes() {}
}
