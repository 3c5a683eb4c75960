package dev.ordersync.katana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of reply means, for a read, for a change and for a create. */
class OutcomesTest {
    private static final NewSalesOrder ORDER = Writes.order(Writes.bareRow(), Writes.address());

    private final FakeAccount account = new FakeAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_key_that_is_not_good_is_denied(int status) {
        account.says(status, "{\"statusCode\":401,\"name\":\"UnauthorizedError\",\"message\":\"Unauthorized\"}");

        assertThat(account.client().account().factory().failure())
                .isEqualTo(new Failure.Denied(status, "Unauthorized"));
    }

    @Test
    void what_is_gone_is_missing_for_a_read_a_change_and_a_deletion() {
        for (int i = 0; i < 3; i++)
            account.says(404, "{\"statusCode\":404,\"name\":\"NotFoundError\",\"message\":\"x\"}");

        assertThat(account.client().salesOrders().byId(1).failure()).isInstanceOf(Failure.Missing.class);
        assertThat(account.client()
                        .salesOrders()
                        .patch(1, SalesOrderPatch.keeping(""))
                        .failure())
                .isInstanceOf(Failure.Missing.class);
        assertThat(account.client().salesOrders().delete(1).failure()).isInstanceOf(Failure.Missing.class);
    }

    @Test
    void a_create_that_names_a_record_which_is_gone_says_which() {
        account.says(404, "{\"error\":{\"statusCode\":404,\"message\":\"variant 7 not found\"}}");

        assertThat(account.client().salesOrders().create(ORDER).failure())
                .isEqualTo(new Failure.Missing("/v1/sales_orders (variant 7 not found)"));
    }

    @Test
    void a_deletion_that_returns_forbid_is_refused() {
        account.says(
                412,
                "{\"error\":{\"statusCode\":412,\"name\":\"PreconditionFailedError\",\"message\":\"has returns\"}}");

        assertThat(account.client().salesOrders().delete(1).failure())
                .isEqualTo(new Failure.Refused(412, "has returns", List.of()));
    }

    @Test
    void an_invalid_body_is_refused_with_its_fields() {
        account.says(
                422,
                "{\"error\":{\"statusCode\":422,\"message\":\"invalid\",\"details\":["
                        + "{\"path\":\"/sales_order_rows/0/quantity\",\"message\":\"must be number\"}]}}");

        assertThat(account.client().salesOrders().create(ORDER).failure())
                .isEqualTo(new Failure.Refused(422, "invalid", List.of("/sales_order_rows/0/quantity must be number")));
    }

