package dev.ordersync.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of reply means, for a read, for a repeatable write and for a create. */
class OutcomesTest {
    private static final NewShipment SHIPMENT = new NewShipment(
            5, List.of(new BcShipment.Item(1, 1)), "1Z", null, null, null, null, "katana-fulfillment:9");

    private final FakeStore store = new FakeStore();

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void credentials_refused_are_told_apart_from_a_refused_request(int status) {
        store.says(status, "{\"status\":" + status + ",\"title\":\"You don't have a required scope\"}");

        assertThat(store.client().orders().order(1).failure())
                .isEqualTo(new Failure.Denied(status, "You don't have a required scope"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void a_refusal_is_final_and_names_what_was_wrong(int status) {
        store.says(
                status,
                "[{\"status\":" + status + ",\"message\":\"The field 'custom_status' cannot be written to.\"}]");

        var refused = (Failure.Refused) store.client().orders().setStatus(1, 10).failure();

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains("cannot be written to");
        assertThat(refused.fields()).containsExactly("custom_status");
    }

    @Test
    void a_v3_refusal_names_its_fields() {
        store.says(
                422,
                "{\"status\":422,\"title\":\"JSON data is missing or invalid\",\"errors\":{\"items\":\"error.path.missing\"}}");

        var refused = (Failure.Refused) store.client()
                .hooks()
                .create("store/order/created", "https://x.example", Secret.of("s"))
                .failure();

        assertThat(refused.message()).isEqualTo("JSON data is missing or invalid");
        assertThat(refused.fields()).containsExactly("items: error.path.missing");
    }

    @Test
    void a_gateway_page_is_refused_in_plain_words() {
        String page = "<html><body><h1>Bad   Request</h1></body></html>";
        store.says(400, page).says(400, page);

        assertThat(store.client().orders().order(1).failure().words()).isEqualTo("refused (400): Bad Request");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_server_error_is_unreachable_for_reads_and_status_writes_but_uncertain_for_a_create(int status) {
        store.says(status, "oops").says(status, "oops").says(status, "oops");

        assertThat(store.client().orders().order(1).failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(store.client().orders().setStatus(1, 2).failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(store.client().shipments().create(1, SHIPMENT).failure()).isInstanceOf(Failure.Uncertain.class);
        assertThat(store.asked).as("nothing is repeated by the client").hasSize(3);
    }

    @Test
    void a_good_answer_that_cannot_be_read_is_not_taken_for_one() {
        store.says(200, "<html>maintenance</html>").says(200, "").says(201, "").says(201, "{}");

        assertThat(store.client().orders().order(1).failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(store.client().orders().order(1).failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(store.client().shipments().create(1, SHIPMENT).failure()).isInstanceOf(Failure.Uncertain.class);
        assertThat(store.client().shipments().create(1, SHIPMENT).failure()).isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void a_connection_reset_after_sending_leaves_a_create_uncertain() throws IOException {
        try (var resetting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> resetEach(resetting));
            server.setDaemon(true);
            server.start();
            BigCommerce client = clientAt("http://127.0.0.1:" + resetting.getLocalPort(), Duration.ofSeconds(5));

            assertThat(client.orders().setStatus(1, 2).failure()).isInstanceOf(Failure.Unreachable.class);
            assertThat(client.shipments().create(1, SHIPMENT).failure()).isInstanceOf(Failure.Uncertain.class);
        }
    }

    @Test
    void no_connection_at_all_means_that_nothing_was_created() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        var answer = clientAt("http://127.0.0.1:" + closed, Duration.ofSeconds(5))
                .shipments()
                .create(1, SHIPMENT);

        assertThat(answer.failure()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void silence_ends_with_the_timeout_and_leaves_a_create_uncertain() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            BigCommerce client = clientAt("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200));

            assertThat(client.orders().order(1).failure()).isInstanceOf(Failure.Unreachable.class);
            assertThat(client.shipments().create(1, SHIPMENT).failure()).isInstanceOf(Failure.Uncertain.class);
        }
    }

    @Test
    void a_gate_that_is_shut_means_no_call() {
        Gate shut = new Gate() {
            @Override
            public Optional<Duration> enter() {
                return Optional.of(Duration.ofSeconds(7));
            }

            @Override
            public void told(Quota quota) {}

            @Override
            public void shut(Duration wait) {}
        };

        assertThat(store.client(shut).orders().order(1).failure())
                .isEqualTo(new Failure.Throttled(Duration.ofSeconds(7)));
        assertThat(store.asked).isEmpty();
    }

    private static BigCommerce clientAt(String url, Duration timeout) {
        return new BigCommerce(
                new Transport(null, Clock.systemUTC()), URI.create(url), "abc123", Secret.of("t"), Gate.OPEN, timeout);
    }

    /** Takes the request, then ends the connection without an answer. */
    private static void resetEach(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8192]);
                socket.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
        }
    }
}
