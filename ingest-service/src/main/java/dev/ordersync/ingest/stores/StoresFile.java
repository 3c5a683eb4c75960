package dev.ordersync.ingest.stores;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ordersync.ingest.problems.ProblemException;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreRegister;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Settings as code: a YAML file ({@code SYNC_STORES_FILE}) whose {@code stores} are put at every start, by store hash, in
 * the shape of {@code PUT /api/stores/{hash}}. {@code ${NAME}} in a text stands for that environment variable, so that
 * the file needs to hold no secret. A store is not activated by it.
 *
 * <p>When the file cannot be read or holds a mistake: the service does not start, and the sentence names the place.
 */
public final class StoresFile {
    private static final Logger LOG = Logger.getLogger(StoresFile.class);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final PutStore put;
    private final StoreRegister register;
    private final UnaryOperator<String> environment;
    private volatile Map<String, StoreRequest> applied = Map.of();

    /** @param environment gives the value of a variable, or null */
    public StoresFile(PutStore put, StoreRegister register, UnaryOperator<String> environment) {
        this.put = put;
        this.register = register;
        this.environment = environment;
    }

    /** How the store differs from the file now; empty when it does not, or when the file does not name it. */
    public List<Drift> drift(Store store) {
        StoreRequest file = applied.get(store.hash());
        return file == null ? List.of() : Drift.between(file, store);
    }

    /** Puts all stores of the file that are not yet as it says. A mistake anywhere in it changes nothing at all. */
    public void apply(Path file) {
        JsonNode stores = read(file).path("stores");
        if (!stores.isObject()) throw new IllegalStateException(file + ": 'stores' must map store hashes to settings");
        Map<String, StoreRequest> wanted = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> store : stores.properties()) {
            try {
                wanted.put(FindStore.valid(store.getKey()), StoreRequest.read(filled(store.getValue())));
            } catch (ProblemException e) {
                throw new IllegalStateException(file + ": store " + store.getKey() + ": " + e.getMessage(), e);
            }
        }
        wanted.forEach(this::put);
        applied = Map.copyOf(wanted);
    }

    private void put(String hash, StoreRequest wanted) {
        List<String> differing = register.find(hash)
                .map(store ->
                        Drift.between(wanted, store).stream().map(Drift::field).toList())
                .orElse(List.of("new"));
        if (differing.isEmpty()) return;
        put.put(hash, wanted, "stores file");
        LOG.infof("store=%s outcome=put-from-file changed=%s", hash, String.join(",", differing));
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            return root == null ? TextNode.valueOf("") : root;
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalStateException(
                    file + ": not readable as YAML" + (place == null ? "" : " at line " + place.getLineNr()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private JsonNode filled(JsonNode node) {
        if (node.isTextual()) return TextNode.valueOf(filled(node.asText()));
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue())));
            return copy;
        }
        return node;
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = environment.apply(found.group(1));
            if (value == null)
                throw new IllegalStateException("environment variable " + found.group(1) + " is not set");
            return Matcher.quoteReplacement(value);
        });
    }
}
