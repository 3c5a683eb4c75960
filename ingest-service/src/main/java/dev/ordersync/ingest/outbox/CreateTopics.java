package dev.ordersync.ingest.outbox;

import dev.ordersync.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing; existing ones stay as they are.
 *
 * <p>When the broker is away: it tries again every few seconds, beside everything else. The doors do not wait for it.
 */
public final class CreateTopics implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CreateTopics.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Map<String, Object> kafka;
    private final List<NewTopic> topics;
    private final Thread thread = new Thread(this::untilDone, "create-topics");

    public CreateTopics(Map<String, Object> kafka, int partitions, int rawDays) {
        this.kafka = kafka;
        this.topics = topics(partitions, rawDays);
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    static List<NewTopic> topics(int partitions, int rawDays) {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(kept(Topics.ORDERS_RAW, partitions, rawDays));
        topics.add(kept(Topics.FULFILLMENTS_RAW, partitions, rawDays));
        topics.add(topic(Topics.ORDER_LINKS, partitions, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact")));
        topics.add(kept(Topics.COMMANDS, partitions, 7));
        topics.add(kept(Topics.ACTIVITY, partitions, 30));
        topics.add(kept(Topics.PLAN_REQUESTS, partitions, 2));
        topics.add(kept(Topics.PLAN_ANSWERS, partitions, 2));
        for (NewTopic source : List.copyOf(topics)) topics.add(kept(Topics.dead(source.name()), 1, 30));
        return topics;
    }

    private static NewTopic kept(String name, int partitions, int days) {
        return topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        "delete",
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(days).toMillis())));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        // how often each partition is copied is the broker's own default: one on a single node, three on a cluster
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }

    private void untilDone() {
        boolean done = false;
        while (!done && !Thread.currentThread().isInterrupted()) {
            try (Admin admin = Admin.create(kafka)) {
                done = create(admin);
                if (!done) Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warnf(
                        "outcome=again what=create-topics cause=%s",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private boolean create(Admin admin) throws InterruptedException {
        boolean all = true;
        for (var created : admin.createTopics(topics).values().entrySet()) {
            try {
                created.getValue().get();
                LOG.infof("topic=%s outcome=created", created.getKey());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicExistsException) continue;
                LOG.warnf(
                        "topic=%s outcome=again cause=%s",
                        created.getKey(), e.getCause().getClass().getSimpleName());
                all = false;
            }
        }
        return all;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
