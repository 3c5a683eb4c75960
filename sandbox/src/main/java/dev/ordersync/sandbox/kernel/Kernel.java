package dev.ordersync.sandbox.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The running sandbox without its simulators: create it, {@link #mount} simulators, {@link #listen}, {@link #close}.
 *
 * <p>When the port is taken: {@link #listen} throws.
 */
public final class Kernel implements AutoCloseable {
    /** The door of a control that was refused. */
    private static final String REFUSED = "refused-control";

    private final KernelOptions options;
    private final Vertx vertx;
    private final Loop loop;
    private final SandboxClock clock = new SandboxClock();
    private final Journal journal;
    private final Faults faults;
    private final Webhooks webhooks;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final ControlDesk desk;
    private Memory memory = Memory.NONE;
    private HttpServer server;
    private PageDoor page = request -> Optional.empty();

    /** What answers everything that is no API: the page at {@code /}. */
    @FunctionalInterface
    public interface PageDoor {
        Optional<Reply> answer(Request request);
    }

    private Kernel(KernelOptions options) {
        this.options = options;
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(2));
        this.loop = new Loop(vertx);
        this.journal = new Journal(loop, options.journalEntries());
        this.faults = new Faults(loop);
        this.webhooks = new Webhooks(loop, clock, journal, faults, options);
        this.desk = new ControlDesk(this);
    }

    public static Kernel create(KernelOptions options) {
        return new Kernel(options);
    }

    public Loop loop() {
        return loop;
    }

    public SandboxClock clock() {
        return clock;
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return faults;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public KernelOptions options() {
        return options;
    }

    /** Before {@link #listen}. */
    public void mount(Simulator simulator) {
        exchanges.add(new Exchange(this, simulator));
    }

    public void page(PageDoor door) {
        page = door;
    }

    List<Simulator> simulators() {
        return exchanges.stream().map(Exchange::simulator).toList();
    }

    /**
     * Keeps both simulators' state in the file, over restarts. After all {@link #mount}s and before {@link #listen};
     * only what comes through the APIs and {@code /sandbox/...} is remembered.
     */
    public void remember(Path file) {
        loop.run(() -> {
            webhooks.mute(true);
            memory = Memory.open(file, this::again);
            clock.pin(0);
            webhooks.mute(false);
        });
    }

    private Reply again(JsonNode line) {
        var request = Memory.request(line);
        clock.pin(request.at());
        var simulator = simulators().stream()
                .filter(one -> one.side().equals(line.path("side").asText()))
                .findFirst()
                .orElseThrow();
        return switch (line.path("door").asText()) {
            case "control" -> simulator.control(request);
            case REFUSED -> refusedAgain(simulator, request);
            default -> simulator.answer(request);
        };
    }

    private static Reply refusedAgain(Simulator simulator, Request request) {
        try {
            return simulator.control(request);
        } catch (IllegalArgumentException asThen) {
            return Reply.empty(400);
        }
    }

    /** As the calls of a simulator's own page would come: through its back door. */
    public Reply control(String side, Request request) {
        return loop.call(() -> {
            var simulator = simulators().stream()
                    .filter(one -> one.side().equals(side))
                    .findFirst()
                    .orElseThrow();
            return control(simulator, request);
        });
    }

    /** Also what is refused is remembered: it may have used up an id before. */
    Reply control(Simulator simulator, Request request) {
        try {
            var reply = simulator.control(request);
            memory.note(simulator.side(), "control", request);
            return reply;
        } catch (IllegalArgumentException refused) {
            memory.note(simulator.side(), REFUSED, request);
            throw refused;
        }
    }

    Memory memory() {
        return memory;
    }

    public void listen() {
        var ready = new CompletableFuture<HttpServer>();
        loop.soon(() -> vertx.createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        // a client that offers to upgrade to HTTP/2 was now and then left without an answer
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::accept)
                .listen()
                .onSuccess(ready::complete)
                .onFailure(ready::completeExceptionally));
        server = Loop.await(ready);
    }

    /** False while the remembered calls are done again: then no quota counts. */
    public boolean listening() {
        return server != null;
    }

    public int port() {
        return server.actualPort();
    }

    /** The base URL of everything, without a slash at the end. */
    public String url() {
        return "http://" + options.host() + ":" + (server == null ? options.port() : port());
    }

    /** A mistake of the sandbox itself is shown to who asked, never left without an answer. */
    private void accept(HttpServerRequest call) {
        call.body().onSuccess(body -> {
            try {
                route(call, Wire.read(call, body.getBytes(), clock.millis()));
            } catch (RuntimeException mistake) {
                Wire.send(call, Exchange.mistake(mistake));
            }
        });
    }

    private void route(HttpServerRequest call, Request whole) {
        for (var exchange : exchanges) {
            var below = Wire.below(whole, exchange.simulator().mount());
            if (below.isPresent()) {
                exchange.begin(call, below.get());
                return;
            }
        }
        Wire.send(call, elsewhere(whole));
    }

    private Reply elsewhere(Request whole) {
        return desk.answer(whole)
                .or(() -> page.answer(whole))
                .orElseGet(() -> Reply.text(404, "text/plain", "Nothing here: " + whole.path() + "\n"));
    }

    @Override
    public void close() {
        loop.run(webhooks::close);
        var closed = new CompletableFuture<Void>();
        vertx.close().onComplete(done -> closed.complete(null));
        Loop.await(closed);
        memory.close();
    }
}
