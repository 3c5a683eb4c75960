package dev.ordersync.sandbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules/README.md} names proofs that exist, for every rule. */
class RulesIndexTest {
    private static final Path ROOT = Path.of(System.getProperty("ordersync.root", ".."));
    private static final Path INDEX = ROOT.resolve("docs/rules/README.md");
    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z]+)(?:#([A-Za-z_0-9]+))?`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([a-z-]+\\.md)\\)");
    private static final Set<String> RULES = Set.of(
            "S1",
            "S2",
            "S3",
            "S4",
            "S4b",
            "S5",
            "S6",
            "S7",
            "S8",
            "S9",
            "S10",
            "S11",
            "S12",
            "S13",
            "S14",
            "S15",
            "S16",
            "P1",
            "P2",
            "P3",
            "P4",
            "P5",
            "P6",
            "P7",
            "P8",
            "P9",
            "P10",
            "P11",
            "P13",
            "P14",
            "P15",
            "P16",
            "P17",
            "O1",
            "O2",
            "O3",
            "O5",
            "O8",
            "O10",
            "Q7",
            "echo",
            "shortage",
            "receipt",
            "bad input");

    private record Rule(List<String> ids, String table, String tests, String scenarios) {}

    @Test
    void every_rule_has_its_row() {
        Set<String> ids = rules().stream().flatMap(rule -> rule.ids().stream()).collect(Collectors.toSet());

        assertThat(ids).containsAll(RULES);
    }

    @Test
    void every_rule_has_a_plain_test_and_a_whole_system_test() {
        for (Rule rule : rules()) {
            assertThat(proofs(rule.tests())).as("tests of %s", rule.ids()).isNotEmpty();
            assertThat(proofs(rule.scenarios()))
                    .as("scenarios of %s", rule.ids())
                    .isNotEmpty()
                    .allMatch(proof -> proof.split("#")[0].endsWith("Scenario"));
        }
    }

    @Test
    void every_test_and_every_table_that_is_named_exists() {
        Map<String, Path> sources = testSources();
        Set<String> missing = new TreeSet<>();
        for (Rule rule : rules()) {
            for (String proof : proofs(rule.tests() + rule.scenarios()))
                if (!exists(proof, sources)) missing.add(proof);
            LINK.matcher(rule.table())
                    .results()
                    .map(link -> link.group(1))
                    .filter(table -> !Files.exists(INDEX.resolveSibling(table)))
                    .forEach(missing::add);
        }

        assertThat(missing).isEmpty();
    }

    private static boolean exists(String proof, Map<String, Path> sources) {
        String[] parts = proof.split("#");
        return Optional.ofNullable(sources.get(parts[0]))
                .map(RulesIndexTest::read)
                .filter(source -> parts.length == 1 || source.contains("void " + parts[1] + "("))
                .isPresent();
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (String line : read(INDEX).lines().toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length != 7 || cells[1].isBlank() || cells[1].strip().equals("id") || cells[1].startsWith("--"))
                continue;
            List<String> ids =
                    Arrays.stream(cells[1].split(",")).map(String::strip).toList();
            rules.add(new Rule(ids, cells[3], cells[4], cells[5]));
        }
        return rules;
    }

    private static List<String> proofs(String cell) {
        return PROOF.matcher(cell)
                .results()
                .map(found -> found.group(2) == null ? found.group(1) : found.group(1) + "#" + found.group(2))
                .toList();
    }

    private static Map<String, Path> testSources() {
        Map<String, Path> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().endsWith(".java")
                            && file.toString().replace('\\', '/').contains("/src/test/java/"))
                    .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
