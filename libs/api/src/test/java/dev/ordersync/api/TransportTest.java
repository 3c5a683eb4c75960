package dev.ordersync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ordersync.api.Answer.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each reply becomes, and what the gate hears of it. */
class TransportTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final List<String> heard = new ArrayList<>();
    private final Transport transport = new Transport(null, Clock.systemUTC());
    private HttpServer server;
    private volatile int status = 200;
    private volatile boolean hangsUp;
    private volatile boolean silent;

    private final Gate gate = new Gate() {
        @Override
        public Optional<Duration> enter() {
            heard.add("enter");
            return Optional.empty();
        }

        @Override
        public void told(Quota quota) {
            heard.add("told");
        }

        @Override
        public void shut(Duration wait) {
            heard.add("shut " + wait.toSeconds());
        }

        @Override
        public void shutUnsaid(Duration guess) {
            heard.add("shut unsaid " + guess.toSeconds());
        }

        @Override
        public void failed() {
            heard.add("failed");
        }

        @Override
        public void answered(Quota quota) {
            heard.add("answered");
        }

        @Override
        public void late() {
            heard.add("late");
        }
    };

    private volatile boolean vague;

    private final Dialect dialect = new Dialect() {
        @Override
        public Gate.Quota quota(Reply reply, Instant now) {
            return null;
        }

        @Override
        public Duration wait(Reply tooManyRequests, Instant now) {
            return Duration.ofSeconds(7);
        }

        @Override
        public boolean saysWait(Reply tooManyRequests, Instant now) {
            return !vague;
        }

        @Override
        public Failure.Refused refusal(Reply reply) {
            return new Failure.Refused(reply.status(), "no", List.of());
        }
    };

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (hangsUp) {
                exchange.close();
                return;
            }
            if (silent) return;
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Answer<Reply> get() {
        return transport.send(Call.get(uri(server.getAddress().getPort()), Map.of(), TIMEOUT), gate, dialect);
    }

    private Answer<Reply> post() {
        return transport.send(Call.post(uri(server.getAddress().getPort()), Map.of(), "{}", TIMEOUT), gate, dialect);
    }

    private static URI uri(int port) {
        return URI.create("http://localhost:" + port + "/x");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 401, 403, 404, 422})
    void anyReplyBelow500TellsTheGateThatTheOtherSideIsThere(int status) {
        this.status = status;
        get();
        assertThat(heard).containsExactly("enter", "answered");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a5xxTellsTheGateAndLeavesOnlyACreateUncertain(int status) {
        this.status = status;
        assertThat(get().failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(post().failure()).isInstanceOf(Failure.Uncertain.class);
        assertThat(heard).containsExactly("enter", "failed", "enter", "failed");
    }

    @Test
    void whatTheOtherSideDoesNotKnowHowToDoIsRefusedAndNoFailureOfIt() {
        status = 501;
        assertThat(get().failure()).isInstanceOf(Failure.Refused.class);
        assertThat(post().failure()).isInstanceOf(Failure.Refused.class);
        assertThat(heard).containsExactly("enter", "answered", "enter", "answered");
    }

    @Test
    void whatWasMovedIsReadAgainLaterAndHoldsNobody() {
        status = 301;
        assertThat(get().failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(post().failure()).isInstanceOf(Failure.Refused.class);
    }

    /** The JDK's server dates its replies. */
    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void theWaitOfA429IsReckonedByTheClockOfWhoAskedForIt(int minutes) {
        status = 429;
        Transport wrong = new Transport(null, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes)));
        Instant until = Instant.now().plusSeconds(40);
        Dialect dated = new Dialect() {
            @Override
            public Gate.Quota quota(Reply reply, Instant now) {
                return null;
            }

            @Override
            public Duration wait(Reply tooManyRequests, Instant now) {
                return Duration.between(now, until);
            }

            @Override
            public Failure.Refused refusal(Reply reply) {
                return dialect.refusal(reply);
            }
        };

        var call = Call.get(uri(server.getAddress().getPort()), Map.of(), TIMEOUT);
        var throttled = (Failure.Throttled) wrong.send(call, gate, dated).failure();

        assertThat(throttled.pause()).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(45));
    }

    @Test
    void a429ShutsTheGateAndIsNoFailureOfTheOtherSide() {
        status = 429;
        assertThat(post().failure()).isEqualTo(new Failure.Throttled(Duration.ofSeconds(7)));
        assertThat(heard).containsExactly("enter", "shut 7", "answered");
    }

    @Test
    void a429ThatAsksForNoWaitIsToldApart() {
        status = 429;
        vague = true;
        post();
        assertThat(heard).containsExactly("enter", "shut unsaid 7", "answered");
    }

    @Test
    void aConnectionThatBreaksTellsTheGateAndLeavesACreateUncertain() {
        hangsUp = true;
        assertThat(post().failure()).isInstanceOf(Failure.Uncertain.class);
        assertThat(heard).containsExactly("enter", "failed");
    }

    @Test
    @Timeout(10)
    void aPersonWhoWaitsIsToldSoonThatASideHangs() {
        silent = true;
        Call call = Call.get(uri(server.getAddress().getPort()), Map.of(), TIMEOUT);

        assertThat(transport
                        .within(Duration.ofMillis(300))
                        .send(call, gate, dialect)
                        .failure())
                .isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void aWriteWithoutAnAnswerInTimeMayStillBeUnderWayAtTheOtherSide() {
        silent = true;
        URI address = uri(server.getAddress().getPort());
        Duration soon = Duration.ofMillis(300);
        assertThat(transport
                        .send(Call.post(address, Map.of(), "{}", soon), gate, dialect)
                        .failure())
                .isInstanceOf(Failure.Uncertain.class);
        assertThat(heard).containsExactly("enter", "failed", "late");

        heard.clear();
        transport.send(Call.get(address, Map.of(), soon), gate, dialect);
        assertThat(heard).as("a read changes nothing").containsExactly("enter", "failed");

        heard.clear();
        transport.send(new Call("POST", address, Map.of(), "{}", true, soon), gate, dialect);
        assertThat(heard).as("nor does a search").containsExactly("enter", "failed");
    }

    @Test
    void aConnectionThatWasNeverMadeLeavesNothingUncertain() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var answer = transport.send(Call.post(uri(nobody), Map.of(), "{}", TIMEOUT), gate, dialect);
        assertThat(answer.failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(heard).containsExactly("enter", "failed");
    }

    @Test
    void aNameThatDoesNotResolveLeavesNothingUncertain() {
        URI nowhere = URI.create("http://nowhere.invalid/x");
        var answer = transport.send(Call.post(nowhere, Map.of(), "{}", TIMEOUT), gate, dialect);
        assertThat(answer.failure()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void aShutGateLetsNothingOut() {
        Gate shut = new Gate() {
            @Override
            public Optional<Duration> enter() {
                return Optional.of(Duration.ofSeconds(3));
            }

            @Override
            public void told(Quota quota) {}

            @Override
            public void shut(Duration wait) {}
        };
        server.stop(0); // a call would be Unreachable
        var answer = transport.send(Call.get(uri(1), Map.of(), TIMEOUT), shut, dialect);
        assertThat(answer.failure()).isEqualTo(new Failure.Throttled(Duration.ofSeconds(3)));
    }
}
