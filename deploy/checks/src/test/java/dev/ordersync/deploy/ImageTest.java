package dev.ordersync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be known of the images without an engine. */
class ImageTest {
    private static final Path ROOT = Path.of(System.getProperty("ordersync.root", "../.."));

    @Test
    void whoBuildsWithoutATargetGetsAService() throws IOException {
        List<String> stages = Files.readAllLines(ROOT.resolve("deploy/Dockerfile")).stream()
                .filter(line -> line.startsWith("FROM "))
                .toList();

        assertThat(stages.get(stages.size() - 1)).endsWith(" AS service");
    }

    @Test
    void theProductionOverlayRunsTheImagesThatTheReadmeBuilds() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String overlay = Files.readString(ROOT.resolve("deploy/kubernetes/overlays/production/kustomization.yaml"));
        var tag = Pattern.compile("-t (\\S+)/\\$\\{s%:\\*}-service:(\\S+)").matcher(readme);

        assertThat(tag.find()).isTrue();
        for (String service : List.of("ingest", "mapping", "fulfillment"))
            assertThat(overlay)
                    .contains("newName: " + tag.group(1) + "/" + service + "-service\n    newTag: " + tag.group(2));
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"HTTP/1.0 200 OK, 0", "HTTP/1.1 503 Service Unavailable, 1"})
    void theHealthCheckEndsAsTheServiceAnswers(String answer, int end) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process check = check(server.getLocalPort());
            try (var socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(check.waitFor()).isEqualTo(end);
        }
    }

    @Test
    void theHealthCheckFailsWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        assertThat(check(port).waitFor()).isEqualTo(1);
    }

    /** As in the image, from its source. */
    private static Process check(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        ROOT.resolve("deploy/image/Ready.java").toString(),
                        String.valueOf(port))
                .inheritIO()
                .start();
    }
}
