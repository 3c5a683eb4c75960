package dev.ordersync.ingest.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jboss.logging.Logger;

/**
 * The id that the broker gave a topic when it was made.
 *
 * <p>When the broker is away, or there is no such topic: empty.
 */
public final class TopicId implements Supplier<Optional<String>> {
    private static final Logger LOG = Logger.getLogger(TopicId.class);
    private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();

    private final Map<String, Object> kafka;
    private final String topic;

    public TopicId(Map<String, Object> kafka, String topic) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
        this.topic = topic;
    }

    @Override
    public Optional<String> get() {
        try (Admin admin = Admin.create(kafka)) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Optional.of(described.get(topic).topicId().toString());
        } catch (ExecutionException e) {
            LOG.debugf("topic=%s outcome=unknown cause=%s", topic, e.getCause().getMessage());
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
