package dev.ordersync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** A broker that loses the sends with the given numbers (1 is the first). */
    private Publisher losing(Integer... numbers) {
        return new Publisher(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            private int sends;

            @Override
            public synchronized java.util.concurrent.Future<RecordMetadata> send(
                    ProducerRecord<byte[], byte[]> record) {
                records.add(record);
                return List.of(numbers).contains(++sends)
                        ? CompletableFuture.failedFuture(new TimeoutException("lost"))
                        : super.send(record);
            }
        });
    }

    private static OutboxTable.Row row(long id, String topic, String key) {
        return new OutboxTable.Row(id, topic, key, new byte[] {1}, TRACE, Instant.ofEpochMilli(7));
    }

    @Test
    void whatTheBrokerConfirmedCanGo() throws Exception {
        assertThat(losing().publish(List.of(row(1, "t", "a:1"), row(2, "t", "a:2"))))
                .containsExactly(1L, 2L);
    }

    @Test
    void aRecordSaysWhoseDoingItIsAndSinceWhen() throws Exception {
        losing().publish(List.of(row(1, "t", "a:1")));

        var headers = records.get(0).headers();
        Origin origin = Origin.ofHeaders(
                headers.lastHeader(Origin.TRACEPARENT).value(),
                headers.lastHeader(Origin.SINCE).value());
        assertThat(origin).isEqualTo(new Origin(TRACE, Instant.ofEpochMilli(7), true));
    }

    @Test
    void whatIsBehindALostRecordOfItsKeyStaysEvenWhenItArrived() throws Exception {
        List<OutboxTable.Row> rows = List.of(
                row(1, "t", "a:1"), row(2, "t", "a:2"), row(3, "t", "a:1"), row(4, "other", "a:1"), row(5, "t", "a:2"));
        assertThat(losing(1).publish(rows)).containsExactly(2L, 4L, 5L);
    }
}
