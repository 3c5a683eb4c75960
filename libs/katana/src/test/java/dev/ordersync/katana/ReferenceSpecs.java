package dev.ordersync.katana;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ordersync.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Katana's own API descriptions, when they lie beside the checkout ({@code ../shared/reference/specs}, or the system
 * property {@code reference.specs}). They are not part of the project; small payloads of our own stand in for them.
 */
final class ReferenceSpecs {

    static Optional<JsonNode> find(String file) {
        return folder().map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .map(ReferenceSpecs::yaml);
    }

    private static Optional<Path> folder() {
        String told = System.getProperty("reference.specs");
        if (told != null) return Optional.of(Path.of(told));
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path specs = at.resolve("shared/reference/specs");
            if (Files.isDirectory(specs)) return Optional.of(specs);
        }
        return Optional.empty();
    }

    private static JsonNode yaml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            YAMLMapper mapper = YAMLMapper.builder(com.fasterxml.jackson.dataformat.yaml.YAMLFactory.builder()
                            .loaderOptions(limits())
                            .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static org.yaml.snakeyaml.LoaderOptions limits() {
        var options = new org.yaml.snakeyaml.LoaderOptions();
        options.setCodePointLimit(20_000_000);
        return options;
    }

    /** One of our own payloads under {@code src/test/resources}. */
    static JsonNode own(String file) {
        try (InputStream in = ReferenceSpecs.class.getResourceAsStream("/" + file)) {
            return Json.TREE.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReferenceSpecs() {}
}
