package dev.ordersync.ingest.outbox;

import dev.ordersync.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing, at the start and whenever the broker has lost some, and completes the settings of those
 * that another client has made by asking for them. No consumer of ours asks so: a topic with a broker's defaults would
 * forget the log that replays read.
 *
 * <p>When the broker is away or refuses: it tries again every few seconds, beside everything else. The doors do not wait
 * for it.
 */
public final class CreateTopics implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CreateTopics.class);
    /** An order of several hundred lines with its taxes; what the outbox's producer sends at most. */
    private static final String LARGEST_RECORD = Integer.toString(16 * 1024 * 1024);

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration WATCH = Duration.ofSeconds(30);

    private final Map<String, Object> kafka;
    private final List<NewTopic> topics;
    private final Thread thread = new Thread(this::watch, "create-topics");
    private boolean toldOfSettings;

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
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD);
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Admin admin = Admin.create(kafka)) {
                while (true) {
                    boolean all = turn(admin);
                    Thread.sleep((all ? WATCH : PAUSE).toMillis());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                again(e.getCause());
            } catch (RuntimeException e) {
                again(e);
            }
        }
    }

    /** Whether all topics are there now. */
    boolean turn(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing =
                topics.stream().filter(topic -> !present.contains(topic.name())).toList();
        boolean all = create(admin, missing);
        try {
            complete(admin, topics.stream().filter(topic -> present.contains(topic.name())));
        } catch (ExecutionException e) {
            if (!toldOfSettings)
                LOG.warnf(
                        "outcome=settings-not-completed cause=%s",
                        e.getCause().getClass().getSimpleName());
            toldOfSettings = true; // who may not alter topics need not read it for ever
        }
        return all;
    }

    private static boolean create(Admin admin, List<NewTopic> missing) throws InterruptedException {
        boolean all = true;
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get();
                LOG.infof("topic=%s outcome=created", created.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException))
                    LOG.warnf(
                            "topic=%s outcome=again cause=%s",
                            created.getKey(), e.getCause().getClass().getSimpleName());
                all = false;
            }
        }
        return all;
    }

    /** What was set for a topic stays, whoever set it; what nobody set is the broker's default, which is not ours. */
    private void complete(Admin admin, Stream<NewTopic> present) throws InterruptedException, ExecutionException {
        Map<ConfigResource, NewTopic> ours = present.collect(
                Collectors.toMap(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic -> topic));
        Map<ConfigResource, Collection<AlterConfigOp>> lacking = new HashMap<>();
        admin.describeConfigs(ours.keySet()).all().get().forEach((resource, config) -> {
            List<AlterConfigOp> missing = ours.get(resource).configs().entrySet().stream()
                    .filter(wanted -> !isSet(config.get(wanted.getKey())))
                    .map(wanted -> new ConfigEntry(wanted.getKey(), wanted.getValue()))
                    .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                    .toList();
            if (!missing.isEmpty()) lacking.put(resource, missing);
        });
        if (lacking.isEmpty()) return;
        admin.incrementalAlterConfigs(lacking).all().get();
        lacking.keySet().forEach(resource -> LOG.infof("topic=%s outcome=settings-completed", resource.name()));
    }

    private static boolean isSet(ConfigEntry entry) {
        return entry != null && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
    }

    private static void again(Throwable cause) {
        LOG.warnf("outcome=again what=create-topics cause=%s", cause.getClass().getSimpleName());
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
