package dev.ordersync.sandbox.kernel;

import io.vertx.core.http.HttpServerRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * One call to a simulator: which fault strikes, what is done when, what the caller sees, and the journal entry.
 *
 * <p>When the simulator throws: a plain-text 500 with the stack, and fault {@code simulator-error} in the journal.
 */
final class Exchange {
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    private final Kernel kernel;
    private final Simulator simulator;

    Exchange(Kernel kernel, Simulator simulator) {
        this.kernel = kernel;
        this.simulator = simulator;
    }

    Simulator simulator() {
        return simulator;
    }

    void begin(HttpServerRequest call, Request arrived) {
        var number = kernel.journal().next();
        var scope = simulator.scope(arrived);
        var side = simulator.side();
        var lag = kernel.faults().forSearch(side, scope, arrived.method(), arrived.path());
        var request = lag.map(fault ->
                        arrived.withSearchLag(Duration.ofMillis(fault.spec().delayMillis())))
                .orElse(arrived);
        var fault = kernel.faults().forCall(side, scope, request.method(), request.path());
        var one = new One(
                call,
                request,
                number,
                scope,
                fault.or(() -> lag).map(hit -> hit.spec().kind()).orElse(""));
        if (fault.isPresent()) {
            one.play(fault.get().spec());
        } else {
            one.reply(one.effect());
        }
    }

    /** The state of one call. */
    private final class One {
        private final HttpServerRequest call;
        private final Request request;
        private final long number;
        private final String scope;
        private String fault;

        One(HttpServerRequest call, Request request, long number, String scope, String fault) {
            this.call = call;
            this.request = request;
            this.number = number;
            this.scope = scope;
            this.fault = fault;
        }

        void play(Fault.Spec spec) {
            var delay = Duration.ofMillis(spec.delayMillis());
            switch (spec.kind()) {
                case "429" -> reply(failure(429, spec.delayMillis()));
                case "401" -> reply(failure(401, 0));
                case "500-before" -> reply(failure(spec.status(), 0));
                case "500-after" -> {
                    effect();
                    reply(failure(spec.status(), 0));
                }
                case "reset-before", "down" -> reset();
                case "reset-after" -> {
                    effect();
                    reset();
                }
                case "slow" -> {
                    var reply = effect();
                    kernel.loop().later(delay, () -> reply(reply));
                }
                case "late-create" -> late(spec, delay);
                default -> throw new IllegalStateException(spec.kind());
            }
        }

        private Reply failure(int status, long waitMillis) {
            return simulator.failure(request, status, waitMillis);
        }

        /** The answer goes first, the effect comes after the delay; status 0 hangs a little longer and is cut. */
        private void late(Fault.Spec spec, Duration delay) {
            if (spec.status() > 0) {
                reply(failure(spec.status(), 0));
            } else {
                kernel.loop().later(delay.plus(BRIEFLY), this::reset);
            }
            kernel.loop().later(delay, () -> {
                var now = kernel.clock().millis();
                var reply = answer(request.at(now));
                record(kernel.journal().next(), Entry.EFFECT, now, reply);
            });
        }

        Reply effect() {
            return answer(request);
        }

        private Reply answer(Request asked) {
            try {
                var reply = simulator.answer(asked);
                if (reply.status() != 429) {
                    kernel.memory().note(simulator.side(), "api", asked);
                }
                return reply;
            } catch (RuntimeException mistake) {
                fault = "simulator-error";
                return mistake(mistake);
            }
        }

        void reply(Reply reply) {
            record(number, Entry.IN, request.at(), reply);
            Wire.send(call, reply);
        }

        private void reset() {
            record(number, Entry.IN, request.at(), Reply.empty(0));
            Wire.reset(call);
        }

        private void record(long entryNumber, String direction, long at, Reply reply) {
            kernel.journal()
                    .add(new Entry(
                            entryNumber,
                            at,
                            direction,
                            simulator.side(),
                            scope,
                            request.method(),
                            request.path(),
                            request.rawQuery(),
                            token(request).orElse(""),
                            reply.status(),
                            Entry.cut(request.text(), Entry.KEPT),
                            Entry.cut(reply.text(), Entry.REPLY_KEPT),
                            kernel.clock().millis() - at,
                            reply.status() == 429 ? waitMillis(reply) : 0,
                            fault));
        }
    }

    /** {@code X-Rate-Limit-Time-Reset-Ms} in milliseconds, else {@code Retry-After} in seconds. */
    private static long waitMillis(Reply reply) {
        var wait = 0L;
        for (var header : reply.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase("X-Rate-Limit-Time-Reset-Ms")) {
                return Long.parseLong(header.getValue());
            }
            if (header.getKey().equalsIgnoreCase("Retry-After")) {
                wait = Long.parseLong(header.getValue()) * 1000;
            }
        }
        return wait;
    }

    static Reply mistake(RuntimeException mistake) {
        var trace = new StringWriter();
        mistake.printStackTrace(new PrintWriter(trace, true));
        return Reply.text(500, "text/plain", trace.toString());
    }

    private static Optional<String> token(Request request) {
        return request.header("X-Auth-Token")
                .or(() -> request.header("Authorization").map(value -> value.replaceFirst("(?i)^bearer ", "")));
    }
}
