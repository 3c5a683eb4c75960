package dev.ordersync.ingest.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsManifestTest {

    @Test
    void theTopicsOfKubernetesAreThoseThatTheServiceWouldCreate() throws Exception {
        Map<String, String> wanted = new TreeMap<>();
        for (NewTopic topic : CreateTopics.topics(12, 90))
            wanted.put(topic.name(), topic.numPartitions() + " " + new TreeMap<>(topic.configs()));

        Map<String, String> written = new TreeMap<>();
        var mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class)
                .<JsonNode>readValues(
                        Path.of("../deploy/kubernetes/topics/topics.yaml").toFile())) {
            while (documents.hasNext()) {
                JsonNode topic = documents.next();
                JsonNode spec = topic.path("spec");
                Map<String, String> config = new TreeMap<>();
                spec.path("config")
                        .properties()
                        .forEach(entry ->
                                config.put(entry.getKey(), entry.getValue().asText()));
                config.remove("min.insync.replicas"); // there are no replicas on the single broker of a trial
                written.put(
                        spec.path("topicName").asText(), spec.path("partitions").asInt() + " " + config);
            }
        }

        assertThat(written).isEqualTo(wanted);
    }
}
