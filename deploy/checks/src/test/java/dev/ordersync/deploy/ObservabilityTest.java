package dev.ordersync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts, dashboard and autoscaling speak only of metrics that exist, and send a person only where something is written. */
class ObservabilityTest {
    private static final Path ROOT = Path.of(System.getProperty("ordersync.root", "../.."));
    private static final Pattern METRIC = Pattern.compile("\\bsync_[a-z_]+");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(sync_[a-z_]+)`");

    @Test
    void everyMetricOfTheAlertsIsDocumented() throws IOException {
        assertThat(base(names(expressions(alerts(), "expr")))).isNotEmpty().isSubsetOf(documented());
    }

    @Test
    void everyMetricOfTheDashboardIsDocumentedAndEveryDocumentedOneIsShown() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(text("deploy/observability/dashboard.json"));

        assertThat(base(names(expressions(dashboard, "expr")))).containsExactlyInAnyOrderElementsOf(documented());
    }

    @Test
    void everyMetricThatReplicasFollowIsDocumented() throws IOException {
        Set<String> followed = names(List.of(text("deploy/kubernetes/components/autoscaling/scaledobjects.yaml")));

        assertThat(base(followed)).isNotEmpty().isSubsetOf(documented());
    }

    @Test
    void everyAlertNamesAParagraphThatExists() throws IOException {
        Set<String> anchors = text("docs/operations.md")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .map(anchor -> "docs/operations.md#" + anchor)
                .collect(Collectors.toSet());

        List<JsonNode> rules = new ArrayList<>();
        alerts().path("groups").forEach(group -> group.path("rules").forEach(rules::add));

        assertThat(rules).hasSizeGreaterThan(8);
        for (JsonNode rule : rules)
            assertThat(anchors)
                    .as(rule.path("alert").asText())
                    .contains(rule.path("annotations").path("runbook").asText());
    }

    private static JsonNode alerts() throws IOException {
        return new YAMLMapper().readTree(text("deploy/observability/alerts.yaml"));
    }

    private static List<String> expressions(JsonNode node, String field) {
        return node.findValuesAsText(field);
    }

    private static Set<String> names(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions)
            METRIC.matcher(expression).results().forEach(found -> names.add(found.group()));
        return names;
    }

    private static Set<String> documented() throws IOException {
        return DOCUMENTED
                .matcher(text("docs/metrics.md"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The series of a summary or histogram are documented under their common name. */
    private static Set<String> base(Set<String> names) {
        return names.stream()
                .map(name -> name.replaceAll("_(count|sum|bucket|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
