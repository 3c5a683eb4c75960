package dev.ordersync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    private static final Path ROOT = Path.of(System.getProperty("ordersync.root", "../.."));

    private static final String GOOD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: one
            spec:
              replicas: 2
              selector:
                matchLabels: {app: one}
              template:
                spec:
                  containers:
                    - name: one
                      image: one:1
                      imagePullPolicy: Always
                      ports:
                        - containerPort: 80
                      resources:
                        requests: {cpu: 100m, memory: 64Mi}
            """;

    @Test
    void whatIsRightHasNoFault() {
        assertThat(Manifests.faults(GOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "containerPort, containerPrt",
        "imagePullPolicy, imagePulPolicy",
        "template, templat",
        "replicas: 2, replicas: two",
        "cpu: 100m, cpu: lots",
        "memory: 64Mi, memory: 64Mb",
        "kind: Deployment, kind: Deploiment",
        "apps/v1, apps/v9",
    })
    void aPlantedFaultIsFound(String good, String bad) {
        assertThat(GOOD).contains(good);

        assertThat(Manifests.faults(GOOD.replace(good, bad))).isNotEmpty();
    }

    @Test
    void everyManifestOfBaseAndComponentsHasKnownFieldsAndRealQuantities() throws IOException {
        List<Path> files = files(ROOT.resolve("deploy/kubernetes")).stream()
                .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("stores.yaml"))
                .toList();

        assertThat(files).hasSizeGreaterThan(6);
        for (Path file : files)
            assertThat(Manifests.faults(Files.readString(file)))
                    .as(file.toString())
                    .isEmpty();
    }

    /** Rendering takes kubectl, which CI fetches: it leaves the overlays where RENDERED_MANIFESTS says. */
    @Test
    void everyRenderedOverlayHasKnownFieldsAndRealQuantities() throws IOException {
        String rendered = System.getenv("RENDERED_MANIFESTS");
        List<Path> files = rendered == null ? List.of() : files(Path.of(rendered));

        if (rendered != null) assertThat(files).as("rendered overlays").hasSizeGreaterThanOrEqualTo(3);
        for (Path file : files) {
            assertThat(Files.readString(file)).as(file.toString()).contains("kind: Deployment");
            assertThat(Manifests.faults(Files.readString(file)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
