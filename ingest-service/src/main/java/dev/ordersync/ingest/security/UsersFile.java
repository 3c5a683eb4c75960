package dev.ordersync.ingest.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Further people than the administrator: a YAML file ({@code SYNC_USERS_FILE}) whose {@code users} map names to a {@code
 * role} and a {@code password} hash.
 *
 * <p>When the file cannot be read or holds a mistake: the service does not start, and the sentence names the place.
 */
final class UsersFile {

    static List<Person> read(Path file) {
        JsonNode users = tree(file).path("users");
        if (!users.isObject()) throw new IllegalStateException(file + ": 'users' must map names to role and password");
        List<Person> people = new ArrayList<>();
        users.properties().forEach(user -> people.add(person(file, user.getKey(), user.getValue())));
        return people;
    }

    private static Person person(Path file, String name, JsonNode user) {
        String role = user.path("role").asText();
        if (!name.matches("[^\\s:|]{1,100}"))
            throw new IllegalStateException(file + ": a user's name is one word without ':' or '|'");
        if (!Role.isOne(role))
            throw new IllegalStateException(
                    file + ": user " + name + ": role must be viewer, operator or administrator");
        try {
            return new Person(
                    name, role, Password.Hashed.parse(user.path("password").asText()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": user " + name + ": " + e.getMessage());
        }
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            if (root == null) throw new IllegalStateException(file + " is empty");
            return root;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + ": not readable as YAML");
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private UsersFile() {}
}
