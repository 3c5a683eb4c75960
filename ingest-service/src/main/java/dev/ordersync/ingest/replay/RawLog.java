package dev.ordersync.ingest.replay;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderObserved;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.replay.ReplayParts.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the raw log by place, beside and without the consumer groups of the services: nobody's offset moves. A topic that
 * was deleted and made anew holds other records at the same places, and may end before a place that was noted.
 *
 * <p>When the broker is away or slow: {@link Silent}, and nothing was read. Not for several threads at once.
 */
final class RawLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A record lies in the log somewhat after the order was read; clocks differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private static final int MOST_RECORDS = 500;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** The broker did not answer. */
    static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Silent(Throwable cause) {
            super("the broker does not answer", cause);
        }
    }

    RawLog(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** From where to where the log must be read to meet all that was recorded since then; null: since its beginning. */
    List<Part> since(Instant from) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDERS_RAW).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> stops = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndTimestamp> starts = from == null
                    ? Map.of()
                    : consumer.offsetsForTimes(partitions.stream()
                            .collect(Collectors.toMap(
                                    partition -> partition,
                                    partition -> Math.max(0, from.minus(CLOCKS).toEpochMilli()))));
            List<Part> parts = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long stop = stops.get(partition);
                OffsetAndTimestamp start = starts.get(partition);
                long first = from == null ? firsts.get(partition) : start == null ? stop : start.offset();
                parts.add(new Part(partition.partition(), Math.min(first, stop), Math.min(first, stop), stop));
            }
            return parts;
        } catch (KafkaException e) {
            throw new Silent(e);
        }
    }

    /**
     * The next records of a partition.
     *
     * @param next where to go on; records that cannot be read are left out and counted
     */
    record Read(List<Place> records, int unreadable, long next) {}

    /** A record and where it lies. */
    record Place(int part, long offset, OrderObserved order) {}

    Read read(Part part) {
        List<Place> records = new ArrayList<>();
        int unreadable = 0;
        Polled polled = poll(part.part(), part.next(), part.stop());
        for (ConsumerRecord<byte[], byte[]> record : polled.records()) {
            if (record.offset() >= part.stop()) break;
            Optional<OrderObserved> order = order(record);
            if (order.isEmpty()) unreadable++;
            else records.add(new Place(part.part(), record.offset(), order.get()));
        }
        return new Read(records, unreadable, Math.min(part.stop(), polled.next()));
    }

    /** The records at these offsets, as far as there are any; of a topic that was made anew they are others. */
    Map<Long, OrderObserved> at(int part, Collection<Long> offsets) {
        TreeSet<Long> wanted = new TreeSet<>(offsets);
        Map<Long, OrderObserved> found = new HashMap<>();
        long next = wanted.first();
        while (next <= wanted.last()) {
            Polled polled = poll(part, next, wanted.last() + 1);
            for (ConsumerRecord<byte[], byte[]> record : polled.records())
                if (wanted.contains(record.offset()))
                    order(record).ifPresent(order -> found.put(record.offset(), order));
            next = polled.next();
        }
        return found;
    }

    /** @param next where to go on; always behind where it was read from */
    private record Polled(Iterable<ConsumerRecord<byte[], byte[]>> records, long next) {}

    private Polled poll(int part, long from, long stop) {
        try {
            TopicPartition partition = partition(part);
            if (!consumer.assignment().equals(Set.of(partition))) consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long patientUntil = System.nanoTime() + PATIENCE.toNanos();
            do {
                Optional<Polled> polled = poll(partition, from);
                if (polled.isPresent()) return polled.get();
                long first = first(partition);
                // what the broker has dropped is passed over
                if (from < first) return new Polled(List.of(), first);
                // the topic was made anew: what will lie there is none of what was noted
                if (from < stop && from >= end(partition)) return new Polled(List.of(), stop);
            } while (from < stop && System.nanoTime() < patientUntil);
            throw new Silent(null);
        } catch (KafkaException e) {
            throw new Silent(e);
        }
    }

    /** Empty when nothing came, or when the log does not reach there. */
    private Optional<Polled> poll(TopicPartition partition, long from) {
        try {
            var records = consumer.poll(Duration.ofMillis(500));
            long next = consumer.position(partition);
            // a position that moves without records went over what the broker has dropped
            return records.isEmpty() && next <= from ? Optional.empty() : Optional.of(new Polled(records, next));
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }

    private long first(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    private long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    private static Optional<OrderObserved> order(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Codec.decode(record.value(), OrderObserved.class));
        } catch (Codec.Undecodable e) {
            return Optional.empty();
        }
    }

    private static TopicPartition partition(int part) {
        return new TopicPartition(Topics.ORDERS_RAW, part);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