    @Test
    void a_429_shuts_the_gate_for_as_long_as_katana_says_also_for_a_create() {
        List<Duration> shut = new ArrayList<>();
        List<Gate.Quota> told = new ArrayList<>();
        account.says(
                429,
                "{\"statusCode\":429}",
                "Retry-After",
                "15",
                "X-Ratelimit-Limit",
                "60",
                "X-Ratelimit-Remaining",
                "0");

        var failure = account.client(recording(shut, told))
                .salesOrders()
                .create(ORDER)
                .failure();

        assertThat(failure).isEqualTo(new Failure.Throttled(Duration.ofSeconds(15)));
        assertThat(shut).containsExactly(Duration.ofSeconds(15));
        assertThat(told).singleElement().satisfies(q -> {
            assertThat(q.limit()).isEqualTo(60);
            assertThat(q.remaining()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_server_error_is_uncertain_only_for_a_create(int status) {
        for (int i = 0; i < 4; i++) account.says(status, "");

        assertThat(account.client().salesOrders().byId(1).failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(account.client().salesOrders().delete(1).failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(account.client().salesOrders().search("abc123", List.of(1L)).failure())
                .as("a POST that only reads")
                .isInstanceOf(Failure.Unreachable.class);
        assertThat(account.client().salesOrders().create(ORDER).failure()).isInstanceOf(Failure.Uncertain.class);
        assertThat(account.asked).as("nothing is repeated by the client").hasSize(4);
    }

    @Test
    void a_change_needs_no_body_in_its_answer() {
        account.says(200, "").says(204, "").says(200, "{\"id\":46,\"status\":\"PENDING\"}");

        assertThat(account.client()
                        .salesOrders()
                        .patch(46, SalesOrderPatch.keeping(""))
                        .value())
                .isEmpty();
        assertThat(account.client().fulfillments().delete(40).isOk()).isTrue();
        assertThat(account.client()
                        .salesOrders()
                        .patch(46, SalesOrderPatch.keeping(""))
                        .value())
                .hasValueSatisfying(r -> assertThat(r.value().status()).isEqualTo("PENDING"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"id\":0}", "[]", "{\"id\":1,\"total\":\"much\"}", "{\"id\":1"})
    void a_create_whose_answer_cannot_be_read_is_uncertain_and_a_read_unreachable(String body) {
        account.says(200, body).says(200, body);

        assertThat(account.client().salesOrders().create(ORDER).failure()).isInstanceOf(Failure.Uncertain.class);
        assertThat(account.client().salesOrders().byId(1).failure()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void a_list_with_a_record_that_cannot_be_read_is_no_list() {
        account.says(200, "{\"data\":[{\"id\":1},{\"id\":\"x\"}]}").says(200, "{\"message\":\"hello\"}");

        assertThat(account.client()
                        .salesOrders()
                        .ofBigCommerceOrder("abc123", 1)
                        .failure())
                .isInstanceOf(Failure.Unreachable.class);
        assertThat(account.client().account().taxRates().failure()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void a_failure_on_a_later_page_fails_the_list() {
        account.says(200, "{\"data\":[{\"id\":1}]}", "X-Pagination", "{\"total_pages\":\"2\"}")
                .says(500, "");

        assertThat(account.client().customers().byIds(List.of(1L)).failure()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    @Timeout(20)
    void an_answer_that_stops_in_the_middle_does_not_hold_the_worker() throws IOException {
        try (var stalling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<Socket> open = new ArrayList<>();
            Thread server = new Thread(() -> stallEach(stalling, open));
            server.setDaemon(true);
            server.start();
            Katana client = new Katana(
                    new Transport(null, Clock.systemUTC()),
                    URI.create("http://127.0.0.1:" + stalling.getLocalPort() + "/v1"),
                    Secret.of("k"),
                    Gate.OPEN,
                    Duration.ofMillis(300));

            assertThat(client.account().factory().failure()).isInstanceOf(Failure.Unreachable.class);
            assertThat(client.salesOrders().create(ORDER).failure()).isInstanceOf(Failure.Uncertain.class);
        }
    }

    /** The JDK's client sends a GET again by itself when the connection ends unanswered: a call that nobody counted. */
    @Test
    void a_read_that_is_cut_off_is_sent_once_only() throws IOException {
        List<Integer> requests = new CopyOnWriteArrayList<>();
        try (var closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> closeEach(closing, requests));
            server.setDaemon(true);
            server.start();
            Katana client = new Katana(
                    new Transport(null, Clock.systemUTC()),
                    URI.create("http://127.0.0.1:" + closing.getLocalPort() + "/v1"),
                    Secret.of("k"),
                    Gate.OPEN,
                    Duration.ofSeconds(5));

            assertThat(client.account().factory().failure()).isInstanceOf(Failure.Unreachable.class);
        }
        assertThat(requests).hasSize(1);
    }

    private static void closeEach(ServerSocket server, List<Integer> requests) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(socket.getInputStream().read(new byte[8192]));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void stallEach(ServerSocket server, List<Socket> open) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                socket.getInputStream().read(new byte[8192]);
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static Gate recording(List<Duration> shut, List<Gate.Quota> told) {
        return new Gate() {
            @Override
            public Optional<Duration> enter() {
                return Optional.empty();
            }

            @Override
            public void told(Quota quota) {
                told.add(quota);
            }

            @Override
            public void shut(Duration wait) {
                shut.add(wait);
            }
        };
    }
}
